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
    let waiting = (await all("outbox")).filter((item) => item.profile === profile);
    for (const item of waiting) {
      const answer = await send(item).catch(() => null);
      if (!answer) break;
      if (answer.ok || answer.status === 400 || answer.status === 404 || answer.status === 409) {
        await remove("outbox", item.number);
        waiting = waiting.filter((each) => each !== item);
        document.dispatchEvent(new CustomEvent("unknot:sent", { detail: { ok: answer.ok } }));
      } else break;
    }
    return waiting.length;
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
  const fields = Object.fromEntries(new FormData(form, event.submitter));
  delete fields.csrfmiddlewaretoken;
  await keepForLater(form.action, fields);
  const said = document.createElement("p");
  said.className = "saved";
  said.setAttribute("role", "status");
  said.textContent = form.dataset.saved ?? "";
  form.replaceWith(said);
});

addEventListener("online", () => sendWaiting());
if (navigator.onLine) sendWaiting().catch(() => {});
