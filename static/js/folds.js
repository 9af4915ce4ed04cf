/* Regions that fold (`data-fold`): what this person opened or closed stays so on her machine, for
   every claim. Only the names of regions are kept. Print shows them all. */

const KEPT = "folds";

export function watchFolds() {
  const folds = [...document.querySelectorAll("details[data-fold]")];
  if (!folds.length) return;
  const kept = read();
  for (const fold of folds) {
    const name = fold.dataset.fold;
    if (name in kept && !fold.querySelector(".is-invalid")) fold.open = kept[name];
    fold.querySelector("summary").addEventListener("click", () => keep(name, !fold.open));
  }
  openTarget();
  window.addEventListener("hashchange", openTarget);
  watchPrint();
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) || {};
  } catch {
    return {};
  }
}

function keep(name, isOpen) {
  localStorage.setItem(KEPT, JSON.stringify({...read(), [name]: isOpen}));
}

/** A link to a region leads to its content. */
function openTarget() {
  const place = document.getElementById(window.location.hash.slice(1));
  const fold = place?.querySelector(":scope > details[data-fold]") || place?.closest("details[data-fold]");
  if (fold) fold.open = true;
}

function watchPrint() {
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("main details:not([open], .more-acts)")];
    for (const one of closed) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
}
