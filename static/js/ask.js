/* The one dialog that forms of the list are shown in: `<dialog id="ask" data-ask>` opens when htmx has put
   something into it, and closes when the server has answered (`HX-Trigger: answered`) or refused. */

export function watchAsk() {
  const dialog = document.querySelector("dialog[data-ask]");
  if (!dialog) return;
  dialog.setAttribute("aria-labelledby", "ask-title");
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === dialog) show(dialog);
  });
  document.addEventListener("answered", () => dialog.close());
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "notices") dialog.close();
  });
}

/** Open it where typing begins: at what is wrong, else at the first field. */
function show(dialog) {
  if (!dialog.open) dialog.showModal();
  const fields = "select, textarea, input:not([type=hidden])";
  const first = dialog.querySelector(".is-invalid, [autofocus]") || dialog.querySelector(`${fields}, button`);
  first?.focus();
}
