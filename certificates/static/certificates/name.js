// The holder's name stands in the QR code, signed, behind the # of the address: it never reaches the server.
// Here it is checked (JSON Web Signature, ES256) and shown. Without this script the page says all the rest.

const box = document.querySelector("[data-name-check]");

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const data = (text) => JSON.parse(new TextDecoder().decode(bytes(text)));

function say(which, name = "") {
  for (const part of box.querySelectorAll("[data-says]")) part.hidden = part.dataset.says !== which;
  for (const place of box.querySelectorAll("[data-holder]")) place.textContent = name;
}

// "right", "wrong" or "unknown", and the name where it is right
async function check(token) {
  if (!crypto.subtle) return ["unknown"];
  const [head, said, signature] = token.split(".");
  let kid, number, name;
  try {
    ({ kid } = data(head));
    ({ i: number, n: name } = data(said));
  } catch {
    return ["wrong"];
  }
  const answer = await fetch(box.dataset.keys.replace("KID", encodeURIComponent(kid)));
  if (answer.status === 404) return ["wrong"];
  if (!answer.ok) return ["unknown"];
  const { publicKeyJwk } = await answer.json();
  if (!publicKeyJwk) return ["wrong"];
  const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("jwk", publicKeyJwk, ecdsa, false, ["verify"]);
  const signed = new TextEncoder().encode(`${head}.${said}`);
  const right = await crypto.subtle.verify(ecdsa, key, bytes(signature), signed);
  return right && number === box.dataset.number ? ["right", name] : ["wrong"];
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
