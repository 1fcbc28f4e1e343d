// Shows one booth without a network: its page, and the files that draw it. It keeps no contact
// (those wait in the page's own store) and answers for no other page.
const PAGE = "{{ page|escapejs }}";
const CACHE = `booth:${PAGE}`;
const STATIC = "/static/";

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      const page = await fetch(PAGE, { cache: "no-store" });
      if (page.ok) await keepWithFiles(cache, page);
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname === PAGE) event.respondWith(pageFirstFromNetwork(request));
  else if (url.pathname.startsWith(STATIC)) event.respondWith(fileFirstFromCache(request));
});

/** The page as the server has it now, or as it was last; of a closed booth, the server's word. */
async function pageFirstFromNetwork(request) {
  const cache = await caches.open(CACHE);
  try {
    const page = await fetch(request);
    if (page.ok) await keepWithFiles(cache, page.clone());
    return page;
  } catch {
    return (await cache.match(PAGE)) ?? Response.error();
  }
}

async function fileFirstFromCache(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const file = await fetch(request);
  if (file.ok) await cache.put(request, file.clone());
  return file;
}

/** Keeps the page with every file of ours that it names. */
async function keepWithFiles(cache, page) {
  const text = await page.clone().text();
  await cache.put(PAGE, page);
  const named = text.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g);
  const files = [...new Set([...named].map(([, file]) => file))];
  await Promise.allSettled(
    files.map(async (file) => (await cache.match(file)) ?? cache.add(file)),
  );
}
