// Small comforts of every page. Each page works without them.

// An open language menu closes when one goes on elsewhere, or by Escape.
const menu = document.querySelector("details.langs");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// Buttons that only a script can serve stay hidden until it is here.
for (const button of document.querySelectorAll("[data-js=print]")) {
  button.hidden = false;
  const letter = button.closest(".letter");
  button.addEventListener("click", () => {
    const only = letter ? [document.body, letter] : [];
    for (const part of only) part.classList.add("only");
    window.print();
    for (const part of only) part.classList.remove("only");
  });
}

let opener;

// An explained word is a link to its explanation: opened as a sheet where it stands, and closed by its own link.
// Without popovers (WebView before 114) the explanations stand as a list at the end, and the link leads there.
document.addEventListener("click", (event) => {
  if (!("popover" in HTMLElement.prototype)) return;
  const word = event.target.closest("a.term");
  const close = event.target.closest(".gloss a[href='#!']");
  const sheet = word ? document.getElementById(word.hash.slice(1)) : close?.closest(".gloss:popover-open");
  if (!sheet) return;
  event.preventDefault();
  sheet.togglePopover();
  if (!word) return;
  opener = word;
  sheet.querySelector("a[href='#!']")?.focus();
});

// Who goes on with the keyboard behind an open sheet closes it, and stands at the word again.
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const sheet = relatedTarget && target.closest(".gloss");
  if (!sheet?.matches(":popover-open") || sheet.contains(relatedTarget)) return;
  sheet.hidePopover();
  opener.focus();
});
