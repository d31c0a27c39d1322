// Answers the pages of one desk where there is no signal: the day that was kept, for as long as the day lasts.
const CACHE = "ansinh-day", PARTS = "ansinh-parts", PATIENCE = 12000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const asked = event.request, url = new URL(asked.url);
  if (asked.method !== "GET" || url.origin !== self.location.origin) return;
  if (asked.mode === "navigate") event.respondWith(page(asked));
  else if (url.pathname.startsWith("/static/")) event.respondWith(part(asked));
});

const late = () => new Promise((_, give) => setTimeout(() => give(new Error("no answer")), PATIENCE));

// A list that does not come is shown as it was kept; any other page is waited for, and replaced only without a signal.
async function page(asked) {
  const list = [self.registration.scope, new URL("day/", self.registration.scope).href].includes(asked.url);
  try { return await (list ? Promise.race([fetch(asked), late()]) : fetch(asked)); } catch (error) { return kept(); }
}

async function kept() {
  const cache = await caches.open(CACHE), address = new URL("day/", self.registration.scope).href;
  const found = await cache.match(address);
  if (found) {
    const then = new Date(Number(found.headers.get("X-Kept-At")));
    if (then.toDateString() === new Date().toDateString()) return found;
    await cache.delete(address);
  }
  return (await caches.match("/static/ansinh/offline.html")) || Response.error();
}

async function part(asked) {
  try { return await fetch(asked); } catch (error) { return (await caches.match(asked, { ignoreSearch: true })) || Response.error(); }
}
