// The quiz page: steps move without a new page, and each answer is sent when it is given, or kept on the phone.
// The page works without this: each arrow and each button is a submit button.

const form = document.querySelector("[data-quiz]");
const state = form.querySelector("[data-state]");
const { person } = document.body.dataset;
const { act, outbox, tell } = self.phone;
const attempt = form.elements.key.value;
const typing = new Map(); // timers of fields in which somebody types, by position
const sending = new Set();

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
  const rows = numbered(list);
  for (const item of rows) item.classList.toggle("moved", item === row);
  (button.disabled ? row.querySelector("button:not(:disabled)") : button).focus();
  say(list, filled(form.dataset.moved, { step: row.querySelector(".fill").textContent, place: rows.indexOf(row) + 1 }));
  given(place(list));
});

function numbered(list) {
  const rows = [...list.children];
  rows.forEach((item, place) => {
    item.querySelector(".plate").textContent = place + 1;
    item.querySelector("[name=up]").disabled = place === 0;
    item.querySelector("[name=down]").disabled = place === rows.length - 1;
  });
  return rows;
}

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

// -- answers -------------------------------------------------------------------------------------------------------

const place = (field) => field.closest("fieldset[id]")?.id.slice(1);
const question = (position) => document.getElementById(`q${position}`);
const fields = (position) => [...new FormData(form)].filter(([name]) => RegExp(`^[qt]${position}(-|$)`).test(name));

function given(position) {
  clearTimeout(typing.get(position));
  typing.delete(position);
  if (!position) return;
  const turn = Math.max(...[...form.querySelectorAll("[data-turn]")].map((item) => item.dataset.turn));
  const body = [["attempt", attempt], ["position", position], ...fields(position)];
  const done = act({ url: form.dataset.answer, attempt, position, turn, body }).then(told);
  sending.add(done);
  done.finally(() => sending.delete(done));
}

function told({ state: how, position, turn, reply }) {
  question(position).dataset.turn = turn;
  if (reply.numbers) show(reply.numbers);
  state.textContent = { sent: form.dataset.kept, kept: form.dataset.unsent, unkept: form.dataset.unkept, refused: "" }[how];
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

form.addEventListener("input", ({ target }) => {
  const position = place(target);
  clearTimeout(typing.get(position));
  typing.set(position, setTimeout(given, 1200, position));
});
form.addEventListener("change", ({ target }) => given(place(target)));

function allGiven() {
  for (const position of [...typing.keys()]) given(position);
  return Promise.all(sending);
}

// -- coming back: what this phone knows and the page does not yet -----------------------------------------------------

for (const { position, turn, body } of await outbox.all(`given:${attempt}:`).catch(() => [])) {
  const item = question(position);
  if (!item || turn <= item.dataset.turn) continue;
  item.dataset.turn = turn;
  fill(item, (name) => body.filter(([other]) => other === name).map(([, value]) => value));
}
if (await outbox.get(`ends:${attempt}`).catch(() => false)) close();

function fill(item, values) {
  for (const field of item.querySelectorAll("input:not([type=hidden]),select")) {
    if (["radio", "checkbox"].includes(field.type)) field.checked = values(field.name).includes(field.value);
    else field.value = values(field.name)[0] ?? "";
  }
  for (const list of item.querySelectorAll("[data-sort]")) {
    const order = values(item.id);
    const at = (row) => order.indexOf(row.querySelector("input").value);
    list.append(...[...list.children].sort((one, other) => at(one) - at(other)));
    numbered(list);
  }
}

// -- handing in ------------------------------------------------------------------------------------------------------

form.addEventListener("submit", async (event) => {
  if (event.submitter?.name !== "finish") return;
  if (navigator.onLine && form.querySelector("[name=go]")) return; // a case that goes on: the server says where to
  event.preventDefault();
  await allGiven();
  const body = [...new FormData(form)].filter(([name]) => name !== "key");
  const page = location.pathname;
  const done = await act({ url: form.dataset.handIn, body: [["attempt", attempt], ...body], ends: attempt, page });
  if (done.state === "sent") location.assign(done.reply.go ?? page);
  else if (done.state === "kept") close();
  else if (done.state === "unkept") state.textContent = form.dataset.unkept;
  else tell().then(() => location.reload());
});

// Handed in on the phone: nothing can be changed any more, and that is said where the answers stand.
function close() {
  for (const field of form.elements) field.disabled = true;
  state.textContent = form.dataset.closed;
}

document.addEventListener("outbox", async () => {
  if (await outbox.waiting(person)) return;
  if (state.textContent === form.dataset.closed) location.reload(); // it leads to the result
  if (state.textContent === form.dataset.unsent) state.textContent = form.dataset.kept;
});

// -- leaving -------------------------------------------------------------------------------------------------------

// Going elsewhere, to another language for one, waits a moment for what is still to be sent.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || !(typing.size + sending.size)) return;
  if (link.origin !== location.origin || link.pathname + link.search === location.pathname + location.search) return;
  event.preventDefault();
  Promise.race([allGiven(), new Promise((done) => setTimeout(done, 3000))]).finally(() => location.assign(link.href));
});

// A phone that puts the page away writes down what is being typed.
document.addEventListener("visibilitychange", () => document.hidden && allGiven());
addEventListener("pagehide", allGiven);
