/* From a claim back to the same row of the same list. Only ids and codes are remembered, never words typed in
   a filter: these may be a person's name. */

const KEPT = ["tab", "owner", "area", "rule", "tier", "due", "view", "after"];
const NAME = "list";

/** Remember where in which list one is. */
export function rememberList(hash) {
  const asked = new URLSearchParams(window.location.search);
  const kept = new URLSearchParams([...asked].filter(([name]) => KEPT.includes(name)));
  sessionStorage.setItem(NAME, `${window.location.pathname}?${kept}${hash}`);
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
