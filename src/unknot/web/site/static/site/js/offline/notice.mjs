// Says on every page that something waits on this device, so that nothing is forgotten here.

import { person, sendWaiting } from "./outbox.mjs";
import { all } from "./store.mjs";

const line = document.getElementById("waiting");

async function show() {
  const waiting = await all("outbox");
  const own = waiting.filter((item) => item.profile === person).length;
  line.hidden = waiting.length === 0;
  line.querySelector("a").textContent = (own || !person ? line.dataset.own : line.dataset.others).replace("{count}", waiting.length);
}

if (line) {
  addEventListener("unknot-outbox", () => show().catch(() => {}));
  show().catch(() => {});
}

// Signing out empties the browser: what could not be sent is told first, and goes only with a second press.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.action.endsWith("/account/logout/") || form.dataset.told) return;
  event.preventDefault();
  form.dataset.told = "1";
  await sendWaiting().catch(() => {});
  const waiting = await all("outbox").catch(() => []);
  if (!waiting.length || !line) return form.submit();
  const told = document.createElement("p");
  told.setAttribute("role", "alert");
  told.textContent = line.dataset.leaving;
  form.before(told);
});
