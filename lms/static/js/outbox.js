// What a learner does is written down on the phone first, then sent until it is answered. Each packet carries a key of
// its own: the server takes it once, however often it comes. So a lost reply, a killed tab or a second tab do no harm.
// A classic script: pages and the service worker share it, and workers know no modules in every browser.

self.openOutbox = ({ name = "wohnlotse", fetch = self.fetch.bind(self), patience = 15000 } = {}) => {
  const unwritten = []; // packets for which the phone had no room: they live as long as the page
  const replies = new Map();
  let database = null;
  let token = null;
  let flushing = null;

  // -- the phone's memory: packets in their order, notes to be shown, and things by name -------------------------------

  function opened() {
    database ??= new Promise((done, fail) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        for (const store of ["packets", "notes"]) {
          const made = request.result.createObjectStore(store, { keyPath: "id", autoIncrement: true });
          made.createIndex("person", "person");
        }
        request.result.createObjectStore("things");
      };
      request.onsuccess = () => done(request.result);
      request.onerror = request.onblocked = () => fail(request.error);
    }).catch((reason) => {
      database = null; // there may be room another time
      throw reason;
    });
    return database;
  }

  // `act(store, …)` may give a request: what it holds is the answer once everything is written.
  async function within(stores, mode, act) {
    const transaction = (await opened()).transaction(stores, mode);
    return new Promise((done, fail) => {
      let request = null;
      transaction.oncomplete = () => done(request?.result);
      transaction.onabort = transaction.onerror = () => fail(transaction.error);
      request = act(...stores.map((store) => transaction.objectStore(store)));
    });
  }

  const get = (key) => within(["things"], "readonly", (things) => things.get(key));
  const set = (key, value) => within(["things"], "readwrite", (things) => things.put(value, key));
  const all = (prefix) => within(["things"], "readonly", (things) => things.getAll(under(prefix)));
  const forget = (prefix) => within(["things"], "readwrite", (things) => things.delete(under(prefix)));
  const under = (prefix) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

  // -- writing down ----------------------------------------------------------------------------------------------------

  // A packet: `person`, `url`, `body` (pairs of name and value), and for an answer its `attempt`, `position` and `turn`,
  // the highest that the page knows of. Gives the packet, whose `id` is missing where the phone has no room.
  async function put(packet) {
    packet = { ...packet, body: [...packet.body, ["said_at", new Date().toISOString()]] };
    try {
      packet.id = await within(["packets", "things"], "readwrite", (packets, things) => {
        if (packet.ends) things.put(true, `ends:${packet.ends}`);
        if (!packet.attempt) return packets.add(packet);
        const added = {};
        things.get(`turn:${packet.attempt}`).onsuccess = ({ target }) => {
          count(packet, target.result);
          things.put(packet.turn, `turn:${packet.attempt}`);
          things.put(packet, `given:${packet.attempt}:${packet.position}`);
          packets.add(packet).onsuccess = ({ target }) => (added.result = target.result);
        };
        return added;
      });
    } catch {
      if (packet.attempt && !packet.body.some(([field]) => field === "turn")) count(packet);
      delete packet.id;
      unwritten.push(packet);
    }
    return packet;
  }

  function count(packet, known) {
    const last = Math.max(0, ...unwritten.filter((one) => one.attempt === packet.attempt).map((one) => one.turn));
    packet.turn = Math.max(packet.turn || 0, known || 0, last) + 1;
    packet.body.push(["turn", String(packet.turn)]);
  }

  const next = async (person) =>
    (await within(["packets"], "readonly", (packets) => packets.index("person").get(person)).catch(() => null)) ||
    unwritten.find((packet) => packet.person === person);

  const waiting = async (person) =>
    (await within(["packets"], "readonly", (packets) => packets.index("person").count(person)).catch(() => 0)) +
    unwritten.filter((packet) => packet.person === person).length;

  const notes = (person) => within(["notes"], "readonly", (notes) => notes.index("person").getAll(person)).catch(() => []);
  const dismiss = (id) => within(["notes"], "readwrite", (notes) => notes.delete(id));

  // -- sending ---------------------------------------------------------------------------------------------------------

  async function post({ url, body, person }) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      token ??= self.document?.cookie.match(/csrftoken=([^;]+)/)?.[1] ?? (await who()).token;
      return await fetch(url, {
        method: "POST",
        body: new URLSearchParams([...body, ["person", person]]),
        headers: { "X-CSRFToken": token, Accept: "application/json" },
        redirect: "manual",
        signal: stop.signal,
      }).then(async (reply) => ({ status: reply.status, said: await reply.json().catch(() => null) }));
    } finally {
      clearTimeout(timer);
    }
  }

  // Who is in at the moment, as the server knows it, and a fresh token.
  async function who() {
    const said = await (await fetch("/de/arriving/", { cache: "no-store" })).json();
    token = said.token;
    return said;
  }

  // What the server said for good; null where it has to be sent again, or has to wait for its person.
  async function answered(packet) {
    try {
      let reply = await post(packet);
      if (reply.status === 403) {
        await who(); // the token was of an earlier session
        reply = await post(packet);
      }
      const final = reply.said && (reply.status === 200 || (reply.status >= 400 && reply.status < 500 && reply.said.sentence));
      return final ? reply : null;
    } catch {
      return null;
    }
  }

  async function deliver(person) {
    for (let packet; (packet = await next(person)); ) {
      const reply = await answered(packet);
      if (!reply) return false;
      const sentence = reply.said.late || reply.said.sentence;
      if (packet.id) {
        await within(["packets", "notes"], "readwrite", (packets, notes) => {
          packets.delete(packet.id);
          if (sentence) notes.add({ person, sentence });
        });
        replies.set(packet.id, reply);
      } else {
        unwritten.splice(unwritten.indexOf(packet), 1);
        replies.set(packet.key, reply);
      }
      if (packet.ends) await ended(packet, reply.status === 200);
    }
    return true;
  }

  // A quiz is handed in: what the phone knew of its answers, and its page, are not needed any more.
  async function ended({ ends, page, person }, handedIn) {
    await forget(`ends:${ends}`);
    if (!handedIn) return;
    await forget(`given:${ends}`);
    await forget(`turn:${ends}`);
    if (self.caches) await (await caches.open(`person-${person}`)).delete(page, { ignoreVary: true });
  }

  // One tab sends at a time; one that fell asleep while sending does not hold up the others for long.
  async function alone(act) {
    if (!navigator.locks) return act();
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    let begun = false;
    const begin = () => (clearTimeout(timer), (begun = true), act());
    return navigator.locks.request(name, { signal: stop.signal }, begin).catch((reason) => {
      if (begun) throw reason;
      return act();
    });
  }

  // Sends what waits for the person, oldest first; whether nothing waits any more.
  function flush(person) {
    flushing ??= alone(() => deliver(person)).finally(() => (flushing = null));
    return flushing;
  }

  // Writes down and sends: the packet's `state` is sent, refused, kept (on the phone) or unkept, its `reply` what was said.
  async function act(packet) {
    const written = await put(packet);
    await (flushing && flushing.catch(() => {})); // it may have looked before this one was there
    await flush(packet.person).catch(() => false);
    const reply = replies.get(written.id ?? written.key);
    const there = written.id && (await within(["packets"], "readonly", (packets) => packets.getKey(written.id)).catch(() => 1));
    const state = reply ? (reply.status === 200 ? "sent" : "refused") : !written.id ? "unkept" : there ? "kept" : "sent";
    return { ...written, state, reply: reply?.said ?? {} };
  }

  return { put, act, flush, who, waiting, notes, dismiss, get, set, all, forget };
};
