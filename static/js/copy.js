/* Copying a text that stands on the page: `data-copy` names the field that holds it. Without a script, or
   where the browser refuses, the field is there to be selected. */

import {say} from "./live.js";

export function watchCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(document.getElementById(button.dataset.copy));
  });
}

async function copy(field) {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    field.blur();
    say("Copied: paste it into OHMS.");
  } catch {
    say("The browser does not let us copy: the text is selected, press Ctrl C.");
  }
}
