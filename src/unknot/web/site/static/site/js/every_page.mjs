// What every page does: tells the server the zone, shows whether we are offline, and keeps the focus where reading goes on.

import "./offline/forms.mjs";
import "./offline/notice.mjs";
import "./offline/register.mjs";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split("; ").includes(`unknot_zone=${zone}`)) {
  document.cookie = `unknot_zone=${zone}; path=/; max-age=31536000; samesite=lax`;
}

const banner = document.getElementById("offline");
function showConnection() {
  if (banner) banner.hidden = navigator.onLine;
}
addEventListener("online", showConnection);
addEventListener("offline", showConnection);
showConnection();

// After a part of the page was swapped, reading goes on at its heading.
document.addEventListener("htmx:afterSettle", () => {
  const heading = document.querySelector("[data-focus], main h1");
  if (heading) {
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest(".js-print")) print();
});
