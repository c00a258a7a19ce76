// The page of what this device keeps: what waits and why, to be mended, sent again, saved as a file or discarded.

import { forgetDevice } from "./device.mjs";
import { entryOf, kindOf } from "./entry_line.mjs";
import { mine, person, sendOne } from "./outbox.mjs";
import { all, remove } from "./store.mjs";

const at = (id) => document.getElementById(id);
const { words, kinds } = JSON.parse(at("waiting-words").textContent);

async function draw() {
  const [own, kept] = [await mine(), await all("outbox")];
  at("w-list").replaceChildren(...own.map(drawItem));
  at("w-none").hidden = kept.length > 0;
  at("w-own").hidden = own.length === 0;
  at("w-others").hidden = kept.length === own.length;
  at("w-others-count").textContent = String(kept.length - own.length);
  at("w-unsent").hidden = kept.length === 0;
}

function drawItem(item) {
  const drawn = at("w-item").content.cloneNode(true).firstElementChild;
  const part = (name) => drawn.querySelector(`[data-w="${name}"]`);
  const kind = kindOf(item);
  part("kind").textContent = kinds[kind] ?? kinds.note;
  const when = new Date(item.fields.at ?? (Number(item.fields.ended) || item.kept || NaN));
  part("when").textContent = Number.isNaN(when.getTime())
    ? ""
    : when.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const { score, note } = item.fields;
  part("says").textContent = [score && `${score} / 10`, note].filter(Boolean).join(" · ");
  const reasons = Array.isArray(item.refused) ? item.refused.map((each) => each.says) : [];
  const why = item.refused ? [words.refused, ...reasons] : [words[item.why] ?? words.waits];
  part("why").replaceChildren(...why.map((text) => Object.assign(document.createElement("span"), { textContent: text })));
  part("mend").hidden = kind === "session";
  part("mend").href = `${item.url}#waiting-${item.number}`;
  part("send").addEventListener("click", async () => {
    part("send").disabled = true;
    await sendOne(item);
    await draw();
  });
  part("discard").addEventListener("click", () => {
    part("keys").hidden = true;
    part("sure").hidden = false;
    part("no").focus();
  });
  part("no").addEventListener("click", () => {
    part("keys").hidden = false;
    part("sure").hidden = true;
    part("discard").focus();
  });
  part("yes").addEventListener("click", async () => {
    await remove("outbox", item.number);
    dispatchEvent(new Event("unknot-outbox"));
    await draw();
    at("w-title").focus();
  });
  return drawn;
}

at("w-save").addEventListener("click", async () => {
  const lines = (await mine()).map((item) => `${JSON.stringify(entryOf(item))}\n`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
  link.download = "unknot-waiting.jsonl";
  link.click();
});

at("w-forget").addEventListener("click", () => {
  at("w-forget").hidden = true;
  at("w-forget-sure").hidden = false;
  at("w-forget-no").focus();
});
at("w-forget-no").addEventListener("click", () => {
  at("w-forget").hidden = false;
  at("w-forget-sure").hidden = true;
  at("w-forget").focus();
});
at("w-forget-yes").addEventListener("click", async () => {
  await forgetDevice();
  at("w-forget-sure").hidden = true;
  at("w-forgot").hidden = false;
  at("w-forgot").focus();
  await draw();
});

at("w-kept").hidden = !person;
addEventListener("unknot-outbox", draw);
draw();
