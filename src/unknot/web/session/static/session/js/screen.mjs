// Shows the player: one view of the machine at a time, put into the page that the server made.

import { clock } from "./machine.mjs";
import { pacer } from "./breath.mjs";

const at = (id) => document.getElementById(id);
const BREATHS_PER_LINE = 1;
const SOON_SECONDS = 15;

/** "Step {number}" with its gaps filled. */
export function fill(words, gaps) {
  return words.replace(/\{(\w+)\}/g, (_, name) => gaps[name] ?? "");
}

/** 102 -> "1:42". */
export function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function screen(page, { isStill, showsBreath }) {
  const { words, steps, constants } = page;
  const breath = pacer(at("p-breath"), constants);
  const whole = constants.breath_in_ms + constants.breath_out_ms;
  let shown = -1;

  /** The whole screen for this moment. `said`: what the last press changed, for some seconds. */
  function draw(state, view, said) {
    const index = state.here;
    const step = steps[index];
    const plan = state.plan.steps[index];
    if (index !== shown) {
      shown = index;
      for (const drawing of document.querySelectorAll(".p-drawing")) drawing.hidden = Number(drawing.dataset.step) !== index;
      write(at("p-where"), `${fill(words.step, { number: index + 1, of: steps.length })} · ${step.phase}`);
      fillHow(step);
    }
    const paused = state.status === "paused";
    at("p-picture").hidden = paused;
    at("p-how").hidden = !paused;
    at("p-breath").hidden = paused || !showsBreath;
    const ready = state.status === "ready";
    const lines = [`${step.name}.`, ...step.lines];
    const line = ready ? lines[0] : lines[Math.floor(state.spent[index] / (whole * BREATHS_PER_LINE)) % lines.length];
    write(at("p-says"), paused ? words.paused : line);
    at("p-says").classList.toggle("long", line.length > 62 && !paused);
    const left = ready ? Math.ceil(state.lengths[index] / 1000) : view.remaining_seconds;
    write(at("p-time"), minutes(left));
    drawNote(state, view, plan, step, said, left);
    drawKeys(state.status, view.check_in_due);
    const word = view.breath === "in" ? words.breathe_in : words.breathe_out;
    write(at("p-breath-word"), word);
    at("p-breath-count").hidden = !isStill();
    if (isStill()) write(at("p-breath-count"), String(view.breath_seconds));
  }

  /** Only the bead; called for every frame. */
  function drawBreath(state) {
    if (showsBreath && !isStill()) breath(clock(state));
  }

  function drawNote(state, view, plan, step, said, left) {
    const note = at("p-note");
    const firm = plan.touch ? fill(words.up_to, { pressure: state.pressures[state.here] }) : "";
    const next = view.next_step ? fill(words.next, { name: view.next_step.name }) : words.last;
    const soon = left <= SOON_SECONDS && state.status === "running";
    const text = said || (view.check_in_due ? words.how_is_it : soon ? next : [step.where, firm].filter(Boolean).join(" · "));
    write(note, text);
    note.classList.toggle("said", Boolean(said));
    note.classList.toggle("due", !said && view.check_in_due);
  }

  function drawKeys(status, due) {
    const running = status === "running";
    const word = running ? words.pause : status === "ready" ? words.begin : words.go_on;
    write(at("p-pause-word"), word);
    at("k-pause").querySelector(".when-running").hidden = !running;
    at("k-pause").querySelector(".when-paused").hidden = running;
    at("k-right").hidden = !due;
    at("p-keys").classList.toggle("due", due);
  }

  function fillHow(step) {
    at("p-how").replaceChildren(
      ...step.how.map((line) => item(line, "")),
      ...step.do_not.map((line) => item(line, "not")),
    );
  }

  function item(line, kind) {
    const made = document.createElement("li");
    made.className = kind;
    made.textContent = line;
    return made;
  }

  /** Said politely to a screen reader; the same words twice in a row are said again. */
  function announce(text) {
    const live = at("p-live");
    const line = document.createElement("p");
    line.textContent = text;
    live.append(line);
    while (live.children.length > 6) live.firstChild.remove();
  }

  return { draw, drawBreath, announce };
}

function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
