// How do entries that were made offline reach the diary? Kept here in order, sent when the network is back, then deleted.
//
// The server knows each by its uuid, so one that was sent twice is written once. An entry belongs to the profile that
// made it and waits until that profile is the one in use again.

import { all, put, remove } from "./store.mjs";

const profile = document.documentElement.dataset.profile ?? "";

/** Keep one form for later: where it goes and what it says. */
export async function keepForLater(url, fields) {
  await put("outbox", { url, fields, profile });
}

/** Send what waits, in order. Resolves with how many still wait. */
export async function sendWaiting() {
  const work = async () => {
    const waiting = (await all("outbox")).filter((item) => item.profile === profile && !item.refused);
    let sent = 0;
    for (const item of waiting) {
      const answer = await send(item).catch(() => null);
      if (!answer || answer.status >= 500 || answer.status === 403 || answer.status === 429) break;
      if (answer.ok) await remove("outbox", item.number);
      else await put("outbox", { ...item, refused: answer.status }); // never sent again, and never lost
      sent += 1;
    }
    return waiting.length - sent;
  };
  return navigator.locks ? navigator.locks.request("unknot-outbox", work) : work();
}

async function send(item, again = true) {
  const form = new FormData();
  for (const [name, value] of Object.entries(item.fields)) form.append(name, value);
  form.set("csrfmiddlewaretoken", await token(!again));
  const answer = await fetch(item.url, { method: "POST", body: form, credentials: "same-origin" });
  return answer.status === 403 && again ? send(item, false) : answer;
}

/** The token of this page; a fresh one from the start page when that is refused. */
async function token(fresh) {
  const field = document.querySelector("[name=csrfmiddlewaretoken]");
  if (field && !fresh) return field.value;
  const start = await (await fetch("/", { credentials: "same-origin" })).text();
  return new DOMParser().parseFromString(start, "text/html").querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

// Any form with `data-offline` is kept while there is no network; `data-saved` is what it says then.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (navigator.onLine || !(form instanceof HTMLFormElement) || !("offline" in form.dataset)) return;
  event.preventDefault();
  await keepForLater(form.action, asToldNow(Object.fromEntries(new FormData(form, event.submitter))));
  const said = document.createElement("p");
  said.className = "saved";
  said.setAttribute("role", "status");
  said.textContent = form.dataset.saved ?? "";
  form.replaceWith(said);
});

/** A kept page may be filled in twice, and is sent later: an id of its own, and the moment when it was told. */
function asToldNow({ csrfmiddlewaretoken, ...fields }) {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  if ("id" in fields) fields.id = crypto.randomUUID();
  if ("day" in fields && !fields.day && !fields.time) {
    fields.day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    fields.time = `${two(now.getHours())}:${two(now.getMinutes())}`;
  }
  return fields;
}

addEventListener("online", () => sendWaiting());
if (navigator.onLine) sendWaiting().catch(() => {});
