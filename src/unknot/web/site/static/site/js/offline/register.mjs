// Makes pages work offline: tells the worker which pages this person should have at hand. When to forget
// them it learns from the server's answers: this page may itself be a kept one, and know nothing of who is here now.

const WHOSE = "unknot-whose";
const AT_HAND = ["/", "/plan/", "/diary/", "/diary/add/pain/", "/diary/add/soreness/", "/diary/waiting/"];
const ONCE = ["peg", "psfs", "pgic", "flare", "note"].map((kind) => `/diary/add/${kind}/`); // to mend what waits
const profile = document.documentElement.dataset.profile ?? "";
const here = location.pathname;

async function begin() {
  const registered = await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  await navigator.serviceWorker.ready;
  const worker = registered.active;
  const changed = (localStorage.getItem(WHOSE) ?? "") !== profile;
  localStorage.setItem(WHOSE, profile);
  const news = here.startsWith("/plan/") || here.startsWith("/session/") || here.startsWith("/diary/");
  const first = changed || !(await caches.match("/"));
  const keep = profile && (first || news) ? [...AT_HAND, ...(first ? ONCE : []), ...(isOpenToGet() ? [here] : [])] : first ? ["/"] : [];
  if (keep.length) worker.postMessage({ keep: [...new Set(keep)] });
}

/** A running session has an address of its own; what only a form leads to has none. */
function isOpenToGet() {
  return /^\/session\/[0-9a-f-]{36}\//.test(here);
}

if ("serviceWorker" in navigator && isSecureContext) begin().catch(() => {});
