/* What every page gains with JavaScript: focus that is never lost, errors read first, buttons that print. */
import { announce } from "./announce.js";

const summary = document.querySelector(".errors[tabindex]");
if (summary) summary.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* htmx: the part that came may carry data-announce; if the focused element went away, focus goes to that part. */
document.body.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  const told = part.matches("[data-announce]") ? part : part.querySelector("[data-announce]");
  if (told) announce(told.dataset.announce);
  if (document.activeElement && document.activeElement !== document.body) return;
  if (!part.hasAttribute("tabindex")) part.setAttribute("tabindex", "-1");
  part.focus({ preventScroll: true });
});
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.body.addEventListener(name, () => announce(document.getElementById("live").dataset.failed));
}
