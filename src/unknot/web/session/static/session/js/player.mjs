// Plays a session in a browser: presses become events, time becomes steps, and every moment is kept.
//
// All that a session is lives in machine.mjs, the mirror of pathway/session/machine.py; here are the clock, the keys, the keeping.

import { choices, choose } from "./choices.mjs";
import { makeClock } from "./clock.mjs";
import { ending } from "./ending.mjs";
import { keeper } from "./kept.mjs";
import { clock as timeDone, machine } from "./machine.mjs";
import { fill, screen } from "./screen.mjs";
import { beep, buzz, hush, keepAwake, keepSound, say, wakeSound } from "./signals.mjs";

const LOOK_MS = 100;
const KEEP_MS = 1_000;
const SAID_MS = 6_000;
const AWAY_MS = 10_000; // a page gone for longer was left: the session waits where it was
const at = (id) => document.getElementById(id);

const page = JSON.parse(at("session-data").textContent);
const { words } = page;
const play = machine(page.constants);
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const liked = choices();
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
const keeping = keeper({ session: page.session, kept: page.kept, address: page.addresses.keep, token });
const show = screen(page, { isStill, showsBreath: liked.breath });
const end = ending(page, { play, keeping });

let state = await keeping.newest(page.state);
const time = makeClock({ notBefore: state.at });
if (state.status === "running" && time.now() - state.at > AWAY_MS) state = play.interrupted(state);

let said = "";
let saidUntil = 0;
let keptAt = 0;
let heard = { here: -1, seconds: -1, due: false };
let resumeAfter = false;

const isOpen = () => ["ready", "running", "paused"].includes(state.status);

function happen(event) {
  state = play.apply(state, { at: time.now(), ...event });
  keeping.keep(state, { event: true });
  look();
}

function look() {
  if (!isOpen()) return over();
  const now = time.now();
  if (state.status !== "ready") state = play.advance(state, now);
  if (!isOpen()) return over();
  const view = play.view(state, state.at);
  show.draw(state, view, now < saidUntil ? said : "");
  signal(view);
  if (state.status !== "ready" && now - keptAt >= KEEP_MS) {
    keptAt = now;
    keeping.keep(state);
  }
}

/** What is heard and felt at this moment, once. */
function signal(view) {
  const seconds = view.remaining_seconds;
  const step = page.steps[state.here];
  if (state.here !== heard.here) {
    if (heard.here >= 0 && state.status === "running") {
      if (liked.sound) beep(true);
      if (liked.buzz) buzz([200, 100, 200]);
    }
    if (state.status === "running") introduce(step);
    heard = { here: state.here, seconds, due: false, introduced: state.status === "running" };
  } else if (state.status === "running" && seconds !== heard.seconds) {
    if (!heard.introduced) introduce(step);
    if (liked.sound && seconds <= 3 && seconds > 0) beep();
    if (seconds === 60) speak(words.one_minute);
    if (seconds === 10) speak(words.ten_seconds);
    heard = { ...heard, seconds, introduced: true };
  }
  if (view.check_in_due && !heard.due) {
    if (liked.buzz) buzz(120);
    speak(words.how_is_it);
  }
  heard.due = view.check_in_due;
}

function introduce(step) {
  const where = `${fill(words.step, { number: state.here + 1, of: page.steps.length })}. ${step.name}. ${step.where}.`;
  show.announce(where);
  if (liked.sound && liked.voice) say([where, ...step.how].join(" "));
}

function speak(text) {
  show.announce(text);
  if (liked.sound && liked.voice) say(text);
}

/** A line for some seconds; a screen reader hears it too. */
function tell(text) {
  said = text;
  saidUntil = time.now() + SAID_MS;
  show.announce(text);
  look();
}

function over() {
  clearInterval(looking);
  keepAwake(false);
  hush();
  end.show(state);
}

