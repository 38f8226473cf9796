// Beside the editor of a translation: the source is open from the first time on, and each block says its state.
window.addEventListener("load", () => {
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
