// Brings entries to the diary without losing one on the way: kept here first, sent, and deleted only on the receipt
// that the server has written them.
//
// "The answer is ok" is no receipt: a captive portal, a redirect and a page for strangers are ok too. The server names the
// entry that it wrote. It knows each by its id, so one that was sent twice is written once. An entry belongs to the
// person whose page made it and waits until that person is the one in use again.

import { all, put, replace } from "./store.mjs";

const PATIENCE_MS = 10_000;
export const person = document.documentElement.dataset.profile ?? "";

/** A new id; `crypto.randomUUID` is missing where a page comes without TLS. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const text = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

/** Keep one form: where it goes, what it says, the id of the `entry` it becomes. The same entry again takes its place. */
export async function keepForLater(url, fields, entry = fields.id) {
  const before = (await mine()).find((item) => item.url === url && fields.id && item.fields.id === fields.id);
  const item = { url, fields, entry, profile: person, kept: localNow(), ...(before && { number: before.number }) };
  const number = await put("outbox", item);
  changed();
  return { ...item, number };
}

/** What this person has here, in order. */
export async function mine() {
  return (await all("outbox")).filter((item) => item.profile === person);
}

/** Send what waits, in order. Resolves with how many still wait. */
export async function sendWaiting() {
  await oneAtATime(async () => {
    for (const item of await mine()) {
      if (item.refused) continue;
      const { why } = await sendNow(item);
      if (["network", "signed_out", "busy"].includes(why)) break; // the others would fare no better
    }
  });
  return (await mine()).filter((item) => !item.refused).length;
}

/** Send this one. Resolves with {written}, {refused: reasons} or {why}: network, signed_out, busy or foreign. */
export function sendOne(item, more = {}) {
  return oneAtATime(() => sendNow(item, more));
}

async function sendNow(item, more = {}) {
  const became = navigator.onLine ? await send(item, more).catch(() => ({ why: "network" })) : { why: "network" };
  const { refused, why, ...bare } = item;
  if (item.number) await replace("outbox", item.number, item, became.written ? null : { ...bare, ...became });
  if (became.why === "signed_out") navigator.serviceWorker?.controller?.postMessage({ forget: true });
  changed();
  return became;
}

/** `now`: the person is at the page, so the server's clock counts unless they chose a moment. */
async function send(item, { now = false, again = true } = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(item.fields)) if (name !== "chosen") form.append(name, value);
  if (now && !item.fields.chosen) form.delete("at");
  form.set("csrfmiddlewaretoken", await token(!again));
  form.set("whose", item.profile);
  const answer = await fetch(item.url, {
    method: "POST",
    body: form,
    credentials: "same-origin",
    redirect: "manual",
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.status === 403 && again) return send(item, { now, again: false });
  const told = (await answer.json().catch(() => null)) ?? {};
  const entry = item.entry ?? item.fields.id ?? told.written; // an earlier release kept a session without the id
  if (answer.status === 201 && told.written && told.written === entry) return { written: true };
  if (answer.status === 401 && told.signed_out) return { why: "signed_out" };
  if (Array.isArray(told.refused)) return { refused: told.refused };
  return { why: answer.status >= 500 || answer.status === 429 ? "busy" : "foreign" };
}

/** The token of this page; a fresh one from the start page when that is refused. */
async function token(fresh) {
  const field = document.querySelector("[name=csrfmiddlewaretoken]");
  if (field && !fresh) return field.value;
  const start = await (await fetch("/", { credentials: "same-origin" })).text();
  return new DOMParser().parseFromString(start, "text/html").querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function oneAtATime(work) {
  return navigator.locks ? navigator.locks.request("unknot-outbox", work) : work();
}

function changed() {
  dispatchEvent(new Event("unknot-outbox"));
}

/** A moment with the offset that this device has on its date: "2026-07-01T09:00:00+09:00". */
export function localNow(at = new Date()) {
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  const east = -at.getTimezoneOffset();
  const day = `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return `${day}T${time}${east < 0 ? "-" : "+"}${two(east / 60)}:${two(east % 60)}`;
}

addEventListener("online", () => sendWaiting().catch(() => {}));
sendWaiting().catch(() => {});
