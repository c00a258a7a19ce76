// The check with a browser's help: lists that do not contradict themselves, and the drawing in step with its list.
// Without this file everything still works: a contradiction is then a sentence from the server.

function clear(boxes) {
  for (const box of boxes) box.checked = false;
}

function listInStep(event) {
  const list = event.target.closest("[data-list]");
  if (!list || !event.target.checked) return;
  const rows = [...list.querySelectorAll('input[name="yes"], input[name="unsure"]')];
  const nones = [...list.querySelectorAll('input[name="none"], input[name="none_unsure"]')];
  const notSure = [...list.querySelectorAll('input[name="not_sure"]')];
  if (nones.includes(event.target)) clear([...rows, ...notSure]);
  else clear(nones);
}

function mapInStep() {
  const list = document.querySelector(".map-list");
  if (!list) return;
  for (const box of list.querySelectorAll('input[name="f_site"]')) {
    const region = document.querySelector(`.map-drawing [data-region="${box.value}"]`);
    region?.classList.toggle("chosen", box.checked);
  }
  const unsure = list.querySelector('input[name="f_site_unsure"]');
  const chosen = list.querySelectorAll('input[name="f_site"]:checked').length;
  if (unsure && chosen) unsure.checked = false;
}

// Away at once, and not back by the back key.
document.addEventListener("click", (event) => {
  const leave = event.target.closest?.("[data-leave]");
  if (!leave) return;
  event.preventDefault();
  location.replace(leave.href);
});
document.addEventListener("change", (event) => {
  if (event.target.name === "f_site_unsure" && event.target.checked) clear(document.querySelectorAll('input[name="f_site"]'));
  listInStep(event);
  mapInStep();
});
document.addEventListener("click", (event) => {
  const region = event.target.closest?.(".map-drawing [data-region]");
  if (!region) return;
  const box = document.querySelector(`input[name="f_site"][value="${region.dataset.region}"]`);
  box?.click();
});
// On a wide screen there is room: the reason stands open beside the question.
function reasonOpen() {
  const why = document.querySelector("details.why");
  if (why && matchMedia("(min-width: 1000px)").matches) why.open = true;
}

function shown() {
  mapInStep();
  reasonOpen();
}
document.addEventListener("htmx:afterSettle", shown);
shown();
