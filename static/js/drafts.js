/* Drafts kept on the server as one types (never in the browser's storage: the text is confidential). Markup:
   `<form data-draft="URL" data-draft-version="0">` in a section with a place `[data-draft-says]`. The server
   answers JSON {version, saved_at}; 409 means another window saved first, 401 that the session has ended. */

import {isSignedOut, signedOut} from "./session.js";

const QUIET_MILLISECONDS = 1500;
const LONGEST_MILLISECONDS = 10000;
const FIRST_RETRY_MILLISECONDS = 2000;
const LAST_RETRY_MILLISECONDS = 30000;

export function watchDrafts() {
  document.querySelectorAll("form[data-draft]").forEach((form) => new Draft(form));
}

class Draft {
  constructor(form) {
    this.form = form;
    this.version = Number(form.dataset.draftVersion || 0);
    this.dirtySince = null;
    this.timer = null;
    this.isSending = false;
    this.isStopped = false;
    this.wait = FIRST_RETRY_MILLISECONDS;
    const now = () => this.dirtySince && this.save();
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("focusout", now);
    form.addEventListener("submit", () => this.forget());
    document.addEventListener("visibilitychange", () => document.hidden && now());
    document.addEventListener("draft:now", now);
    window.addEventListener("online", now);
    window.addEventListener("beforeunload", (event) => this.dirtySince && event.preventDefault());
  }

  typed() {
    this.dirtySince ??= Date.now();
    if (this.isStopped) return;
    const left = LONGEST_MILLISECONDS - (Date.now() - this.dirtySince);
    this.later(Math.max(0, Math.min(QUIET_MILLISECONDS, left)));
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  forget() {
    clearTimeout(this.timer);
    this.dirtySince = null;
  }

  /** Send the form as it is; what is typed meanwhile waits for the next time. */
  async save() {
    if (this.isSending || this.isStopped || isSignedOut() || !this.dirtySince) return;
    clearTimeout(this.timer);
    this.isSending = true;
    const since = this.dirtySince;
    this.dirtySince = null;
    this.say("Saving…", "saving");
    let isSaved = false;
    try {
      isSaved = await this.heard(await this.send());
    } catch {
      this.retry("Not saved: no connection. The text is safe on this page; trying again.");
    } finally {
      this.isSending = false;
      if (!isSaved) this.dirtySince = since;
      else if (this.dirtySince) this.typed();
    }
  }

  send() {
    const body = new FormData(this.form);
    body.set("version", String(this.version));
    return fetch(this.form.dataset.draft, {
      method: "POST",
      body,
      headers: {"X-Requested-With": "fetch", Accept: "application/json"},
      redirect: "manual",
      keepalive: true,
    });
  }

  /** Return whether the server has it, and say what it answered. */
  async heard(response) {
    if (response.ok) {
      const {version, saved_at: savedAt} = await response.json();
      this.keep(version);
      this.say(`Saved ${savedAt}`, "saved");
      document.dispatchEvent(new Event("draft:saved"));
      return true;
    }
    if (response.status === 401 || response.type === "opaqueredirect") {
      this.say("Not saved: you were signed out. The text is safe on this page.", "not-saved");
      signedOut();
    } else if (response.headers.has("Retry-After")) {
      this.retry("Not saved yet: somebody is writing to this claim. The text is safe here; trying again.");
    } else if (response.status >= 500) {
      this.retry("Not saved: the server does not answer. The text is safe on this page; trying again.");
    } else {
      this.isStopped = response.status === 409;
      this.say(`Not saved: ${await sentenceOf(response)}`, "not-saved");
    }
    return false;
  }

  keep(version) {
    this.version = version;
    this.wait = FIRST_RETRY_MILLISECONDS;
    const field = this.form.elements.namedItem("version");
    if (field) field.value = String(version);
  }

  retry(sentence) {
    this.say(sentence, "not-saved");
    this.later(this.wait);
    this.wait = Math.min(this.wait * 2, LAST_RETRY_MILLISECONDS);
  }

  say(sentence, state) {
    const place = this.form.closest("section, body").querySelector("[data-draft-says]");
    if (!place) return;
    place.textContent = sentence;
    place.dataset.state = state;
  }
}

async function sentenceOf(response) {
  const isJson = response.headers.get("Content-Type")?.includes("json");
  return isJson ? (await response.json()).detail : "copy the text and reload the page.";
}
