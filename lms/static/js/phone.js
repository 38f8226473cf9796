// The phone of somebody who came in: it keeps pages and acts while there is no network, and says what waits.

const { person, lock } = document.body.dataset;
const line = document.querySelector("[data-outbox]");
const outbox = self.openOutbox();
let pause = 2000;
let timer = 0;

outbox.set("person", person).catch(() => {}); // a phone without room keeps nothing, and is asked nothing
navigator.serviceWorker?.register("/sw.js").catch(() => {});

for (const words of document.querySelectorAll("[data-js=offline]")) words.hidden = !("serviceWorker" in navigator);

// -- what waits, and what could not be taken ---------------------------------------------------------------------------

async function tell() {
  const [number, notes] = [await outbox.waiting(person), await outbox.notes(person)];
  const [text, close] = [line.querySelector("p"), line.querySelector("button")];
  const before = line.dataset.number;
  line.dataset.number = number;
  close.parentElement.hidden = !notes.length;
  close.onclick = () => outbox.dismiss(notes[0].id).then(tell);
  if (notes.length) text.textContent = notes[0].sentence;
  else if (number) text.textContent = line.dataset.waiting.replace("{number}", number);
  else text.textContent = before > 0 || text.textContent === line.dataset.sent ? line.dataset.sent : "";
  line.hidden = !text.textContent;
  return number;
}

// -- sending: now, when the network is back, when the page is looked at again, and every now and then -------------------

async function send() {
  clearTimeout(timer);
  await outbox.flush(person).catch(() => false);
  document.dispatchEvent(new Event("outbox"));
  if (!(await tell())) {
    pause = 2000;
    return true;
  }
  timer = setTimeout(send, (pause = Math.min(pause * 2, 60000)));
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {});
  return false;
}

// Writes an act down and sends it; see outbox.js for what comes back.
async function act(packet) {
  const key = packet.body.find(([name]) => name === "key")?.[1] ?? newKey();
  const body = packet.body.filter(([name]) => !["key", "csrfmiddlewaretoken"].includes(name));
  const slow = setTimeout(tell, 1500); // by then it is written down, whatever the network does
  const done = await outbox.act({ ...packet, person, key, body: [...body, ["key", key]] });
  clearTimeout(slow);
  if (done.state !== "sent") send();
  else if (done.reply.late) tell();
  return done;
}

const newKey = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (sign) =>
    (sign ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (sign / 4)))).toString(16),
  );

self.phone = { act, tell, outbox };
addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
tell().then(send);

// -- lessons: a question to oneself is answered at once, “done” leads on ------------------------------------------------

for (const form of document.querySelectorAll("form[data-lesson]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const template = form.querySelector("template[data-right]");
    const body = [...new FormData(form)];
    const place = Object.entries(form.dataset).filter(([name]) => ["course", "module", "lesson"].includes(name));
    if (template) {
      const chosen = body.filter(([name]) => name.startsWith("check-")).map(([, value]) => value);
      show(form, template, chosen);
      if (chosen.length) await act({ url: form.dataset.url, body: [...place, ["check", template.dataset.block]] });
      return;
    }
    const button = form.querySelector("button");
    button.disabled = true;
    const sending = act({ url: form.dataset.url, body: [...place, ...body] });
    const enough = new Promise((done) => setTimeout(done, 6000, { state: "kept" }));
    const { state, reply } = await Promise.race([sending, enough]);
    button.disabled = false;
    if (state === "sent") location.assign(reply.go ?? form.dataset.next);
    else if (state === "kept") location.assign(form.dataset.next);
    else tell().then(() => line.scrollIntoView());
  });
}

function show(form, template, chosen) {
  const right = template.dataset.right.trim().split(" ");
  const is = !chosen.length ? "missing" : chosen.sort().join(" ") === right.sort().join(" ") ? "right" : "wrong";
  form.querySelector(".say")?.remove();
  const said = template.content.cloneNode(true).firstElementChild;
  said.classList.add(is === "right" ? "good" : "tip");
  for (const words of said.querySelectorAll(`[data-is]:not([data-is~=${is}])`)) words.remove();
  template.before(said);
}

// -- locking the door: what waits is sent first, and nothing of this person stays to be seen ----------------------------

document.querySelector(`form[action="${lock}"]`)?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const sent = await Promise.race([send(), new Promise((done) => setTimeout(done, 6000, false))]);
  if (!sent && (await outbox.waiting(person)) && !confirm(line.dataset.leave)) return;
  if (sent) await Promise.all([outbox.forget("given:"), outbox.forget("turn:")]).catch(() => {});
  await outbox.forget(`module:${person}`).catch(() => {});
  await outbox.set("person", "").catch(() => {});
  await self.caches?.delete(`person-${person}`);
  form.submit();
});
