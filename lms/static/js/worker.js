// The service worker. Pages come from the network; without one, from what the person who is in has kept on this phone.
// In front of this text the server writes OUTBOX, SHELL (what every phone keeps), LANGUAGES and VERSION.

importScripts(OUTBOX);

const outbox = openOutbox();
const shell = `shell-${VERSION}`;
const PATIENCE = 5000; // milliseconds for a page that is kept, too
const TEAM = /^\/(admin|staff)\//;
const DOORS = /^\/\w\w\/(key|k|logout|join|me\/delete)\//; // behind them, somebody else may be in
const ATTEMPT = /\/quiz\/\d+\/$/;
const FILES = /^\/(static|media|documents)\//;
const NAMED_BY_CONTENT = /^\/media\/|\.[0-9a-f]{12}\.\w+$/;

const own = (person) => caches.open(`person-${person}`);
const inside = () => outbox.get("person").catch(() => "");
const kept = { ignoreVary: true };

addEventListener("install", (event) => {
  const files = SHELL.map((path) => new Request(path, { cache: "reload" }));
  event.waitUntil(caches.open(shell).then((cache) => cache.addAll(files)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== shell) await caches.delete(name);
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (TEAM.test(url.pathname)) {
    if (event.request.mode === "navigate") event.waitUntil(outbox.set("person", "").catch(() => {}));
  } else if (event.request.mode === "navigate") {
    event.respondWith(event.request.method === "GET" ? page(event, url) : sent(event.request, url));
  } else if (event.request.method === "GET" && FILES.test(url.pathname)) {
    event.respondWith(file(event.request, url));
  }
});

// -- pages ---------------------------------------------------------------------------------------------------------

async function page(event, url) {
  const person = await inside();
  const copy = person && (await (await own(person)).match(url.pathname, kept));
  try {
    await lock();
    const asked = anew(event.request);
    const reply = await (copy ? soon(fetch(asked)) : fetch(asked));
    event.waitUntil(remember(reply.clone(), url));
    return reply;
  } catch {
    return copy || offline(url);
  }
}

// Back to what answered a form: nobody has kept it. It is not sent a second time, the page is asked for anew.
const anew = (request) => (request.cache === "only-if-cached" ? new Request(request.url, { redirect: "manual" }) : request);

const soon = (reply) =>
  Promise.race([reply, new Promise((_, fail) => setTimeout(fail, PATIENCE, new Error("no network to speak of")))]);

async function offline(url) {
  const language = LANGUAGES.find((code) => url.pathname.startsWith(`/${code}/`)) ?? LANGUAGES[0];
  return (await caches.open(shell)).match(`/${language}/offline/`, kept);
}

// Whose page it is says who is in. What is kept already is kept anew; the page of an attempt is always kept.
async function remember(reply, url) {
  const html = reply.headers.get("Content-Type")?.startsWith("text/html");
  if (!reply.ok || reply.redirected || reply.type !== "basic" || !html) return;
  const person = reply.headers.get("X-Person") ?? "";
  if (person !== (await inside())) await outbox.set("person", person);
  if (!person || (url.search && !/^\?read=\w+$/.test(url.search))) return;
  const cache = await own(person);
  if (ATTEMPT.test(url.pathname) || (await cache.match(url.pathname, kept))) await cache.put(url.pathname, reply);
}

// Forms that no script has taken over. Whoever goes through a door is nobody until a page says otherwise.
async function sent(request, url) {
  if (DOORS.test(url.pathname)) await outbox.set("person", "").catch(() => {});
  try {
    return await fetch(anew(request));
  } catch {
    if (url.pathname.endsWith("/logout/")) await outbox.set("locked", true);
    return offline(url);
  }
}

// A door that was locked without a network is locked for good before anything else is shown.
async function lock() {
  if (!(await outbox.get("locked").catch(() => false))) return;
  const { person, token } = await outbox.who();
  const body = new URLSearchParams({ csrfmiddlewaretoken: token });
  if (person) await fetch("/de/logout/", { method: "POST", body, redirect: "manual" });
  await outbox.set("locked", false);
}

// -- files ---------------------------------------------------------------------------------------------------------

async function file(request, url) {
  const person = await inside();
  const copy = (await (await caches.open(shell)).match(request, kept)) ?? (person && (await (await own(person)).match(request, kept)));
  if (copy && NAMED_BY_CONTENT.test(url.pathname)) return copy;
  return fetch(request).catch((reason) => (copy ? piece(copy, request) : Promise.reject(reason)));
}

// Players ask for a recording piece by piece (RFC 9110, 14.2): from a byte on, perhaps to another one.
async function piece(copy, request) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "") ?? [];
  if (!from) return copy;
  const whole = await copy.blob();
  const end = Math.min(to ? Number(to) + 1 : whole.size, whole.size);
  const headers = { "Content-Type": whole.type, "Content-Range": `bytes ${from}-${end - 1}/${whole.size}` };
  return new Response(whole.slice(Number(from), end), { status: 206, headers });
}

// -- sending, where a browser wakes us for it ------------------------------------------------------------------------

addEventListener("sync", (event) => event.waitUntil(outbox.who().then(async ({ person }) => {
  if (person && !(await outbox.flush(person))) throw new Error("some packets still wait");
})));