function feel(feels) {
  if (state.status !== "running" && state.status !== "paused") return;
  const before = state;
  const { here } = state;
  const { touch } = state.plan.steps[here];
  happen({ event: "check_in", feels });
  if (!isOpen()) return;
  const pressure = state.pressures[here];
  const moved = state.here !== here && before.lengths[here] !== state.lengths[here];
  if (feels === "too_much") tell(moved ? words.left_out : touch ? fill(words.lighter, { pressure }) : words.shorter);
  else if (feels === "just_right" || !touch) tell(words.as_it_is);
  else tell(fill(pressure > before.pressures[here] ? words.firmer : words.most, { pressure }));
}

function pauseOrGo() {
  if (state.status === "ready") happen({ event: "start", ache: state.ache_start });
  else happen({ event: state.status === "running" ? "pause" : "resume" });
  wakeSound(); // takes a slow phone a moment, and the press counts from when it was made
  keepAwake(state.status === "running");
}

function move(event) {
  if (state.status === "running" || state.status === "paused") happen({ event });
}

function askWhy() {
  resumeAfter = state.status === "running";
  if (resumeAfter) happen({ event: "pause" });
  hush();
  document.body.classList.remove("is-playing");
  at("player").hidden = true;
  at("p-why").hidden = false;
  scrollTo(0, 0);
  at("p-why-title").focus();
}

function backToPlayer() {
  at("p-why").hidden = true;
  at("player").hidden = false;
  document.body.classList.add("is-playing");
  if (resumeAfter) happen({ event: "resume" });
  at("k-stop").focus();
}

const presses = {
  "k-much": () => feel("too_much"),
  "k-right": () => feel("just_right"),
  "k-light": () => feel("a_bit_more"),
  "k-back": () => move("back"),
  "k-skip": () => move("skip"),
  "k-pause": pauseOrGo,
  "k-stop": askWhy,
  "k-resume": backToPlayer,
  "k-sound": () => toggle("sound", "k-sound"),
  "k-sun": () => toggle("sun", "k-sun"),
};
for (const [id, press] of Object.entries(presses)) at(id).addEventListener("click", press);
for (const reason of document.querySelectorAll("#p-why [data-reason]")) {
  reason.addEventListener("click", () => happen({ event: "stop", reason: reason.dataset.reason }));
}

const keys = { " ": pauseOrGo, ArrowLeft: () => move("back"), ArrowRight: () => move("skip"), 1: () => feel("too_much"), 2: () => feel("a_bit_more"), Escape: askWhy };
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !isOpen()) return;
  if (!at("p-why").hidden) {
    if (event.key === "Escape" && !event.repeat) backToPlayer(); // STOP held down does not go back
    return;
  }
  if (event.key === " " && event.target.closest?.("button")) return; // the button's own press
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

function toggle(name, id) {
  liked[name] = !liked[name];
  choose(name, liked[name]);
  if (name === "sound" && !liked.sound) hush();
  likes();
}

function likes() {
  at("k-sound").setAttribute("aria-pressed", String(liked.sound));
  at("k-sun").setAttribute("aria-pressed", String(liked.sun));
  document.documentElement.classList.toggle("quiet", !liked.sun);
  document.documentElement.classList.toggle("sunlit", liked.sun);
}

document.addEventListener("visibilitychange", () => {
  time.look();
  if (isOpen()) look();
  keepAwake(state.status === "running");
  if (!document.hidden) keepSound();
});
for (const press of ["click", "keyup"]) document.addEventListener(press, keepSound); // after what the press does
addEventListener("pagehide", () => isOpen() && state.status !== "ready" && keeping.leave(play.advance(state, time.now())));

function frame() {
  if (state.status === "running") show.drawBreath(play.advance(state, time.now()));
  if (isOpen()) requestAnimationFrame(frame);
}

at("plain").remove();
at("player").hidden = false;
document.body.classList.add("is-playing");
likes();
const looking = setInterval(look, LOOK_MS);
look();
show.drawBreath(state);
frame();
if (state.status === "paused" && timeDone(state)) tell(words.went_on);
keepAwake(state.status === "running");
