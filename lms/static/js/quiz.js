// Comforts of the quiz page: steps move without a new page, and what is answered is kept while one goes on.
// The page works without them: each arrow and each button is a submit button.

const form = document.querySelector("[data-quiz]");
const state = form.querySelector("[data-state]");
let changed = false;
let sending = null;
let timer = 0;

const filled = (sentence, gaps) => sentence.replace(/\{(\w+)\}/g, (_, name) => gaps[name]);

// -- steps ---------------------------------------------------------------------------------------------------------

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=up],button[name=down]");
  const list = button && button.closest("[data-sort]");
  if (!list) return;
  event.preventDefault();
  const row = button.closest("li");
  if (button.name === "up") row.previousElementSibling.before(row);
  else row.nextElementSibling.after(row);
  const rows = [...list.children];
  rows.forEach((item, place) => {
    item.classList.toggle("moved", item === row);
    item.querySelector(".plate").textContent = place + 1;
    item.querySelector("[name=up]").disabled = place === 0;
    item.querySelector("[name=down]").disabled = place === rows.length - 1;
  });
  (button.disabled ? row.querySelector("button:not(:disabled)") : button).focus();
  say(list, filled(form.dataset.moved, { step: row.querySelector(".fill").textContent, place: rows.indexOf(row) + 1 }));
  note();
});

function say(list, sentence) {
  let line = list.previousElementSibling;
  if (!line || !line.matches("[role=status]")) {
    line = document.createElement("p");
    line.className = "s moved";
    line.setAttribute("role", "status");
    list.before(line);
  }
  line.textContent = sentence;
}

// -- keeping -------------------------------------------------------------------------------------------------------

function note() {
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(keep, 1200);
}

// One after the other: what was sent later must not be overtaken.
function keep() {
  clearTimeout(timer);
  if (!changed) return sending || Promise.resolve();
  sending = (sending || Promise.resolve()).then(send);
  return sending;
}

async function send() {
  if (!changed) return;
  changed = false;
  const body = new FormData(form);
  body.set("save", "1");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    const { over, numbers } = await answer.json();
    if (over) return location.assign(over);
    show(numbers);
    state.textContent = form.dataset.kept;
  } catch {
    changed = true;
    state.textContent = form.dataset.unsent;
  }
}

function show(numbers) {
  for (const [name, { understood, error }] of Object.entries(numbers)) {
    const field = form.querySelector(`input[name="${name}"]`);
    if (!field) continue;
    const line = document.createElement("p");
    line.className = error ? "err" : "muted";
    line.textContent = error || (understood && filled(form.dataset.read, { number: understood }));
    document.getElementById(field.getAttribute("aria-describedby")).replaceChildren(line);
    form.elements[name.replace("q", "r")].value = understood;
    field.toggleAttribute("aria-invalid", Boolean(error));
    if (error) field.setAttribute("aria-invalid", "true");
  }
}

form.addEventListener("input", note);
form.addEventListener("change", keep);
form.addEventListener("submit", () => {
  changed = false;
  clearTimeout(timer);
});
addEventListener("online", () => keep());

// Going elsewhere, to another language for one, waits for what is still to be kept.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !changed || event.defaultPrevented || event.metaKey || event.ctrlKey) return;
  if (link.origin !== location.origin || link.pathname + link.search === location.pathname + location.search) return;
  event.preventDefault();
  keep().finally(() => location.assign(link.href));
});

// A phone that closes the page still sends.
addEventListener("pagehide", () => {
  if (!changed) return;
  const body = new FormData(form);
  body.set("save", "1");
  navigator.sendBeacon(form.action, body);
});
