/* A block copied from a spreadsheet: shown on the grid first, refused cells named, then put in by one press and taken back by one. */
import { announce } from "./announce.js";

const NUMBER = /^[+\-−]?[\d\s.,\u00a0\u202f\u2009]*\d\s*%?$/;
const SIGNS = new Set(["", "s", "*", "nd", "n/d", "na", "n/a", "///", "nc", "…", "...", "oui", "non", "yes", "no"]);

const isReadable = (text) => SIGNS.has(text.toLowerCase()) || NUMBER.test(text);

/* Lines of the block beside rows of the grid, from the row where it was pasted. */
function plan(text, rows) {
  const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t").map((part) => part.trim()));
  const put = [];
  const refused = [];
  lines.forEach((parts, index) => {
    const row = rows[index];
    if (!row) {
      refused.push({ line: index + 1, text: "" });
      return;
    }
    row.forEach((cell, place) => {
      if (place >= parts.length) return;
      if (isReadable(parts[place])) put.push({ cell, value: parts[place], before: cell.value });
      else refused.push({ line: index + 1, text: parts[place] });
    });
  });
  return { put, refused };
}

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export function installPaste(form, panel, send) {
  const rows = () => [...form.querySelectorAll("[data-row]")].map((row) => [...row.querySelectorAll("[data-cell]")]).filter((row) => row.length);
  const words = panel.dataset;
  const [title, list, accept, cancel] = ["[data-title]", "[data-refused]", "[data-accept]", "[data-cancel]"].map((name) => panel.querySelector(name));
  const area = panel.querySelector("textarea");
  let waiting = null;

  function show(text, targets) {
    if (waiting) restore(waiting);
    const block = plan(text, targets);
    waiting = block;
    for (const { cell, value } of block.put) {
      cell.value = value;
      cell.dataset.preview = "";
    }
    title.textContent = fill(block.put.length === 1 ? words.one : words.many, { n: block.put.length });
    list.replaceChildren(...block.refused.map(({ line, text }) => {
      const item = document.createElement("li");
      item.textContent = fill(text ? words.refused : words.outside, { row: line, text });
      return item;
    }));
    accept.textContent = title.textContent.replace(/\s*\?$/, "");
    accept.hidden = block.put.length === 0;
    area.parentElement.hidden = true;
    panel.hidden = false;
    announce([title.textContent, ...[...list.children].map((item) => item.textContent)].join(" "));
    (accept.hidden ? cancel : accept).focus();
  }

  function restore(block) {
    for (const { cell, before } of block.put) {
      cell.value = before;
      delete cell.dataset.preview;
    }
  }

  function close() {
    waiting = null;
    panel.hidden = true;
    area.value = "";
  }

  form.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!event.target.matches("[data-cell]") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const all = rows();
    show(text, all.slice(all.findIndex((row) => row.includes(event.target))));
  });
  document.getElementById("figures-paste-open").addEventListener("click", () => {
    area.parentElement.hidden = false;
    title.textContent = "";
    list.replaceChildren();
    accept.hidden = true;
    panel.hidden = false;
    area.focus();
  });
  area.addEventListener("input", () => {
    if (area.value.trim()) show(area.value, rows());
  });
  accept.addEventListener("click", async () => {
    const block = waiting;
    for (const { cell } of block.put) delete cell.dataset.preview;
    close();
    form.querySelector("[data-cell]").focus();
    for (const row of new Set(block.put.map(({ cell }) => cell.closest("[data-row]")))) await send(row);
  });
  cancel.addEventListener("click", () => {
    if (waiting) restore(waiting);
    close();
    form.querySelector("[data-cell]").focus();
  });
}
