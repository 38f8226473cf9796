// Seeded runs of the real outbox against a server and a phone that fail. Each run is told by its seed alone.
// The server here takes packets as `lms/learning/saving_answers.py` does: a key once, and the highest turn stands (of equal ones the higher key).

self.runOutbox = async (seed) => {
  let bits = seed;
  const dice = () => {
    bits = (bits + 0x6d2b79f5) | 0;
    let mixed = Math.imul(bits ^ (bits >>> 15), 1 | bits);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const chance = (share) => dice() < share;
  const pick = (list) => list[Math.floor(dice() * list.length)];
  const name = `run-${seed}`;
  const [person, other, attempt] = ["amal", "bilal", `attempt-${seed}`];

  // -- the server ------------------------------------------------------------------------------------------------------

  const taken = new Map();
  const standing = new Map();
  const faults = [];
  const late = []; // packets that are still on their way when their sender has given up
  let [inside, token, healed, online] = [person, "first", false, true];

  const later = (one, before) => one.turn > before.turn || (one.turn === before.turn && one.key > before.key);

  function receive(body) {
    const key = body.get("key");
    if (body.get("person") !== inside) return { status: 401, said: {} };
    if (taken.has(key)) {
      if (taken.get(key) === body.toString()) return { status: 200, said: {} };
      faults.push(`another body under the key ${key}`);
      return { status: 409, said: { sentence: "reused" } };
    }
    taken.set(key, body.toString());
    const [position, turn] = [body.get("position"), Number(body.get("turn"))];
    const before = standing.get(position);
    if (!before || later({ turn, key }, before)) standing.set(position, { turn, key });
    return { status: 200, said: {} };
  }

  const reply = ({ status, said }) => ({ status, json: async () => said });
  const never = (signal) => new Promise((_, fail) => signal?.addEventListener("abort", () => fail(new Error("given up"))));

  // The network between a tab and the server; a tab that was killed hears nothing any more.
  const network = (tab) => async (address, { body, headers, signal } = {}) => {
    if (tab.killed) return never(signal);
    if (!online) throw new TypeError("offline");
    if (!body) return { json: async () => ({ person: inside, token }) };
    if (!healed) {
      if (chance(0.12)) throw new TypeError("the request was lost");
      if (chance(0.1)) return reply({ status: 500, said: null });
      if (chance(0.1)) {
        late.push(body);
        return never(signal);
      }
    }
    if (headers["X-CSRFToken"] !== token) return reply({ status: 403, said: null });
    const answer = receive(body);
    if (!healed) {
      if (chance(0.1)) receive(body); // the network sent it twice
      if (chance(0.15)) throw new TypeError("the reply was lost");
      if (chance(0.05)) return never(signal);
    }
    return reply(answer);
  };

  // -- the phone -------------------------------------------------------------------------------------------------------

  const open = () => {
    const tab = { killed: false };
    return Object.assign(tab, { outbox: self.openOutbox({ name, fetch: network(tab), patience: 8 }) });
  };
  const tabs = [open(), open()];
  const given = [];
  const { add } = IDBObjectStore.prototype;
  const { toISOString } = Date.prototype;
  const full = () => {
    throw new DOMException("no room", "QuotaExceededError");
  };

  try {
    for (let step = 0; step < 16; step++) {
      const place = Math.floor(dice() * 2);
      const tab = tabs[place];
      if (chance(0.12)) IDBObjectStore.prototype.add = chance(0.4) ? full : add;
      if (chance(0.15)) online = !online;
      if (chance(0.08)) inside = pick([person, other, ""]);
      if (chance(0.08)) token = `token-${step}`;
      if (chance(0.1)) Date.prototype.toISOString = () => pick(["1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z"]);
      if (chance(0.1) && late.length) receive(late.splice(Math.floor(dice() * late.length), 1)[0]);
      if (chance(0.7)) {
        const [key, position] = [`${seed}-${step}`, String(1 + Math.floor(dice() * 3))];
        const body = [["key", key], ["attempt", attempt], ["position", position], [`q${position}`, pick("abc")]];
        const packet = await tab.outbox.put({ person, key, attempt, position, url: "/answer/", turn: 0, body });
        given.push({ key, position, tab, kept: Boolean(packet.id), turn: packet.turn });
      }
      const flushed = tab.outbox.flush(person).catch(() => false);
      if (chance(0.5)) await flushed;
      if (chance(0.15)) {
        tab.killed = true;
        tabs[place] = open();
      }
    }
    // Everything is well again: what is still on its way arrives, in any order, and somebody opens a page.
    Object.assign(IDBObjectStore.prototype, { add });
    [healed, online, inside] = [true, true, person];
    while (late.length) receive(late.splice(Math.floor(dice() * late.length), 1)[0]);
    tabs.push(open());
    for (let look = 0; look < 30; look++) {
      const done = await Promise.all(tabs.map((tab) => tab.outbox.flush(person)));
      if (done.every(Boolean)) break;
    }
    const waiting = await Promise.all(tabs.map((tab) => tab.outbox.waiting(person)));
    if (waiting.some(Boolean)) faults.push(`still waiting: ${waiting}`);
    if ((await tabs[2].outbox.notes(person)).length) faults.push("something was refused");
  } finally {
    Object.assign(IDBObjectStore.prototype, { add });
    Object.assign(Date.prototype, { toISOString });
  }

  for (const { key, kept, tab } of given) {
    if ((kept || !tab.killed) && !taken.has(key)) faults.push(`lost: ${key}`);
  }
  for (const key of taken.keys()) if (!given.some((one) => one.key === key)) faults.push(`from nowhere: ${key}`);
  for (const position of ["1", "2", "3"]) {
    const arrived = given.filter((one) => one.position === position && taken.has(one.key));
    const last = arrived.sort((one, before) => (later(one, before) ? 1 : -1)).pop();
    if (last && standing.get(position).key !== last.key) faults.push(`not the last answer stands at ${position}`);
  }
  indexedDB.deleteDatabase(name);
  return { given: given.length, unkept: given.filter((one) => !one.kept).length, faults };
};
