/* Keys. A visible control declares its key with `data-key`; pressing the key presses the control. Nothing else has
   a key, so the help sheet is made from the page itself. Keys are dead inside fields and dialogs, and when the person
   has switched them off. `data-key` may name two keys of a sequence ("g w") or a chord ("Control+Enter"). */

const SEQUENCE_MILLISECONDS = 1200;
let first = null;

export function listenForKeys() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onOpen);
}

/** Say whether the person is typing into something. */
export function isTyping(target) {
  return Boolean(target.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true], dialog[open]"));
}

/** The controls of the page that have a key, the first of those with the same one only where `scope` says. */
function controls() {
  return [...document.querySelectorAll("[data-key]")].filter((control) => control.offsetParent !== null);
}

function named(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Control");
  if (event.shiftKey && event.key.length > 1) parts.push("Shift");
  parts.push(event.key);
  return parts.join("+");
}

function find(key) {
  const found = controls().filter((control) => control.dataset.key.split(", ").includes(key));
  return found.find((control) => control.closest(".on")) || found[0];
}

function onKey(event) {
  const key = named(event);
  const isChord = key.includes("Control+");
  if (!isChord && (document.body.dataset.keys !== "on" || isTyping(event.target) || event.altKey)) return;
  const sequence = first && Date.now() - first.at < SEQUENCE_MILLISECONDS ? `${first.key} ${key}` : null;
  first = {key, at: Date.now()};
  const control = (sequence && find(sequence)) || (isChord ? chordOf(event, key) : find(key));
  if (!control) return;
  event.preventDefault();
  press(control);
}

/** A chord acts on the form that has the focus, if one there declares it. */
function chordOf(event, key) {
  const own = event.target.closest("form")?.querySelector(`[data-key="${key}"]`);
  return own || find(key);
}

function press(control) {
  if (control.matches("input:not([type=checkbox]), select, textarea")) control.focus();
  else control.click();
}

/** `data-opens` names the dialog a button shows. */
function onOpen(event) {
  const opener = event.target.closest("[data-opens]");
  if (!opener) return;
  const dialog = document.getElementById(opener.dataset.opens);
  if (opener.dataset.opens === "keys-dialog") listKeys(dialog.querySelector("[data-keys-list]"));
  dialog.showModal();
}

function listKeys(list) {
  list.replaceChildren();
  const seen = new Set();
  for (const control of controls()) {
    const {key} = control.dataset;
    if (seen.has(key)) continue;
    seen.add(key);
    const term = document.createElement("dt");
    const words = document.createElement("dd");
    for (const one of key.split(", ")) {
      const cap = document.createElement("kbd");
      cap.textContent = one.replace("Control", "Ctrl");
      term.append(cap, " ");
    }
    words.textContent = control.dataset.says || control.getAttribute("aria-label") || wordsOf(control);
    list.append(term, words);
  }
}

function wordsOf(control) {
  const copy = control.cloneNode(true);
  copy.querySelectorAll("kbd").forEach((cap) => cap.remove());
  return copy.textContent.trim();
}
