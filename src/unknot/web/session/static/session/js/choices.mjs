// Keeps how a session should sound and look. Remembered on this device; nothing about health.

const NAME = "unknot-player";
const USUAL = { sound: true, voice: false, buzz: true, breath: true, sun: false };

export function choices() {
  try {
    return { ...USUAL, ...JSON.parse(localStorage.getItem(NAME) ?? "{}") };
  } catch {
    return { ...USUAL };
  }
}

export function choose(name, value) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...choices(), [name]: value }));
  } catch {
    // A browser that keeps nothing: the choice holds for this page.
  }
}

const form = document.getElementById("choices");
if (form) {
  const now = choices();
  form.hidden = false;
  for (const box of form.querySelectorAll("[data-choice]")) {
    box.checked = now[box.dataset.choice];
    box.addEventListener("change", () => choose(box.dataset.choice, box.checked));
  }
}
