// Independent checkers of badges: @digitalbazaar/vc reads linked data, jose reads tokens. No line is shared with us.
// `node verify.mjs CASES` reads {world: {address: document}, badges: {name: badge}, tokens: {name: token}} and prints
// {name: "holds", or why not}.

import { readFileSync } from "node:fs";

import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import * as jose from "jose";

const { world, badges, tokens } = JSON.parse(readFileSync(process.argv[2]));
const MULTIKEY = "https://w3id.org/security/multikey/v1";
const identity = Object.values(world).find((one) => one.verificationMethod);
const suite = new DataIntegrityProof({ cryptosuite });

globalThis.fetch = async (address) => {
  throw new Error(`asked the network for ${address}`);
};

const found = (address, document) => ({ contextUrl: null, documentUrl: address, document });

async function documentLoader(address) {
  if (address in world) return found(address, world[address]);
  if (address === identity.id) return found(address, identity);
  const method = identity.verificationMethod.find((one) => one.id === address);
  if (method) return found(address, { "@context": MULTIKEY, ...method });
  throw new Error(`nobody knows ${address}`);
}

// the list is read and checked, and so is the bit in it
async function status(credential) {
  const how = { suite, documentLoader, verifyStatusListCredential: true, verifyMatchingIssuers: true };
  const { verified, results, error } = await checkStatus({ credential, ...how });
  return { verified: verified && !results.some((one) => one.status), error: error ?? new Error("revoked") };
}

const why = (error) =>
  [error, ...(error?.errors ?? [])].map((one) => `${one?.name} ${one?.message} ${one?.cause?.message ?? ""}`).join(" | ");

async function badge(credential) {
  const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus: ({ credential: one }) => status(one) });
  if (result.verified) return "holds";
  return result.statusResult && !result.statusResult.verified ? `status ${why(result.statusResult.error)}` : why(result.error);
}

async function token(text) {
  const keys = identity.verificationMethod.filter((one) => one.publicKeyJwk);
  const set = jose.createLocalJWKSet({ keys: keys.map((one) => ({ ...one.publicKeyJwk, kid: one.id })) });
  const { payload } = await jose.jwtVerify(text, set, { issuer: identity.id, algorithms: ["ES256"] });
  const { verified, error } = await status(payload);
  return verified ? "holds" : `status ${why(error)}`;
}

const said = {};
for (const [name, one] of Object.entries(badges)) said[name] = await badge(one).catch(why);
for (const [name, one] of Object.entries(tokens)) said[name] = await token(one).catch((error) => `${error.code} ${error.message}`);
console.log(JSON.stringify(said));
