// Signed texts (JSON Web Signature with ES256), read and checked in the browser.

export const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const data = (part) => JSON.parse(new TextDecoder().decode(bytes(part)));

// [header, what is said], of which nothing is proved yet; null where it is no token
export function read(token) {
  const parts = token.split(".");
  if (parts.length !== 3) return null;
  try {
    return [data(parts[0]), data(parts[1])];
  } catch {
    return null;
  }
}

// whether the key (a JSON Web Key) signed it
export async function isSigned(token, jwk) {
  const [signed, signature] = token.split(/\.(?=[^.]*$)/);
  const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("jwk", jwk, ecdsa, false, ["verify"]);
  return crypto.subtle.verify(ecdsa, key, bytes(signature), new TextEncoder().encode(signed));
}
