// What is heard and felt: 3-2-1 and the end of a step, a short buzz, the steps read aloud.

let audio = null;

/** Browsers let a page sound only after a press: call it in one. */
export function wakeSound() {
  try {
    if (!audio || audio.state === "closed") audio = new AudioContext();
    keepSound();
  } catch {
    audio = null;
  }
}

/** A telephone call interrupts the sound, a locked screen suspends it: it comes back when the page is seen or pressed. */
export function keepSound() {
  if (audio?.state === "closed") wakeSound();
  else if (audio && audio.state !== "running") audio.resume().catch(() => {}); // not yet: the next press will
}

export function beep(high = false) {
  if (!audio || audio.state !== "running") return;
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  const at = audio.currentTime;
  const long = high ? 0.5 : 0.14;
  tone.frequency.value = high ? 660 : 440;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.2, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + long);
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + long);
}

export function buzz(pattern) {
  navigator.vibrate?.(pattern);
}

export function say(text) {
  if (!("speechSynthesis" in window)) return;
  speechSynthesis.cancel();
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.lang = document.documentElement.lang;
  spoken.rate = 0.9;
  speechSynthesis.speak(spoken);
}

export function hush() {
  if ("speechSynthesis" in window) speechSynthesis.cancel();
}

let lock = null;

/** Keep the screen on while the session runs; asked again whenever the page is seen again. */
export async function keepAwake(wanted) {
  try {
    if (wanted && !document.hidden && (!lock || lock.released)) lock = await navigator.wakeLock?.request("screen");
    if (!wanted && lock) {
      await lock.release();
      lock = null;
    }
  } catch {
    lock = null; // refused (low battery): the session runs all the same
  }
}
