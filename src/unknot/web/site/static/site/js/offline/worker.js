// Serves what there is without a network: the style and scripts of every page, the pages for everybody, and those
// that this person has seen. Served as /sw.js with SETTINGS before it; a new version comes with every change.

const STATIC = `unknot-static-${SETTINGS.version}`;
const PUBLIC = `unknot-public-${SETTINGS.version}`;
const MINE = `unknot-mine-${SETTINGS.language}`; // cleared by "delete everything", by signing out and by a change of person
const OURS = [STATIC, PUBLIC, MINE];
const PERSON = "/.whose"; // no page: under this name MINE remembers whose pages it holds

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(heard(event.data).then(() => event.ports[0]?.postMessage("done"))));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (url.pathname.startsWith(SETTINGS.static)) event.respondWith(fromStatic(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

async function install() {
  await (await caches.open(STATIC)).addAll(SETTINGS.files);
  await Promise.all(SETTINGS.pages.map((address) => store(address, { "Unknot-For": "everybody" })));
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith("unknot-") && !OURS.includes(name)) await caches.delete(name);
  await self.clients.claim();
}

/** `keep`: pages of this person to have at hand. `forget`: everything of a person. */
async function heard({ keep = [], forget = false } = {}) {
  if (forget) await forgetPerson();
  await Promise.all(keep.map((address) => store(address)));
}

async function forgetPerson() {
  for (const name of await caches.keys()) if (name.startsWith("unknot-mine-")) await caches.delete(name);
}

let noticing = Promise.resolve();

/** Every answer says whose it is, or that nobody is signed in: the pages of anybody else are not kept any longer. */
function notice(answer) {
  const person = answer.headers.get("Unknot-Person");
  if (person === null) return noticing; // not from our server: a captive portal, say
  noticing = noticing.then(async () => {
    const before = await caches.match(PERSON).then((kept) => kept?.text());
    if (before === person || (before === undefined && !person)) return;
    await forgetPerson();
    if (person) await (await caches.open(MINE)).put(PERSON, new Response(person));
  });
  return noticing;
}

/** Keep a page, if our own server sent it: that of a person among theirs, that of nobody for everybody. What nobody sees
 * while they sign in names an address, so of nobody only what is there to read is kept. */
async function keepPage(address, answer) {
  const person = answer.headers.get("Unknot-Person");
  const isPage = answer.ok && !answer.redirected && (answer.headers.get("Content-Type") ?? "").startsWith("text/html");
  const isForAll = [SETTINGS.start, ...SETTINGS.pages].includes(address) || address.startsWith(SETTINGS.learn);
  if (isPage && (person || (person === "" && isForAll))) await (await caches.open(person ? MINE : PUBLIC)).put(address, answer);
}

/** Fetch a page ahead. For everybody means without a name on it, so that it can stay when the person is forgotten. */
async function store(address, headers = {}) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store", headers });
    if (!headers["Unknot-For"]) await notice(answer);
    await keepPage(address, answer);
  } catch {
    // no network now: the next visit brings it
  }
}

async function fromStatic(request) {
  return (await caches.match(request, { ignoreVary: true }).catch(() => undefined)) ?? fetch(request);
}

async function page(request, url) {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    const kept = request.method === "GET" && (await atHand(url.pathname));
    return kept || (await atHand(SETTINGS.offline)) || Response.error();
  }
  try {
    await notice(answer);
    if (request.method === "GET" && !url.search) await keepPage(url.pathname, answer.clone());
  } catch {
    // the store is full, or cleared by this very answer ("delete everything"): it is shown all the same
  }
  return answer;
}

/** The page as this person saw it, else as it is for everybody. */
async function atHand(address) {
  const mine = await caches.open(MINE);
  return (await mine.match(address, { ignoreVary: true })) ?? caches.match(address, { ignoreVary: true });
}
