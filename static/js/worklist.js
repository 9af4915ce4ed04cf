/* The worklist's rows: one row is on, keys move it, it stays on through swaps, and after an action the next one has
   the focus. Server markup: `<table data-worklist>`, rows `<tr id="row-7" data-row data-href="...">`, the row's own
   part `<tr data-row-of="row-7">`, a polite live region `#live`. */

let table = null;
let index = 0;

export function watchWorklist() {
  table = document.querySelector("[data-worklist]");
  if (!table) return;
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:afterSettle", restore);
  choose(rows().find((row) => `#${row.id}` === window.location.hash) || rows()[0], {focus: false});
}

function rows() {
  table = document.querySelector("[data-worklist]");
  return table ? [...table.querySelectorAll("[data-row]")] : [];
}

function chosen() {
  return rows().find((row) => row.classList.contains("on"));
}

/** Put a row on, show what belongs to it, and give it the focus unless told not to. */
function choose(row, {focus = true} = {}) {
  if (!row) return;
  for (const other of rows()) {
    const isOn = other === row;
    other.classList.toggle("on", isOn);
    other.tabIndex = isOn ? 0 : -1;
    const part = document.querySelector(`[data-row-of="${other.id}"]`);
    if (part) part.hidden = !isOn;
  }
  index = rows().indexOf(row);
  if (!focus) return;
  row.focus({preventScroll: true});
  row.scrollIntoView({block: "nearest"});
}

function onKey(event) {
  if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]")) return;
  const moves = {j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, J: 1, K: -1};
  if (event.key in moves) {
    event.preventDefault();
    if (event.shiftKey && event.key.length === 1) tick(chosen(), true);
    choose(rows()[Math.max(0, Math.min(rows().length - 1, index + moves[event.key]))]);
  } else if ((event.key === "Enter" || event.key === "o") && !event.target.closest("a, button")) {
    const {href} = chosen()?.dataset || {};
    if (href) window.location.assign(href);
  } else if (event.key === "x") {
    tick(chosen());
  }
}

function tick(row, value) {
  const box = row?.querySelector("input[type=checkbox]");
  if (!box) return;
  box.checked = value ?? !box.checked;
  box.dispatchEvent(new Event("change", {bubbles: true}));
}

function onClick(event) {
  const all = event.target.closest("[data-select-all]");
  if (all) rows().forEach((row) => tick(row, all.checked));
  const row = event.target.closest("[data-row]");
  if (row && !event.target.closest("a, button, input, label")) choose(row);
}

function remember() {
  const row = chosen();
  if (row) index = rows().indexOf(row);
}

/** After a swap the row that moved into the finished one's place is next. */
function restore() {
  const all = rows();
  if (!all.length || document.querySelector("dialog[open]")) return;
  choose(chosen() || all[Math.min(index, all.length - 1)]);
}

document.addEventListener("change", () => {
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  const count = rows().filter((row) => row.querySelector("input[type=checkbox]")?.checked).length;
  bar.hidden = count === 0;
  bar.querySelectorAll("[data-count]").forEach((place) => {
    place.textContent = String(count);
  });
});
