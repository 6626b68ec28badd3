/* The monthly figures: keys to go from cell to cell, and each row saved by itself one second after typing.
   Without this module the same form works with its Save button. */
import { announce } from "./announce.js";
import { keep, kept, drop } from "./kept.js";
import { installPaste } from "./paste.js";

const form = document.querySelector("[data-figures]");
const cells = () => [...form.querySelectorAll("input[data-cell]:not([disabled])")];
const rowOf = (element) => element.closest("[data-row]");
const timers = new Map();
let line = Promise.resolve();
let pending = 0;
let retry = 0;
const undo = [];

function fieldsOf(row) {
  const data = new FormData();
  data.set("row", row.dataset.row);
  for (const field of row.querySelectorAll("input[name]")) data.set(field.name, field.value);
  return data;
}

function isTouched(row) {
  if (row.querySelector("[data-preview]")) return false;
  return [...row.querySelectorAll("[data-cell], [data-note]")].some((field) => field.value.trim() !== field.dataset.saved);
}

/* A figure in two parts is sent while typing only once both parts are there. */
function isWhole(row) {
  return [...row.querySelectorAll("[data-cell]")].every((cell) => cell.value.trim());
}

/* One row to the server, one at a time, in the order of typing. */
function send(row, { again = false } = {}) {
  clearTimeout(timers.get(row.dataset.row));
  pending += 1;
  line = line.then(() => (again || isTouched(row) ? post(row) : undefined)).catch(() => undefined).finally(() => { pending -= 1; });
  return line;
}

/* What comes back is words for the row's state and its message, never the cell being typed in. */
async function post(row) {
  const data = fieldsOf(row);
  const texts = Object.fromEntries([...row.querySelectorAll("[data-cell]")].map((cell) => [cell.name, cell.value]));
  let answer;
  try {
    const response = await fetch(form.dataset.cell, {
      method: "POST", body: data, headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" },
    });
    if (response.redirected || ![200, 422].includes(response.status)) throw new Error(String(response.status));
    answer = await response.json();
  } catch {
    keep(form.dataset.cell, row.dataset.row, Object.fromEntries([...data.entries()]));
    tellKept();
    clearTimeout(retry);
    retry = setTimeout(sendKept, 10000);
    return;
  }
  drop(form.dataset.cell, row.dataset.row);
  show(row, answer, texts);
}

function show(row, answer, texts) {
  row.querySelector("[data-state]").innerHTML = answer.state;
  row.querySelector("[data-message]").innerHTML = answer.message;
  row.querySelector("[name^='seen-']").value = answer.seen;
  for (const cell of row.querySelectorAll("[data-cell]")) {
    cell.setAttribute("aria-invalid", String(answer.invalid.includes(cell.name)));
    if (!answer.saved) continue;
    undo.push({ name: cell.name, before: cell.dataset.saved, after: texts[cell.name] });
    cell.dataset.saved = texts[cell.name].trim();
    form.elements[`was-${cell.name}`].value = texts[cell.name];
  }
  const note = row.querySelector("[data-note]");
  if (answer.saved && note) note.dataset.saved = note.value.trim();
  if (answer.open_note && note) note.closest("details").open = true;
  for (const [id, text] of Object.entries(answer.totals)) {
    const place = document.getElementById(id);
    if (place) place.textContent = text;
  }
  tellKept();
  if (answer.announce) announce(answer.announce);
}

function tellKept() {
  const count = kept(form.dataset.cell).length;
  const notice = document.getElementById("figures-kept");
  notice.hidden = count === 0;
  const words = count === 1 ? notice.dataset.one : notice.dataset.many.replace("{n}", count);
  if (count && notice.textContent !== words) announce(words);
  notice.textContent = count ? words : "";
}

/* What was kept while the network was away is put back in its cells and sent again. */
function sendKept() {
  for (const [key, fields] of kept(form.dataset.cell)) {
    const row = form.querySelector(`[data-row="${CSS.escape(key)}"]`);
    if (!row) { drop(form.dataset.cell, key); continue; }
    for (const cell of row.querySelectorAll("[data-cell]")) if (fields[cell.name] !== undefined) cell.value = fields[cell.name];
    send(row, { again: true });
  }
}

function step(cell, by) {
  const all = cells();
  const next = all[all.indexOf(cell) + by];
  if (!next) return false;
  next.focus();
  next.select();
  return true;
}

function restore(cell) {
  cell.value = cell.dataset.saved;
}

function undoLatest() {
  let latest = undo.pop();
  while (latest && latest.before === latest.after) latest = undo.pop();
  const cell = latest && form.elements[latest.name];
  if (!cell) return;
  cell.value = latest.before;
  cell.focus();
  send(rowOf(cell), { again: true });
}

function onKey(event) {
  const cell = event.target;
  if (!cell.matches("[data-cell]")) return;
  const undoes = (event.ctrlKey || event.metaKey) && event.key === "z" && cell.value.trim() === cell.dataset.saved;
  if (undoes) {
    event.preventDefault();
    undoLatest();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") restore(cell);
  else if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const back = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    if (!step(cell, back ? -1 : 1)) send(rowOf(cell));
    if (!back && event.key === "Enter" && cell === cells().at(-1)) document.getElementById("figures-finish")?.focus();
  }
}

function onClick(event) {
  const button = event.target.closest("[data-put]");
  if (!button) return;
  event.preventDefault();
  const cell = form.elements[button.dataset.cellName];
  if (button.dataset.put === "theirs") {
    cell.closest("[data-row]").querySelectorAll("[data-cell]").forEach((one) => { one.value = form.elements[`theirs-${one.name}`]?.value ?? one.value; });
  } else if (button.dataset.put === "other") cell.value = button.value.split(":").at(-1);
  cell.focus();
  send(rowOf(cell), { again: true });
}

if (form) {
  for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;
  for (const part of document.querySelectorAll("[data-with-script]")) part.hidden = false;
  form.addEventListener("keydown", onKey);
  form.addEventListener("click", onClick);
  form.addEventListener("input", (event) => {
    const row = rowOf(event.target);
    if (!row) return;
    clearTimeout(timers.get(row.dataset.row));
    timers.set(row.dataset.row, setTimeout(() => { if (isWhole(row)) send(row); }, 900));
  });
  form.addEventListener("focusout", (event) => {
    const row = rowOf(event.target);
    if (row && !row.contains(event.relatedTarget)) send(row);
  });
  const panel = document.getElementById("figures-paste");
  if (panel) installPaste(form, panel, send);
  /* What is still on its way arrives before the form does, or it would meet itself there. */
  form.addEventListener("submit", (event) => {
    if (!pending) return;
    event.preventDefault();
    line.then(() => form.requestSubmit(event.submitter));
  });
  window.addEventListener("online", sendKept);
  window.addEventListener("pagehide", () => cells().map(rowOf).forEach((row) => { if (isTouched(row)) navigator.sendBeacon?.(form.dataset.cell, fieldsWithToken(row)); }));
  sendKept();
}

function fieldsWithToken(row) {
  const data = fieldsOf(row);
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return data;
}
