/* The worklist's rows: one row is on and open, keys move it, it stays on through swaps, and after an action
   the row that moved into its place has the focus. Markup: `<table data-worklist>`, rows
   `<tr id="row-7" data-row data-href="...">` with a checkbox, the row's own part
   `<tr data-row-of="row-7" hidden>`, `[data-bulk]` with `[data-count]`, a box `[data-select-all]`.
   What was done is said by the server, into `#live`. */

import {rememberList, rowsBefore} from "./back.js";
import {declare} from "./keys.js";
import {say} from "./live.js";

let chosenId = "";
let index = 0;
let order = [];
let waits = false;

export function watchWorklist() {
  if (!document.querySelector("[data-worklist]")) return;
  declare("j, ArrowDown", "Next row", (event) => move(event, 1));
  declare("k, ArrowUp", "Row before", (event) => move(event, -1));
  declare("J, K", "Tick while moving", (event) => tickAndMove(event));
  declare("x", "Tick the row", () => tick(chosen()));
  declare("Enter, o", "Open the claim", open);
  document.addEventListener("click", onClick);
  document.addEventListener("change", countTicks);
  document.addEventListener("htmx:afterSettle", restoreSoon);
  const named = document.getElementById(window.location.hash.slice(1));
  const isAsked = new URLSearchParams(window.location.search).has("open");
  const left = named?.matches("[data-row]") ? named : isAsked ? null : stillThere(rowsBefore());
  choose(left || document.querySelector("[data-row].on") || rows()[0], {focus: Boolean(left)});
}

/** The first of some rows, in their order, that the page still has. */
function stillThere(ids) {
  return ids.map((id) => document.getElementById(id)).find((row) => row?.matches("[data-row]"));
}

function rows() {
  return [...document.querySelectorAll("[data-worklist] [data-row]")];
}

function chosen() {
  return rows().find((row) => row.id === chosenId);
}

function boxOf(row) {
  return row?.querySelector("input[type=checkbox]");
}

/** Put a row on, open its part, and give it the focus unless told not to. */
function choose(row, {focus = true} = {}) {
  if (!row) return;
  const all = rows();
  for (const other of all) {
    const isOn = other === row;
    other.classList.toggle("on", isOn);
    other.tabIndex = isOn ? 0 : -1;
    if (isOn) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
  for (const part of document.querySelectorAll("[data-row-of]")) part.hidden = part.dataset.rowOf !== row.id;
  chosenId = row.id;
  index = all.indexOf(row);
  order = all.map(({id}) => id);
  rememberList(row.id, order.slice(index + 1), order.slice(0, index).reverse());
  if (!focus) return;
  row.focus({preventScroll: true});
  document.querySelector(`[data-row-of="${row.id}"]`)?.scrollIntoView({block: "nearest"});
  row.scrollIntoView({block: "nearest"});
}

/** Letters move from anywhere on the page; arrows only inside the table, else they scroll. */
function move(event, step) {
  if (event.key.startsWith("Arrow") && !event.target.closest("[data-worklist]")) return;
  event.preventDefault();
  const all = rows();
  choose(all[Math.max(0, Math.min(all.length - 1, index + step))]);
}

function tickAndMove(event) {
  tick(chosen(), true);
  move(event, event.key === "J" ? 1 : -1);
  tick(chosen(), true);
}

function tick(row, value) {
  const box = boxOf(row);
  if (!box) return;
  box.checked = value ?? !box.checked;
  box.dispatchEvent(new Event("change", {bubbles: true}));
}

function open(event) {
  if (event.target.closest("a, button, summary")) return;
  const address = chosen()?.dataset.href;
  if (address) window.location.assign(address);
}

function onClick(event) {
  const row = event.target.closest("[data-row]");
  if (row && !event.target.closest("a, button, input, label")) choose(row);
}

function countTicks(event) {
  if (event.target.matches("[data-select-all]")) {
    for (const row of rows()) boxOf(row).checked = event.target.checked;
  }
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  const count = rows().filter((row) => boxOf(row)?.checked).length;
  bar.hidden = count === 0;
  bar.querySelectorAll("[data-count]").forEach((place) => {
    place.textContent = String(count);
  });
  const all = bar.querySelector("[data-all-of]");
  if (all && count === 0) all.checked = false;
  if (event.target.matches("[data-worklist] input")) say(`${count} selected`);
}

/** After a swap the same row is on, unless the server put another on; if it is gone, the one in its place.
    One answer brings several swaps. */
function restoreSoon() {
  if (waits) return;
  waits = true;
  requestAnimationFrame(() => {
    waits = false;
    restore();
  });
}

/** The first row that is still there of those behind the one that was on: several may have gone at once. */
function following() {
  return stillThere(order.slice(order.indexOf(chosenId) + 1));
}

function restore() {
  if (document.querySelector("dialog[open]")) return;
  const all = rows();
  const hasFocus = !document.activeElement || document.activeElement.matches("body, [data-worklist] *");
  const same = chosen();
  const served = all.find((row) => row.matches(".on"));
  const next = same?.matches(".on") ? same : served || same;
  choose(next || following() || all[all.length - 1], {focus: hasFocus});
  countTicks({target: document.body});
}
