/* Into a form and out of it by key: `i` leads to its first field, Escape leaves the field one is in, so that
   the keys of the page work again. In a group of radio buttons one types what one wants, as in a list: "7",
   "10", "y". A page on which something is typed and not kept is left by a second Escape. */

import {declare} from "./keys.js";
import {complain, isTyping} from "./live.js";

const WORD_MILLISECONDS = 900;
const FIELDS = "input:not([type=hidden]), select, textarea";
let typed = "";
let typedAt = 0;
let typedIn = "";
let isChanged = false;

export function watchFields() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("input", noteChange);
  document.addEventListener("submit", () => {
    isChanged = false;
  });
  isChanged = document.querySelector("main form .is-invalid") !== null;
  if (firstField()) declare("i", "Into the form", into);
}

/** Where typing begins: at what is wrong, else at the first field of the page's own form. */
function firstField() {
  const form = document.querySelector('main form:has([data-key="Control+Enter"])');
  if (!form) return null;
  const seen = (field) => field.checkVisibility() && !field.disabled;
  const fields = [...form.querySelectorAll(FIELDS)].filter(seen);
  const first = fields.find((field) => field.matches(".is-invalid")) || fields[0];
  const chosen = fields.find((field) => field.type === "radio" && field.name === first.name && field.checked);
  return chosen || first;
}

function into(event) {
  event.preventDefault();
  firstField()?.focus();
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const isLetter = event.key.length === 1 && event.key !== " ";
  if (event.key === "Escape") leave(event);
  else if (isLetter && event.target.matches("input[type=radio]")) pick(event);
}

/** A dialog is closed by Escape itself; a field outside is left, and what is typed stays in it. */
function leave(event) {
  if (document.body.dataset.keys !== "on" || event.target.closest("dialog")) return;
  if (isTyping(event.target)) {
    event.preventDefault();
    event.target.blur();
  } else if (isChanged && document.querySelector('[data-key^="Escape"]')) {
    event.preventDefault();
    isChanged = false;
    complain("What you typed here is not kept yet. Press Esc once more to leave without it.");
  }
}

/** Drafts keep what is typed as it is typed; other forms of a page do not. */
function noteChange(event) {
  const form = event.target.closest("main form");
  if (form && form.method === "post" && !("draft" in form.dataset)) isChanged = true;
}

/** Choose the button whose word begins with what was typed in one go. */
function pick(event) {
  const {name, form} = event.target;
  const now = Date.now();
  const goesOn = name === typedIn && now - typedAt < WORD_MILLISECONDS;
  typed = (goesOn ? typed : "") + event.key.toLowerCase();
  typedAt = now;
  typedIn = name;
  const group = [...form.elements].filter((field) => field.name === name);
  const words = (radio) => radio.labels[0]?.textContent.trim().toLowerCase() ?? "";
  const found =
    group.find((radio) => words(radio) === typed) || group.find((radio) => words(radio).startsWith(typed));
  if (!found) return;
  event.preventDefault();
  found.focus();
  found.click();
}
