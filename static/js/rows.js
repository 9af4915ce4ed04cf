/* Lists other than the worklist: j and k go from row to row, Enter follows its link, x ticks it. A row is one
   of a table, or of the menu of what can be recorded, and has a link. */

import {declare} from "./keys.js";

export function watchRows() {
  if (document.querySelector("[data-worklist]") || !rows().length) return;
  declare("j", "Next row", (event) => move(event, 1));
  declare("k", "Row before", (event) => move(event, -1));
  if (boxes().length) declare("x", "Tick the row", tick);
}

function boxes() {
  return [...document.querySelectorAll("main tbody input[type=checkbox]")];
}

/** The rows that lead somewhere; those of a closed fold are not there. */
function rows() {
  const all = document.querySelectorAll("main tbody tr, main .record-menu li");
  return [...all].filter((row) => linkOf(row)?.checkVisibility());
}

function linkOf(row) {
  return row.querySelector("a[href]");
}

function current(all) {
  return all.findIndex((row) => row.contains(document.activeElement));
}

/** From a place outside the rows, forwards begins with the first of them and backwards with the last. */
function move(event, step) {
  event.preventDefault();
  const all = rows();
  const here = current(all);
  const to = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
  linkOf(all[Math.max(0, Math.min(all.length - 1, to))]).focus();
}

function tick() {
  const all = rows();
  all[current(all)]?.querySelector("input[type=checkbox]")?.click();
}
