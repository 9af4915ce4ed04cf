/* Warns two minutes before an idle session ends. Only what the person does counts; the warning's button keeps it. */

const WARN_SECONDS = 120;
let seen = Date.now();

export function watchSession() {
  const minutes = Number(document.body.dataset.idleMinutes || 0);
  if (!minutes) return;
  const dialog = document.getElementById("idle-dialog");
  dialog.querySelector("[data-stay-button]").addEventListener("click", stay);
  document.addEventListener("htmx:afterRequest", () => {
    seen = Date.now();
  });
  setInterval(() => {
    const left = minutes * 60 - (Date.now() - seen) / 1000;
    if (left < WARN_SECONDS && left > 0 && !dialog.open) dialog.showModal();
    if (left <= 0 && dialog.open) dialog.close();
  }, 5000);
}

async function stay() {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const response = await fetch(document.body.dataset.stay, {
    method: "POST",
    headers: {"X-CSRFToken": token, "X-Requested-With": "fetch"},
  });
  if (response.ok) seen = Date.now();
}
