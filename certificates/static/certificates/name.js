// The holder's name stands in the QR code, signed, behind the # of the address: it never reaches the server.
// Here it is checked and shown. Without this script the page says all the rest.

import { isSigned, read } from "./jws.js";

const box = document.querySelector("[data-name-check]");

function say(which, name = "") {
  for (const part of box.querySelectorAll("[data-says]")) part.hidden = part.dataset.says !== which;
  for (const place of box.querySelectorAll("[data-holder]")) place.textContent = name;
}

// "right", "wrong" or "unknown", and the name where it is right
async function check(token) {
  if (!crypto.subtle) return ["unknown"];
  const parts = read(token);
  if (!parts) return ["wrong"];
  const [{ kid }, { i: number, n: name }] = parts;
  const answer = await fetch(box.dataset.keys.replace("KID", encodeURIComponent(kid)));
  if (answer.status === 404) return ["wrong"];
  if (!answer.ok) return ["unknown"];
  const { publicKeyJwk } = await answer.json();
  if (!publicKeyJwk || !(await isSigned(token, publicKeyJwk).catch(() => false))) return ["wrong"];
  return number === box.dataset.number ? ["right", name] : ["wrong"];
}

async function look() {
  const token = location.hash.slice(1);
  if (token.split(".").length !== 3) return;
  say(...(await check(token).catch(() => ["unknown"])));
  // in another language it is the same certificate
  for (const link of document.querySelectorAll("a[href*='read=']")) link.hash = token;
}

if (box) {
  look();
  addEventListener("hashchange", look);
}
