// Mirrors pathway/session/machine.py in the browser, name by name: from a plan and what has happened to what comes now.
//
// No clock in here and no tick: every event carries a time in whole milliseconds since the epoch. The constants come
// from Python with the page, so no number of the pathway is written twice; a test plays the same events through both.

/** The functions of a session, with the constants of pathway/session/machine.py as `constants_for_the_page` gives them. */
export function machine(fixed) {
  const breath = fixed.breath_in_ms + fixed.breath_out_ms;

  /** A session that has not started. `techniques`: id -> {pressure_min, runs_at_limit}. */
  function begin(plan, techniques = {}) {
    return {
      format: 1,
      plan,
      floors: plan.steps.map((step) => floorOf(techniques[step.technique], step)),
      lengths: plan.steps.map((step) => Math.round(step.minutes * 60_000)),
      spent: plan.steps.map(() => 0),
      pressures: plan.steps.map((step) => step.pressure),
      cap: plan.helper === "professional" ? plan.max_pressure : Math.min(plan.max_pressure, fixed.home_ceiling),
      status: "ready",
      at: 0,
      here: 0,
      due: null,
      ache_start: null,
      ache_last: null,
      reasons: [],
    };
  }

  /** What the session is after this event. One that makes no sense now only lets time pass. */
  function apply(before, event) {
    const state = advance(before, event.at);
    const going = isGoing(state);
    switch (event.event) {
      case "start": {
        if (state.status !== "ready") return state;
        const ache = event.ache ?? null;
        return goToOpen({ ...state, status: "running", ache_start: ache, ache_last: ache }, 0);
      }
      case "pause":
        return state.status === "running" ? { ...state, status: "paused" } : state;
      case "resume":
        return state.status === "paused" ? { ...state, status: "running" } : state;
      case "check_in":
        return going || state.status === "finished" ? checkIn(state, event) : state;
      case "next":
        return going ? goToOpen(state, state.here + 1) : state;
      case "back": {
        if (!going) return state;
        for (let index = state.here - 1; index >= 0; index--) if (left(state, index)) return enter(state, index);
        return state;
      }
      case "skip":
        return going ? goToOpen(cut(state, state.here, 0), state.here + 1) : state;
      case "stop":
        return stop(state, event.reason);
      default:
        throw new Error(`no event ${event.event}`);
    }
  }

  /** Let time pass up to `now`; an earlier time than the last is the same instant. */
  function advance(before, now) {
    if (before.status === "ready") return { ...before, at: now };
    let passed = now - before.at;
    if (passed <= 0) return before;
    let state = { ...before, at: now };
    while (passed && state.status === "running") {
      const done = Math.min(passed, left(state, state.here));
      state = { ...state, spent: put(state.spent, state.here, state.spent[state.here] + done) };
      passed -= done;
      if (!left(state, state.here)) state = goToOpen(state, state.here + 1);
    }
    return state;
  }

  /** A session read back after its page was gone: paused at the last moment it heard of. */
  function interrupted(state) {
    return state.status === "running" ? { ...state, status: "paused" } : state;
  }

  /** What to show at `now`; the state itself stays as it is. */
  function view(before, now) {
    const state = advance(before, now);
    const steps = state.plan.steps;
    const going = isGoing(state);
    const later = steps.map((_, index) => index).filter((index) => index > state.here && left(state, index));
    const rest = going ? left(state, state.here) : 0;
    const beat = clock(state) % breath;
    const inward = beat < fixed.breath_in_ms;
    return {
      status: state.status,
      step: going ? steps[state.here] : null,
      number: state.here + 1,
      of: steps.length,
      pressure: going ? state.pressures[state.here] : 0,
      remaining_seconds: secondsUp(rest),
      next_step: going && later.length ? steps[later[0]] : null,
      check_in_due: going && state.due !== null && clock(state) >= state.due,
      breath: inward ? "in" : "out",
      breath_seconds: secondsUp(inward ? fixed.breath_in_ms - beat : breath - beat),
      elapsed_seconds: Math.floor(clock(state) / 1000),
      left_seconds: going ? secondsUp(rest + later.reduce((sum, index) => sum + left(state, index), 0)) : 0,
      finished: state.status === "finished",
      reasons: state.reasons,
    };
  }

  function checkIn(before, event) {
    const atHome = before.plan.helper !== "professional";
    const ache = event.ache ?? null;
    const pressure = event.pressure ?? null;
    let state = before;
    if (ache !== null) {
      const start = state.ache_start === null ? ache : state.ache_start;
      state = { ...state, ache_start: start, ache_last: ache };
      if (ache >= start + fixed.stop_ache_rise) state = stop(state, fixed.ache_up);
    }
    if (atHome && pressure !== null && pressure >= fixed.stop_felt) state = stop(state, fixed.pressure_high);
    if (!isGoing(state)) return state;
    const was = state.pressures;
    const braced = pressure !== null && pressure >= fixed.too_much_felt;
    if (braced || event.feels === "too_much") state = lower(state, braced ? 2 : 1);
    else if (event.feels === "a_bit_more") state = raise(state);
    if (isGoing(state) && state.due !== null) {
      const changed = state.pressures.some((each, index) => each !== was[index]);
      const wait = changed ? state.plan.checkin_first_seconds : state.plan.checkin_every_seconds;
      state = { ...state, due: clock(state) + wait * 1000 };
    }
    return state;
  }

  /** Less pressure for the rest, half of what is left here, and no step below its technique's floor. */
  function lower(before, by) {
    let state = before;
    const here = state.here;
    if (state.plan.steps[here].touch) {
      const cap = Math.max(0, Math.min(state.cap, state.pressures[here] - by));
      state = { ...state, cap, pressures: state.pressures.map((each) => Math.min(each, cap)) };
      state.floors.forEach((floor, index) => {
        if (state.plan.steps[index].touch && state.pressures[index] < floor) state = cut(state, index, 0);
      });
    }
    state = cut(state, here, Math.floor(left(state, here) / 2));
    return left(state, here) ? state : goToOpen(state, here + 1);
  }

  /** One point more, here and wherever the same technique is still to come, inside every limit. */
  function raise(state) {
    const here = state.plan.steps[state.here];
    const wanted = state.pressures[state.here] + 1;
    const pressures = state.plan.steps.map((step, index) => {
      const now = state.pressures[index];
      if (index < state.here || step.technique !== here.technique || !step.touch) return now;
      return Math.max(now, Math.min(wanted, step.pressure_max, state.cap));
    });
    return { ...state, pressures };
  }

  function stop(state, reason) {
    const reasons = state.reasons.includes(reason) ? state.reasons : [...state.reasons, reason];
    return { ...state, status: "stopped", reasons, due: null };
  }

  /** To the first step from `start` on that has time left; with none the session is finished. */
  function goToOpen(state, start) {
    for (let index = start; index < state.plan.steps.length; index++) if (left(state, index)) return enter(state, index);
    return { ...state, status: "finished", due: null };
  }

  /** Be at this step; a check-in comes due soon after anything new on the body. */
  function enter(state, index) {
    const next = state.plan.steps[index];
    const old = state.plan.steps[state.here];
    const soon = clock(state) + state.plan.checkin_first_seconds * 1000;
    const isNew = next.technique !== old.technique || next.region !== old.region || next.side !== old.side;
    let due = state.due;
    if (!(next.touch || next.tool)) due = null;
    else if (due === null) due = soon;
    else if (isNew) due = Math.min(due, soon);
    return { ...state, here: index, due };
  }

  return { begin, apply, advance, interrupted, view };
}

function floorOf(technique, step) {
  return !technique || technique.runs_at_limit ? 0 : Math.min(technique.pressure_min, step.pressure);
}

/** Leave only `rest` milliseconds of a step. */
function cut(state, index, rest) {
  return { ...state, lengths: put(state.lengths, index, state.spent[index] + rest) };
}

function isGoing(state) {
  return state.status === "running" || state.status === "paused";
}

function left(state, index) {
  return index < state.lengths.length ? state.lengths[index] - state.spent[index] : 0;
}

/** Milliseconds of session done, pauses left out. */
export function clock(state) {
  return state.spent.reduce((sum, each) => sum + each, 0);
}

function put(values, index, value) {
  return values.map((each, place) => (place === index ? value : each));
}

function secondsUp(milliseconds) {
  return Math.ceil(milliseconds / 1000);
}
