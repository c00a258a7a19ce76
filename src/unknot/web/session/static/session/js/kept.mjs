// Keeps a running session while its page is open: on this device until it ends, and with the server for a profile.

import { get, put, remove } from "../../site/js/offline/store.mjs";

const EVERY_MS = 15_000;

/** `kept`: the server keeps it too; without, it is gone when the tab closes. */
export function keeper({ session, kept, address, token }) {
  const name = `unknot-session-${session}`;
  let sentAt = 0;

  /** The newest of what the page brought and what is here. */
  async function newest(state) {
    const found = [state];
    try {
      found.push(JSON.parse(sessionStorage.getItem(name)));
      if (kept) found.push((await get("running", session))?.state);
    } catch {
      // A device that keeps nothing: the page's own state is the newest.
    }
    return found.filter(Boolean).reduce((best, each) => (each.at > best.at ? each : best));
  }

  /** Keep it; the server hears of every event, and of time passing now and then. */
  function keep(state, { event = false } = {}) {
    try {
      sessionStorage.setItem(name, JSON.stringify(state));
    } catch {
      // full or forbidden
    }
    if (!kept || !(event || state.at - sentAt >= EVERY_MS)) return;
    sentAt = state.at;
    put("running", { session, state }).catch(() => {});
    if (navigator.onLine) fetch(address, { method: "POST", body: form(state), keepalive: true }).catch(() => {});
  }

  /** The page goes away. */
  function leave(state) {
    keep(state);
    if (kept) navigator.sendBeacon?.(address, form(state));
  }

  function form(state) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    body.set("whose", document.documentElement.dataset.profile ?? "");
    body.set("state", JSON.stringify(state));
    return body;
  }

  /** It has ended: nothing of it stays on this device. */
  function forget() {
    sessionStorage.removeItem(name);
    if (kept) remove("running", session).catch(() => {});
  }

  return { newest, keep, leave, forget };
}
