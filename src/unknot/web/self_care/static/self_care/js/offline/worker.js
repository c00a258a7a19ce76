// What is there when the network is not? The style and scripts of every page, the pages for everybody, and the pages
// that this person has seen. Served as /sw.js with SETTINGS before it; a new version comes with every change.

const STATIC = `unknot-static-${SETTINGS.version}`;
const PUBLIC = `unknot-public-${SETTINGS.version}`;
const MINE = `unknot-mine-${SETTINGS.language}`; // cleared by "delete everything", by signing out and by a change of person
const OURS = [STATIC, PUBLIC, MINE];

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(heard(event.data)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (url.pathname.startsWith(SETTINGS.static)) event.respondWith(fromStatic(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

async function install() {
  await (await caches.open(STATIC)).addAll(SETTINGS.files);
  const pages = await caches.open(PUBLIC);
  await Promise.all(SETTINGS.pages.map((address) => store(pages, address)));
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith("unknot-") && !OURS.includes(name)) await caches.delete(name);
  await self.clients.claim();
}

/** `keep`: pages of this person to have at hand. `forget`: everything of a person. */
async function heard({ keep = [], forget = false } = {}) {
  if (forget) {
    await caches.delete(MINE);
    const pages = await caches.open(PUBLIC); // their foot names whose device this is
    await Promise.all(SETTINGS.pages.map((address) => store(pages, address)));
  }
  const mine = await caches.open(MINE);
  await Promise.all(keep.map((address) => store(mine, address)));
}

async function store(cache, address) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    if (answer.ok && !answer.redirected) await cache.put(address, answer);
  } catch {
    // no network now: the next visit brings it
  }
}

async function fromStatic(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function page(request, url) {
  try {
    const answer = await fetch(request);
    const isPage = answer.ok && !answer.redirected && (answer.headers.get("Content-Type") ?? "").startsWith("text/html");
    if (request.method === "GET" && isPage && !url.search) {
      const name = SETTINGS.pages.includes(url.pathname) ? PUBLIC : MINE;
      await (await caches.open(name)).put(url.pathname, answer.clone());
    }
    return answer;
  } catch {
    const kept = request.method === "GET" && (await caches.match(url.pathname, { ignoreVary: true }));
    return kept || (await caches.match(SETTINGS.offline, { ignoreVary: true })) || Response.error();
  }
}
