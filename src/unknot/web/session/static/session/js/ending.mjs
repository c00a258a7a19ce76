// Ends a session: the words for why it was stopped, the ache now, and its entry on its way.

import { keepForLater, person, sendOne } from "../../site/js/offline/outbox.mjs";
import { fill } from "./screen.mjs";

const at = (id) => document.getElementById(id);
const GRAVE = ["emergency", "same_day"];

export function ending(page, { play, keeping }) {
  const { words, constants, addresses } = page;
  let ended = 0;
  let written = false;

  /** Instead of the player. Something felt is written down at once: the next check must know of it. */
  function show(state) {
    if (ended) return;
    ended = Date.now();
    document.body.classList.remove("is-playing");
    for (const id of ["player", "p-why"]) at(id).hidden = true;
    const felt = state.reasons.filter((reason) => reason !== constants.by_wish);
    if (felt.length) {
      tellWhy(felt);
      write(state, null);
    }
    if (!felt.length) at("p-ended").textContent = state.status === "finished" ? words.finished : words.stopped;
    if (!felt.some((reason) => GRAVE.includes(template(reason).dataset.urgency))) askAche(state, felt.length > 0);
    scrollTo(0, 0);
    document.querySelector("#p-stopped h1, #p-ended").focus();
  }

  function askAche(state, afterWords) {
    at("p-after").hidden = false;
    at("p-ended").hidden = afterWords;
    at("p-ache").addEventListener("submit", (event) => {
      event.preventDefault();
      const told = new FormData(at("p-ache")).get("ache");
      at("p-ache").hidden = true;
      write(state, told === null ? null : Number(told));
    });
  }

  /** The gravest reason's words; an emergency replaces everything. */
  function tellWhy(felt) {
    const all = [...document.querySelectorAll("template[data-stopped]")];
    const first = all.find((each) => felt.includes(each.dataset.stopped));
    const emergency = first.dataset.urgency === "emergency";
    const place = at("p-stopped");
    place.replaceChildren(first.content.cloneNode(true));
    place.hidden = false;
    document.body.classList.add(first.dataset.urgency);
    if (!emergency) return;
    document.documentElement.classList.remove("quiet", "sunlit");
    document.title = `${words.emergency} ${place.querySelector("h1").textContent}`;
    at("offline").hidden = true;
    at("p-after").hidden = true;
  }

  function template(reason) {
    return document.querySelector(`template[data-stopped="${CSS.escape(reason)}"]`);
  }

  /** The session, or the ache that was told later, into the diary. */
  async function write(before, ache) {
    let state = before;
    if (ache !== null && !written) {
      const told = play.apply(state, { event: "check_in", at: state.at, ache });
      state = told.reasons.length > state.reasons.length ? told : { ...told, ache_last: ache };
    }
    const risen = state.reasons.length > before.reasons.length;
    const again = written;
    written = true;
    if (risen) {
      tellWhy(state.reasons);
      at("p-ended").hidden = true;
      at("p-stopped").querySelector("h1").focus();
    }
    if (page.kept) {
      const fields = { state: JSON.stringify(before), ended: String(ended), ache: ache === null ? "" : String(ache) };
      const kept = await keepForLater(addresses.end, fields, page.entry).catch(() => null);
      const became = await sendOne(kept ?? { url: addresses.end, fields, entry: page.entry, profile: person });
      if (kept || became.written) keeping.forget();
      if (!at("p-after").hidden && (again || at("p-ache").hidden)) saved(state, became);
    } else {
      keeping.forget();
      if (at("p-ache").hidden) saved(state, {});
    }
  }

  function saved(state, became) {
    const done = state.plan.steps.reduce((sum, step, index) => sum + (step.touch ? state.spent[index] : 0), 0);
    const minutes = (done / 60_000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    const kept = became.written ? fill(words.kept, { minutes }) : became.why === "signed_out" ? words.signed_out : words.kept_here;
    const says = page.kept ? kept : words.not_kept;
    at("p-saved").textContent = says;
    at("p-next").hidden = false;
  }

  return { show };
}
