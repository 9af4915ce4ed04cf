/* The session's end, told before it comes. Only what the person does counts, in any window; when it has ended
   the page is covered, what was typed stays, and signing in again in another window lets her go on here. */

import {say} from "./live.js";

const WARN_SECONDS = 120;
const LOOK_MILLISECONDS = 5000;
const heard = new BroadcastChannel("session");
let seen = Date.now();
let isOut = false;

export function watchSession() {
  const minutes = Number(document.body.dataset.idleMinutes || 0);
  if (!minutes) return;
  document.querySelector("[data-stay-button]").addEventListener("click", stay);
  document.querySelector("[data-signed-in]").addEventListener("click", comeBack);
  document.getElementById("sign-in-dialog").addEventListener("cancel", (event) => event.preventDefault());
  document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && wasHeard());
  document.addEventListener("draft:saved", wasHeard);
  heard.addEventListener("message", () => {
    seen = Date.now();
  });
  wasHeard();
  setInterval(() => look(minutes * 60 - (Date.now() - seen) / 1000), LOOK_MILLISECONDS);
}

/** The server has answered this person just now: the session begins its idle time anew, in every window. */
function wasHeard() {
  seen = Date.now();
  heard.postMessage("seen");
}

function look(left) {
  const dialog = document.getElementById("idle-dialog");
  if (isOut) return;
  if (left <= 0) {
    dialog.close();
    signedOut();
  } else if (left < WARN_SECONDS) {
    dialog.querySelector("[data-idle-left]").textContent = inWords(left);
    if (dialog.open) return;
    document.dispatchEvent(new Event("draft:now"));
    dialog.showModal();
  } else if (dialog.open) {
    dialog.close();
  }
}

function inWords(seconds) {
  if (seconds > 75) return "2 minutes";
  return seconds > 30 ? "a minute" : "half a minute";
}

async function stay() {
  const response = await fetch(document.body.dataset.stay, {
    method: "POST",
    headers: {...tokenHeader(), "X-Requested-With": "fetch"},
  }).catch(() => null);
  if (response?.ok) wasHeard();
  else if (response) signedOut();
}

/** Whether the page is covered: what it sends now would carry the token of the session that has ended. */
export function isSignedOut() {
  return isOut;
}

/** Cover the page and ask for a new sign-in. */
export function signedOut() {
  isOut = true;
  document.body.dataset.locked = "";
  const dialog = document.getElementById("sign-in-dialog");
  if (dialog && !dialog.open) dialog.showModal();
}

/** After the new sign-in the forms of this page need its token; then what was typed is sent again. */
async function comeBack() {
  const token = await freshToken();
  const place = document.querySelector("[data-sign-in-says]");
  if (!token) {
    place.textContent = "Not signed in yet: sign in in the other window first.";
    return;
  }
  place.textContent = "";
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => {
    field.value = token;
  });
  document.body.setAttribute("hx-headers", JSON.stringify({"X-CSRFToken": token}));
  delete document.body.dataset.locked;
  isOut = false;
  wasHeard();
  document.getElementById("sign-in-dialog").close();
  document.dispatchEvent(new Event("draft:now"));
  say("Signed in again.");
}

async function freshToken() {
  const response = await fetch(document.body.dataset.token, {redirect: "manual"}).catch(() => null);
  if (!response?.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector("[name=csrfmiddlewaretoken]")?.value;
}

function tokenHeader() {
  return JSON.parse(document.body.getAttribute("hx-headers"));
}
