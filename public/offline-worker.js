// Shows one page where there is no network. It stores that page alone: what is behind the sign-in must stay off the
// device, because phones are shared.
const CACHE = "offline-page-1";
const PAGE = "/offline.html";

self.addEventListener("install", (event) => {
  event.waitUntil(storePage());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate" && event.request.method === "GET") event.respondWith(openPage(event));
});

async function storePage() {
  const cache = await caches.open(CACHE);
  await cache.add(new Request(PAGE, {cache: "reload", credentials: "omit"}));
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  // With a preload a page does not wait until the worker has started.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function openPage({request, preloadResponse}) {
  try {
    return (await preloadResponse) ?? (await fetch(request));
  } catch (noNetwork) {
    return (await caches.match(PAGE)) ?? Promise.reject(noNetwork);
  }
}
