// Moves the breath: a bead on a still curve: in for 4 seconds, out for 6, by the session's own clock.

/** Height 0-1 at `ms` of one breath (4 s in, 6 s out). */
export function height(ms, inMs, outMs) {
  return ms < inMs ? (1 - Math.cos((Math.PI * ms) / inMs)) / 2 : (1 + Math.cos((Math.PI * (ms - inMs)) / outMs)) / 2;
}

const LEFT = 8;
const WIDTH = 240;
const BOTTOM = 44;
const RISE = 36;
const FADE_MS = 200;
const PARTS = 500;

/** `show(ms)` puts the bead where the breath is, `ms` being session time. */
export function pacer(place, { breath_in_ms: inMs, breath_out_ms: outMs }) {
  const bead = place.querySelector(".d-breath-bead");
  const done = place.querySelector(".d-breath-done");
  const whole = inMs + outMs;
  const lengths = [0];
  for (let part = 1; part <= PARTS; part++) {
    const rise = height((whole * part) / PARTS, inMs, outMs) - height((whole * (part - 1)) / PARTS, inMs, outMs);
    lengths.push(lengths[part - 1] + Math.hypot(WIDTH / PARTS, RISE * rise));
  }
  return function show(ms) {
    const beat = ms % whole;
    bead?.setAttribute("cx", (LEFT + (WIDTH * beat) / whole).toFixed(2));
    bead?.setAttribute("cy", (BOTTOM - RISE * height(beat, inMs, outMs)).toFixed(2));
    const length = lengths[Math.round((PARTS * beat) / whole)] / lengths[PARTS];
    if (done) done.style.strokeDasharray = `${(10 * length).toFixed(3)} 20`; // the path counts as 10 long
    place.classList.toggle("between", beat > whole - FADE_MS);
  };
}
