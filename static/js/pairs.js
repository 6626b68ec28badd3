/* Pairs of look-alikes, decided by keyboard: the keys work only while a pair, or something in it, has the focus. */
const list = document.querySelector("[data-pairs]");
const told = document.querySelector("[data-shortcuts]");
if (told) told.hidden = false;

function pairsOf() {
  return [...list.querySelectorAll("[data-pair]")];
}

function goTo(pair) {
  if (!pair) return;
  pair.focus({ preventScroll: true });
  pair.scrollIntoView({ block: "nearest" });
}

if (list) {
  const first = pairsOf()[0];
  if (first && !document.querySelector(".errors")) first.focus({ preventScroll: true });
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea")) return;
    const pair = event.target.closest("[data-pair]");
    const button = pair?.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  /* After an answer the next pair that waits takes the focus. */
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const answered = event.detail.elt.closest?.("[data-pair]");
    if (!answered || !answered.dataset.announce) return;
    const rest = pairsOf();
    goTo(rest.slice(rest.indexOf(answered) + 1).find((pair) => !pair.dataset.announce) || answered);
  });
}
