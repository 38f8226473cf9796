// Keep a module on the phone: its size is said first, then its pages are fetched, and it can be removed again.
// The same on the page that stands in for a missing network: what was kept is listed there.

const { outbox } = self.phone ?? { outbox: self.openOutbox() };
const words = document.querySelector("template#keep")?.dataset;
const megabytes = (bytes) => (Math.ceil(bytes / 1e5) / 10).toLocaleString(document.documentElement.lang);
const filled = (sentence, gaps) => sentence.replace(/\{(\w+)\}/g, (_, name) => gaps[name]);

// -- fetching ------------------------------------------------------------------------------------------------------

async function fetched(address, person) {
  const reply = await fetch(address, { headers: { "X-Keep": "1" }, cache: "no-store" });
  const mine = !person || reply.headers.get("X-Person") === person;
  if (!reply.ok || reply.redirected || !mine) throw new Error(`${address}: ${reply.status}`);
  return reply;
}

// The files that a page needs: sheets, scripts, signs, and of pictures and recordings those that are wanted.
function needs(html, wanted) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = page.querySelectorAll("link[rel=stylesheet],link[rel=icon],script[src],use,img,audio[src]");
  const addresses = [...found].map((item) => item.getAttribute("href") ?? item.getAttribute("src"));
  return addresses.map((address) => address.split("#")[0]).filter((address) => /^\/static\//.test(address) || wanted.includes(address));
}

async function keep(module, person, wanted, tell) {
  const cache = await caches.open(`person-${person}`);
  const files = new Set();
  let done = 0;
  for (const page of module.pages) {
    const reply = await fetched(page, person);
    for (const address of needs(await reply.clone().text(), wanted)) files.add(address);
    await cache.put(page, reply);
    tell(++done, module.pages.length + files.size);
  }
  for (const file of files) {
    if (!(await cache.match(file))) await cache.put(file, await fetched(file));
    tell(++done, module.pages.length + files.size);
  }
}

// What another kept module needs, too, stays.
async function remove(name, module, person) {
  await outbox.forget(name);
  const others = (await outbox.all(`module:${person}`)).flatMap(held);
  const cache = await caches.open(`person-${person}`);
  for (const address of held(module)) if (!others.includes(address)) await cache.delete(address, { ignoreVary: true });
}

const held = ({ pages, pictures = [], sounds = [] }) => [...pages, ...pictures, ...sounds];

// -- the button of a module ----------------------------------------------------------------------------------------

const made = (tag, text, change = {}) => Object.assign(document.createElement(tag), { textContent: text }, change);

function button(text, act) {
  const one = made("button", "", { type: "button", className: "btn two", onclick: act });
  one.append(made("span", text));
  return one;
}

async function offer(place) {
  const { person } = document.body.dataset;
  const name = `module:${person}:${place.dataset.keep}`;
  const say = (...lines) => place.replaceChildren(...lines);
  const note = (text) => made("p", text, { className: "s" });

  async function begin() {
    const found = await outbox.get(name);
    if (found) return say(note(words.kept), button(words.remove, () => remove(name, found, person).then(begin)));
    say(button(words.ask, () => ask().catch(failed)));
  }
  async function ask() {
    const module = await (await fetch(place.dataset.keep, { cache: "no-store" })).json();
    const lines = [note(filled(words.size, { size: megabytes(module.bytes.text) }))];
    const boxes = ["pictures", "sounds"].filter((kind) => module[kind].length).map((kind) => {
      const box = made("input", "", { type: "checkbox", name: kind, checked: kind === "pictures" });
      const label = made("label", "", { className: "row" });
      label.append(box, filled(words[kind], { size: megabytes(module.bytes[kind]) }));
      lines.push(label);
      return box;
    });
    if (module.quiz) lines.push(note(words.quiz));
    const wanted = () => boxes.filter((box) => box.checked).flatMap((box) => module[box.name]);
    say(...lines, button(words.go, () => start(module, wanted()).catch(failed)));
  }
  async function start(module, wanted) {
    const [bar, text] = [made("progress", ""), note("")];
    text.setAttribute("role", "status");
    say(text, bar);
    try {
      await keep(module, person, wanted, (done, all) => {
        [bar.value, bar.max] = [done, all];
        text.textContent = filled(words.busy, { done, all });
      });
    } catch (reason) {
      await remove(name, module, person);
      throw reason;
    }
    await outbox.set(name, module);
    await begin();
  }
  async function failed() {
    await begin();
    place.prepend(note(words.failed));
  }
  await begin();
  place.hidden = false;
}

if (words && "serviceWorker" in navigator && self.caches) {
  for (const place of document.querySelectorAll("[data-keep]")) offer(place).catch(() => (place.hidden = true));
}

// -- without a network ---------------------------------------------------------------------------------------------

const list = document.querySelector("[data-kept]");
if (list) {
  const person = await outbox.get("person");
  const modules = person ? await outbox.all(`module:${person}`) : [];
  for (const { title, lang, dir, pages } of modules) {
    const [row, link] = [made("li", ""), made("a", title, { href: pages[0], className: "lnk", lang, dir })];
    row.append(link);
    list.append(row);
  }
  list.hidden = list.previousElementSibling.hidden = !modules.length;
}
