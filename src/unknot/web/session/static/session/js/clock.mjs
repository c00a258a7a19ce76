// Tells the time of a session: milliseconds since the epoch that never jump because a clock was set.
//
// The monotonic clock of the page counts. Only when the page was out of sight and the wall clock has moved on further
// than it (a locked phone sleeps, and the monotonic clock with it) did real time pass that it has missed.

const ASLEEP_MS = 1_000;

export function makeClock({
  wall = () => Date.now(),
  monotonic = () => performance.timeOrigin + performance.now(),
  isHidden = () => document.hidden,
  notBefore = 0,
} = {}) {
  let behind = wall() - monotonic();
  let wasHidden = isHidden();
  let slept = 0;
  const shift = Math.max(0, notBefore - (monotonic() + behind)) + behind;

  /** Look at both clocks; call it often, and when the page is seen or hidden. */
  function look() {
    const hidden = isHidden();
    const jump = wall() - monotonic() - behind;
    if (Math.abs(jump) >= ASLEEP_MS) {
      if (jump > 0 && (hidden || wasHidden)) slept += jump;
      behind += jump;
    }
    wasHidden = hidden;
  }

  function now() {
    look();
    return Math.round(monotonic() + shift + slept);
  }

  return { look, now };
}
