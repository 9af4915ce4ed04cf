/* Whoever comes to the note of a claim comes to write: the words have the focus. */

import {unfold} from "./folds.js";

export function watchNote() {
  window.addEventListener("hashchange", arrive);
  // Going to a place of the page takes the focus away, and the browser goes there when all has come.
  window.addEventListener("load", () => setTimeout(arrive));
}

function arrive() {
  if (window.location.hash !== "#note") return;
  const field = document.querySelector("#note textarea[name=text]");
  if (!field) return;
  unfold(field);
  field.focus({preventScroll: true});
  field.scrollIntoView({block: "nearest"});
}
