// SPDX-License-Identifier: EUPL-1.2
// Service worker of the table page: when there is no internet a reload still gives the page. It keeps a shell without
// sentences and the built files, nothing else, and a shell no longer than a day.
const SHELF = "dialogue-table";
const DAY = 24 * 60 * 60 * 1000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function shelved(request) {
  const kept = await caches.match(request, { cacheName: SHELF });
  return kept ?? fetch(request);
}

async function page(request, path) {
  try {
    return await fetch(request);
  } catch (problem) {
    const shelf = await caches.open(SHELF);
    const kept = await shelf.match(path);
    const at = Date.parse(kept?.headers.get("Date") ?? "");
    if (!kept) throw problem;
    if (Date.now() - at > DAY) {
      await shelf.delete(path);
      throw problem;
    }
    return kept;
  }
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/dist/")) event.respondWith(shelved(event.request));
  else if (event.request.mode === "navigate") event.respondWith(page(event.request, address.pathname));
});
