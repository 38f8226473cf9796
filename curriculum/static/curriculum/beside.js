// Beside the editor of a text: fields know the language that is written in them. For a translation the source is open
// from the first time on, and each block says its state.
const FIELDS = "input[type='text'], textarea, .Draftail-Editor, [contenteditable='true']";

const nameLanguage = (root, { language, direction }) => {
  for (const field of root.querySelectorAll(FIELDS)) {
    if (!field.closest("[data-side-panel], [data-contentpath='go_live_at'], [data-contentpath='expire_at']")) Object.assign(field, { lang: language, dir: direction });
  }
};

window.addEventListener("load", () => {
  const form = document.getElementById("w-editor-form");
  const written = document.querySelector(".c-source[data-language]");
  if (form && written) {
    nameLanguage(form, written.dataset);
    new MutationObserver(() => nameLanguage(form, written.dataset)).observe(form, { childList: true, subtree: true });
  }
  // Wagtail compares the form by the clock, and only from two seconds after loading on: what is typed makes a preview old at once.
  form?.addEventListener("input", () => {
    const preview = document.querySelector("[data-controller~='w-preview']");
    if (preview) preview.dataset.wPreviewStaleValue = "true";
  });
  const panel = document.querySelector("[data-side-panel='source']");
  if (!panel) return;
  if (!localStorage.getItem("wagtail:side-panel-open")) document.querySelector("[data-side-panel-toggle='source']")?.click();
  for (const unit of panel.querySelectorAll("[data-unit][data-state]")) {
    const block = document.getElementById(`block-${unit.dataset.unit.split(":")[1]}-section`);
    const state = unit.querySelector(".c-state");
    if (!block || !state) continue;
    block.classList.add("c-target", `c-unit--${unit.dataset.state}`);
    if (state.classList.contains("c-state--to-do")) block.querySelector(":scope > .w-panel__header .w-panel__heading")?.append(" ", state.cloneNode(true));
  }
});
