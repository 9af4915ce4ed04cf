/* One polite voice for the whole page, and one place for what must be read. */

/** Say a sentence to a screen reader; the same sentence twice is said twice. */
export function say(sentence) {
  const voice = document.getElementById("live");
  voice.textContent = "";
  setTimeout(() => {
    voice.textContent = sentence;
  }, 60);
}

/** Show a sentence above the page until the next one. */
export function complain(sentence) {
  const notice = document.createElement("p");
  notice.className = "notice notice-error";
  notice.textContent = sentence;
  document.getElementById("notices").replaceChildren(notice);
}

/** Say whether the person is typing into something, or in a dialog. */
export function isTyping(target) {
  const field = "input:not([type=checkbox]), textarea, select, [contenteditable=true], dialog[open]";
  return target instanceof Element && Boolean(target.closest(field));
}
