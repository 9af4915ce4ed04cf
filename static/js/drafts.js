/* Drafts kept on the server as one types (never in the browser's storage: the text is confidential). Server markup:
   `<form data-draft="URL" data-draft-version="0">` with a `[data-draft-says]` inside. The server answers JSON
   {version, saved_at}; 409 means another window saved first, 401 that the session has ended. */

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
    this.wait = FIRST_RETRY_MILLISECONDS;
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("focusout", () => this.dirtySince && this.save());
    form.addEventListener("submit", () => this.forget());
    document.addEventListener("visibilitychange", () => document.hidden && this.dirtySince && this.save());
    document.getElementById("sign-in-dialog")?.addEventListener("close", () => this.dirtySince && this.save());
    window.addEventListener("beforeunload", (event) => this.dirtySince && event.preventDefault());
  }

  typed() {
    this.dirtySince ??= Date.now();
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

  async save() {
    if (this.isSending || !this.dirtySince) return;
    this.isSending = true;
    const began = Date.now();
    this.say("Saving…");
    try {
      await this.heard(await this.send(), began);
    } catch {
      this.retry("Not saved: no connection. The text is safe on this page; trying again.");
    } finally {
      this.isSending = false;
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
    });
  }

  async heard(response, began) {
    if (response.ok) {
      const {version, saved_at: savedAt} = await response.json();
      this.version = version;
      this.wait = FIRST_RETRY_MILLISECONDS;
      if (this.dirtySince <= began) this.dirtySince = null;
      else this.typed();
      this.say(`Saved ${savedAt}`);
    } else if (response.status === 401 || response.type === "opaqueredirect") {
      this.say("Not saved: you were signed out. The text is safe on this page.");
      const dialog = document.getElementById("sign-in-dialog");
      if (dialog && !dialog.open) dialog.showModal();
    } else if (response.status >= 500) {
      this.retry("Not saved: the server does not answer. The text is safe on this page; trying again.");
    } else {
      this.say(`Not saved: ${await sentenceOf(response)}`);
    }
  }

  retry(sentence) {
    this.say(sentence);
    this.later(this.wait);
    this.wait = Math.min(this.wait * 2, LAST_RETRY_MILLISECONDS);
  }

  say(sentence) {
    const place = this.form.querySelector("[data-draft-says]");
    if (place) place.textContent = sentence;
  }
}

async function sentenceOf(response) {
  const isJson = response.headers.get("Content-Type")?.includes("json");
  return isJson ? (await response.json()).detail : "copy the text and reload the page.";
}
