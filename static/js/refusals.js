/* What htmx asked for and did not get is said in a sentence; nothing on the page is lost. */

import {complain, say} from "./live.js";
import {signedOut} from "./session.js";

export function watchRefusals() {
  document.addEventListener("htmx:sendError", () => tell("Not done: no connection. Try again."));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) signedOut();
    else tell("Not done: the fault is ours, and nothing was changed. Try again in a minute.");
  });
  document.querySelector("[data-error-summary]")?.focus();
}

function tell(sentence) {
  complain(sentence);
  say(sentence);
}
