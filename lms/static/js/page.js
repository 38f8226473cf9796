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
  button.addEventListener("click", () => window.print());
}

// Without popovers (WebView before 114) the explained words stand as a list at the end: go there, and back again.
if (!("popover" in HTMLElement.prototype)) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[popovertarget]");
    if (!button) return;
    const sheet = document.getElementById(button.getAttribute("popovertarget"));
    if (button.getAttribute("popovertargetaction") === "hide") {
      document.querySelector(`.term[popovertarget="${sheet.id}"]`)?.focus();
    } else {
      sheet.scrollIntoView();
      sheet.focus();
    }
  });
}
