// Makes a device forget whoever used it: all pages of a person, what waits, a running session; also without a network.

import { removeAll } from "./store.mjs";

export async function forgetDevice() {
  await removeAll("outbox");
  await removeAll("running");
  sessionStorage.clear();
  localStorage.removeItem("unknot-whose");
  const worker = navigator.serviceWorker?.controller;
  if (worker) await told(worker, { forget: true });
  for (const name of await caches.keys()) if (name.startsWith("unknot-mine-")) await caches.delete(name);
  dispatchEvent(new Event("unknot-outbox"));
}

/** Resolves when the worker has done it. */
function told(worker, message) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = resolve;
    worker.postMessage(message, [port2]);
  });
}
