/* From a claim back to the same row of the same list; when that row is gone, to the one that stands in its
   place. Only ids and codes are remembered, never words typed in a filter: these may be a person's name. */

const KEPT = ["tab", "owner", "area", "rule", "tier", "due", "view", "after"];
const NAME = "list";
const ROWS = "list-rows";
const MOST_ROWS = 50;

/** Remember where in which list one is: the row that is on, those behind it, those before it. */
export function rememberList(row, behind, before) {
  const asked = new URLSearchParams(window.location.search);
  const kept = new URLSearchParams([...asked].filter(([name]) => KEPT.includes(name)));
  sessionStorage.setItem(NAME, `${window.location.pathname}?${kept}#${row}`);
  const rows = [row, ...behind.slice(0, MOST_ROWS), ...before.slice(0, MOST_ROWS)];
  sessionStorage.setItem(ROWS, JSON.stringify({list: listOf(window.location), rows}));
}

/** The row one was on when one left this list, then those that may stand in its place. */
export function rowsBefore() {
  const kept = JSON.parse(sessionStorage.getItem(ROWS) || "{}");
  return kept.list === listOf(window.location) ? kept.rows : [];
}

/** A list by its filters, however its address is written. */
function listOf({pathname, search}) {
  const said = [...new URLSearchParams(search)].filter(
    ([name, value]) => KEPT.includes(name) && name !== "after" && value && value !== "today",
  );
  return `${pathname}?${new URLSearchParams(said.sort())}`;
}

/** htmx keeps the whole address for a history that we do not use: a name may stand in it. */
export function forgetAddress() {
  sessionStorage.removeItem("htmx-current-path-for-history");
}

/** Links marked `data-back` lead to the remembered place if it is of the page they name. */
export function watchBack() {
  const place = sessionStorage.getItem(NAME);
  if (!place) return;
  document.querySelectorAll("a[data-back]").forEach((link) => {
    if (place.startsWith(`${link.pathname}?`)) link.href = place;
  });
}
