// The kill switch: takes the place of the service worker, throws away the pages it kept, and goes. What waits to be
// sent stays in the outbox: pages send it.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) if (/^(shell|person)-/.test(name)) await caches.delete(name);
  await registration.unregister();
}
