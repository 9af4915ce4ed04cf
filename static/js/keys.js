/* Keys. A visible control declares its key with `data-key`; pressing the key presses the control, so the
   help sheet is made from the page itself. A module may declare keys that press nothing visible (moving in
   a list). Keys are dead inside fields and dialogs, and when the person has switched them off; chords with
   Control always work. `data-key` may name several keys ("Escape, u"), a sequence ("g w") or a chord
   ("Control+Enter"). */

import {unfold} from "./folds.js";
import {isTyping, say} from "./live.js";

const SEQUENCE_MILLISECONDS = 1200;
const SPOKEN = {Control: "Ctrl", Escape: "Esc", ArrowDown: "↓", ArrowUp: "↑"};
const declared = [];
let first = null;

/** Give keys to an act that has no button: `keys` as in `data-key`, `says` for the sheet, `act(event)`. */
export function declare(keys, says, act) {
  declared.push({keys: keys.split(", "), says, act});
}

export function listenForKeys() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onOpen);
}

/** What is seen, and what a closed menu of the top line or a closed region holds: it has its key as well. */
function canBePressed(control) {
  return control.checkVisibility() || control.closest(".bar .drop, details[data-fold]") !== null;
}

function controls() {
  return [...document.querySelectorAll("[data-key]")].filter(canBePressed);
}

function named(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Control");
  if (event.shiftKey && event.key.length > 1) parts.push("Shift");
  parts.push(event.key);
  return parts.join("+");
}

/** The control with a key; where several have it, that of the ticked rows, then that of the open one. */
function find(key) {
  const found = controls().filter((control) => control.dataset.key.split(", ").includes(key));
  const within = (place) => found.find((control) => control.closest(place));
  return within("[data-bulk]") || within(".act") || found[0];
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const key = named(event);
  const isChord = key.startsWith("Control+");
  if (!isChord && (document.body.dataset.keys !== "on" || isTyping(event.target))) return;
  const sequence = first && Date.now() - first.at < SEQUENCE_MILLISECONDS ? `${first.key} ${key}` : null;
  first = {key, at: Date.now()};
  const control = (sequence && find(sequence)) || (isChord ? chordOf(event, key) : find(key));
  if (control) {
    event.preventDefault();
    first = null;
    press(control);
    return;
  }
  const own = declared.find(({keys}) => keys.includes(key));
  if (own) own.act(event);
}

/** A chord acts on the form that has the focus, if one there declares it, and never behind a dialog. */
function chordOf(event, key) {
  const form = event.target.closest("form");
  const own = form?.querySelector(`[data-key="${key}"]`);
  return own || (document.querySelector("dialog[open]") ? null : find(key));
}

/** A control that refuses says why. */
function press(control) {
  unfold(control);
  if (control.matches(":disabled, [aria-disabled=true]")) say(control.title || "Not possible here.");
  else if (control.matches("input:not([type=checkbox]), select, textarea")) control.focus();
  else control.click();
  // Pressing a label by key does not take the focus to its field as pressing it by hand does.
  control.control?.focus();
}

/** `data-opens` names the dialog a button shows. */
function onOpen(event) {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (!dialog) return;
  event.preventDefault();
  const sheet = dialog.querySelector("[data-keys-list]");
  if (sheet) sheet.replaceChildren(...linesOf());
  dialog.showModal();
}

function linesOf() {
  const here = [];
  const anywhere = [];
  const seen = new Set();
  for (const {keys, says} of declared) here.push(lineOf(keys, says));
  for (const control of controls()) {
    const {key} = control.dataset;
    if (seen.has(key)) continue;
    seen.add(key);
    (control.closest(".bar") ? anywhere : here).push(lineOf(key.split(", "), wordsOf(control)));
  }
  return [...titled("On this page", here), ...titled("Anywhere", anywhere)];
}

function titled(words, lines) {
  const title = document.createElement("h3");
  title.textContent = words;
  return lines.length ? [title, ...lines] : [];
}

function lineOf(keys, says) {
  const line = document.createElement("div");
  const caps = document.createElement("span");
  const words = document.createElement("span");
  for (const key of keys) {
    for (const part of key.split(/[ +](?=.)/)) {
      const cap = document.createElement("kbd");
      cap.textContent = SPOKEN[part] || part;
      caps.append(cap, " ");
    }
  }
  words.textContent = says;
  line.append(caps, words);
  return line;
}

function wordsOf(control) {
  if (control.dataset.says || control.ariaLabel) return control.dataset.says || control.ariaLabel;
  const copy = control.cloneNode(true);
  copy.querySelectorAll("kbd, .visually-hidden").forEach((part) => part.remove());
  return copy.textContent.trim().replace(/\s+/g, " ");
}
