// Holds what this device keeps: entries on their way to the server, and the session that is running; nothing else.

const NAME = "unknot";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("outbox", { keyPath: "number", autoIncrement: true });
      asked.result.createObjectStore("running", { keyPath: "session" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** Do `work(store)` in one transaction; resolves with its result when that is on the disk. */
async function within(name, mode, work) {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(name, mode, { durability: "strict" });
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    base.close();
  }
}

export const put = (name, item) => within(name, "readwrite", (store) => store.put(item));
export const get = (name, key) => within(name, "readonly", (store) => store.get(key));
export const all = (name) => within(name, "readonly", (store) => store.getAll());
export const remove = (name, key) => within(name, "readwrite", (store) => store.delete(key));
export const removeAll = (name) => within(name, "readwrite", (store) => store.clear());

/** Put `next` in place of `before`, or delete it for null; not if another tab has changed it in between. */
export function replace(name, key, before, next) {
  return within(name, "readwrite", (store) => {
    const request = store.get(key);
    request.onsuccess = () => {
      if (JSON.stringify(request.result) !== JSON.stringify(before)) return;
      if (next === null) store.delete(key);
      else store.put(next);
    };
    return request;
  });
}
