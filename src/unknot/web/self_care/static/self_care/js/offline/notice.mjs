// Says on every page that something waits on this device, so that nothing is forgotten here.

import { person } from "./outbox.mjs";
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

// Signing out empties the browser: what could not be sent yet would be gone with it.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.action.endsWith("/account/logout/") || form.dataset.sure) return;
  event.preventDefault();
  form.dataset.sure = "1";
  const waiting = await all("outbox").catch(() => []);
  if (waiting.length) location.assign(line.querySelector("a").href);
  else form.submit();
});
