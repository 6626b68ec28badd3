/* Says one sentence in the page's only live region, which is never swapped. */
export function announce(sentence) {
  const region = document.getElementById("live");
  if (!region || !sentence || region.textContent === sentence) return;
  region.textContent = sentence;
}
