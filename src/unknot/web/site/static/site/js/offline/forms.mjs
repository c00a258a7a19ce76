// Sends a form of the diary: kept on this device first, then sent; whatever happens on the way, nothing is lost.
//
// Any form with `data-offline`: `data-next` is where it leads once it is written, `data-saved` and `data-signed-out` are
// what it says when it could only be kept. Without this file the form is sent as every form.

import { keepForLater, localNow, newId, sendOne } from "./outbox.mjs";
import { get, remove } from "./store.mjs";

const FORM = "form[data-offline]";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches(FORM)) return;
  event.preventDefault();
  if (form.dataset.sending) return; // a second press
  form.dataset.sending = "1";
  const fields = asTold(Object.fromEntries(new FormData(form, event.submitter)));
  const item = await keepForLater(new URL(form.action).pathname, fields).catch(() => null);
  if (!item) return form.submit(); // a browser that keeps nothing
  const became = await sendOne(item, { now: true });
  if (became.written) return location.assign(form.dataset.next);
  if (became.refused) {
    await remove("outbox", item.number);
    dispatchEvent(new Event("unknot-outbox"));
    return form.submit(); // the server's page says what to mend, beside what was typed
  }
  history.replaceState({ ...history.state, kept: true }, "");
  say(form, became.why === "signed_out" ? form.dataset.signedOut : form.dataset.saved);
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(FORM)) delete form.dataset.sending;
});

function say(form, text) {
  const said = document.createElement("p");
  said.className = "saved";
  said.setAttribute("role", "status");
  said.tabIndex = -1;
  said.textContent = text;
  form.replaceWith(said);
  said.focus();
}

/** What was told, with the instant at which it was true: now, or the day and time that were chosen. */
function asTold({ csrfmiddlewaretoken, day = "", time = "", ...fields }) {
  const now = new Date();
  const today = localNow(now).slice(0, 10);
  if ((!day && !time) || (!time && day === today)) return { ...fields, at: localNow(now) };
  const at = new Date(`${day || today}T${time || "12:00"}`);
  return Number.isNaN(at.getTime()) ? { ...fields, day, time } : { ...fields, at: localNow(at), chosen: "1" };
}

/** One id for one visit of the page, also after Back. A kept page is opened again and again with the id it was kept
 * with, so each visit makes its own; a reload after the form was kept is a new visit. */
function nameEntry(form) {
  if (document.querySelector(".errors")) return; // the server has chosen the id
  const [visit] = performance.getEntriesByType("navigation");
  const isSame = visit?.type === "back_forward" || (visit?.type === "reload" && !history.state?.kept);
  const again = isSame && history.state?.entry;
  form.elements.id.value = again || newId();
  history.replaceState({ ...history.state, entry: form.elements.id.value, kept: false }, "");
}

/** An entry that waits, in its form again: `#waiting-3`. */
async function mend(form, number) {
  const item = await get("outbox", number);
  if (!item || item.profile !== (document.documentElement.dataset.profile ?? "")) return;
  const { at = "", ...fields } = item.fields;
  for (const [name, value] of Object.entries({ ...fields, day: at.slice(0, 10), time: at.slice(11, 16) })) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  for (const closed of form.querySelectorAll("details")) closed.open = true;
}

for (const form of document.querySelectorAll(FORM)) {
  const waiting = /^#waiting-(\d+)$/.exec(location.hash);
  if (waiting) mend(form, Number(waiting[1])).catch(() => {});
  else nameEntry(form);
}
