// The exported register, asked in the browser: no server but one that hands out files is needed.

import { bytes, isSigned, read } from "./jws.js";

const NUMBER = /\/v\/([0-9a-hjkmnp-tv-z]{24})/;
const REGISTER = "register.json";
const IDENTITY = ".well-known/did.json";

const encode = (text) => new TextEncoder().encode(text);
const decode = (content) => new TextDecoder().decode(content);
const sha = async (content) => new Uint8Array(await crypto.subtle.digest("SHA-256", content));
const hex = (content) => [...content].map((one) => one.toString(16).padStart(2, "0")).join("");
const part = (name) => document.querySelector(`[data-${name}]`);

async function file(name) {
  const answer = await fetch(new URL(name, document.baseURI));
  if (!answer.ok) throw new Error(name);
  return answer.arrayBuffer();
}

// What the export says of itself, its keys and entries; null where something is not as it was signed.
async function opened() {
  const token = decode(await file("registry.jws")).trim();
  const files = { [REGISTER]: await file(REGISTER), [IDENTITY]: await file(IDENTITY) };
  const keys = JSON.parse(decode(files[IDENTITY])).verificationMethod;
  const [{ kid }, said] = read(token);
  const key = keys.find((one) => one.id === kid && one.publicKeyJwk);
  if (!key || !(await isSigned(token, key.publicKeyJwk))) return null;
  for (const [name, content] of Object.entries(files)) if (hex(await sha(content)) !== said.files[name]) return null;
  return { said, keys, entries: JSON.parse(decode(files[REGISTER])) };
}

// What lies under a secret that only those know who hold the certificate; null where nothing does.
async function entry(register, secret) {
  const sealed = register.entries[hex(await sha(encode(`find:${secret}`)))];
  if (!sealed) return null;
  const content = bytes(sealed);
  const key = await crypto.subtle.importKey("raw", await sha(encode(`open:${secret}`)), "AES-GCM", false, ["decrypt"]);
  const how = { name: "AES-GCM", iv: content.slice(0, 12) };
  return JSON.parse(decode(await crypto.subtle.decrypt(how, key, content.slice(12))));
}

const today = () => new Date().toLocaleDateString("sv", { timeZone: "Europe/Berlin" });
const status = (facts) => facts.ended || (facts.valid_until && today() > facts.valid_until ? "expired" : "valid");
const day = (iso) => iso && iso.split("-").reverse().join(".");

function say(which) {
  for (const one of document.querySelectorAll("[data-says]")) one.hidden = one.dataset.says !== which;
  part("facts").hidden = !["valid", "expired", "renewed", "revoked", "superseded"].includes(which);
}

function sayName(which, name = "") {
  for (const one of document.querySelectorAll("[data-named]")) one.hidden = one.dataset.named !== which;
  for (const place of document.querySelectorAll("[data-holder]")) place.textContent = name;
}

function show(facts) {
  const titles = Object.entries(facts.titles || {});
  const [language, title] = titles.find(([code]) => code === document.documentElement.lang) || titles[0] || ["", ""];
  const shown = {
    ...facts,
    title,
    number: facts.number.toUpperCase().match(/.{4}/g).join("-"),
    certified_on: day(facts.certified_on),
    valid_until: day(facts.valid_until),
    ended_on: day(facts.ended_on),
  };
  for (const place of document.querySelectorAll("[data-fact]")) {
    const words = String(shown[place.dataset.fact] ?? "");
    place.textContent = words;
    if (place.parentElement.matches("dd")) place.closest("div").hidden = !words;
  }
  part("fact=title").lang = language;
  say(status(facts));
}

// The holder's name in a scanned code: right, wrong, or not there.
async function showName(register, token, facts) {
  const parts = read(token);
  if (!parts) return facts.holder ? sayName("right", facts.holder) : sayName("nothing");
  const [{ kid }, { i: number, n: name }] = parts;
  const key = register.keys.find((one) => one.id.endsWith(`#${kid}`) && one.publicKeyJwk);
  const right = key && number === facts.number && (await isSigned(token, key.publicKeyJwk).catch(() => false));
  return right ? sayName("right", name) : sayName("wrong");
}

async function lookUp(register, number, token = "") {
  const facts = await entry(register, number.toLowerCase().replace(/[^0-9a-z]/g, "").replace(/o/g, "0").replace(/[il]/g, "1"));
  if (!facts) return say("unknown");
  await showName(register, token, facts);
  return show(facts);
}

// The badge that a picture carries, as bytes; the file itself where it is no picture with one.
function carried(content) {
  if (decode(content.slice(1, 4)) === "PNG") {
    const view = new DataView(content.buffer);
    for (let at = 8; at + 12 <= content.length; at += 12 + view.getUint32(at)) {
      const body = content.slice(at + 8, at + 8 + view.getUint32(at));
      const isBadge = decode(content.slice(at + 4, at + 8)) === "iTXt" && decode(body.slice(0, 20)) === "openbadgecredential\0";
      if (isBadge) return body.slice(24);
    }
  }
  if (/^\s*</.test(decode(content.slice(0, 100)))) {
    const svg = new DOMParser().parseFromString(decode(content), "image/svg+xml");
    const [badge] = svg.getElementsByTagNameNS("https://purl.imsglobal.org/ob/v3p0", "credential");
    if (badge) return encode((badge.getAttribute("verify") || badge.textContent).trim());
  }
  return content;
}

// Byte by byte the file that was issued; else what it pretends to be.
async function lookAt(register, given) {
  const content = carried(new Uint8Array(await given.arrayBuffer()));
  const known = await entry(register, hex(await sha(content)));
  if (known) return lookUp(register, known.number);
  const text = decode(content);
  const token = read(text.trim());
  const [, number] = NUMBER.exec(token ? token[1].id : text) || [];
  return say(number && (await entry(register, number)) ? "changed" : "unknown");
}

function scanned(register) {
  const token = location.hash.slice(1);
  const parts = read(token);
  const number = parts ? String(parts[1].i) : (NUMBER.exec(location.pathname) || [])[1];
  for (const link of document.querySelectorAll("[data-language]")) link.hash = token;
  return number && lookUp(register, number, token);
}

async function begin() {
  const register = crypto.subtle && (await opened());
  if (!register) return say(crypto.subtle ? "spoilt" : "cannot");
  part("made").textContent = new Date(register.said.made_at).toLocaleString("de-DE");
  part("head").textContent = `${register.said.head.number} · ${register.said.head.hash}`;
  const tell = (act) => act.catch(() => say("cannot"));
  part("file").addEventListener("change", (event) => tell(lookAt(register, event.target.files[0])));
  part("typed").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = new FormData(event.target).get("number");
    const [, token = ""] = typed.split("#");
    tell(lookUp(register, token ? String(read(token)?.[1].i ?? "") : (NUMBER.exec(typed) || [, typed])[1], token));
  });
  addEventListener("hashchange", () => tell(Promise.resolve(scanned(register))));
  return scanned(register);
}

begin().catch(() => say("cannot"));
