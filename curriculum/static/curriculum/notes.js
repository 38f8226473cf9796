// Notes beside the editor: sent without leaving the page, so that nothing typed is lost; the block one works on is chosen.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-side-panel] [data-note-form]");
  if (!form) return;
  event.preventDefault();
  if (form.ariaBusy) return; // pressed twice is said once
  form.ariaBusy = "true";
  const body = new FormData(form, event.submitter);
  body.set("back", "notes");
  const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  const notes = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-notes]");
  if (notes) form.closest("[data-notes]").replaceWith(notes);
  else form.submit();
});
document.addEventListener("focusin", (event) => {
  const block = event.target.closest("section[id^='block-'][id$='-section']");
  const choice = document.querySelector("[data-side-panel] [data-note-unit]");
  if (!block || !choice) return;
  const id = block.id.slice("block-".length, -"-section".length);
  const option = [...choice.options].find((one) => one.value.endsWith(`:${id}`));
  if (option) choice.value = option.value;
});
