/* Regions that fold (`data-fold`): what this person opened or closed stays so on her machine, for
   every claim. On a phone all are closed at first, but for those with `data-on-a-phone="open"`, and what
   she opens there is kept apart. Only the names of regions are kept. Print shows them all. */

const KEPT = "folds";
const PHONE = window.matchMedia("(max-width: 48rem)");

export function watchFolds() {
  watchLines();
  const folds = [...document.querySelectorAll("details[data-fold]")];
  if (!folds.length) return;
  const kept = read();
  for (const fold of folds) {
    const name = PHONE.matches ? `phone ${fold.dataset.fold}` : fold.dataset.fold;
    if (!fold.querySelector(".is-invalid")) fold.open = kept[name] ?? isOpenAtFirst(fold);
    fold.querySelector("summary").addEventListener("click", () => keep(name, !fold.open));
  }
  openTarget();
  window.addEventListener("hashchange", openTarget);
  watchPrint();
}

function isOpenAtFirst(fold) {
  return PHONE.matches ? fold.dataset.onAPhone === "open" : fold.open;
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
  if (place) unfold(place.querySelector(":scope > details[data-fold]") || place);
}

/** Open every region that holds a place of the page. */
export function unfold(place) {
  let fold = place.closest("details[data-fold]");
  while (fold) {
    fold.open = true;
    fold = fold.parentElement.closest("details[data-fold]");
  }
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

/* A folded line of a plan reads as its fields stand now, after a reload or Back too, when the browser has put
   back what was typed: it is seen to be there. */
const WORDS = {
  kind: (field) => field.selectedOptions[0].textContent,
  text: (field) => field.value || "New line",
  owner: (field) => (field.value ? field.selectedOptions[0].textContent : "Nobody yet"),
  target_on: (field) => (field.value ? `; by ${dayOf(field.value)}` : ""),
};

function watchLines() {
  const rows = document.querySelector(".plan-rows");
  if (!rows) return;
  rows.addEventListener("change", ({target}) => tell(target));
  window.addEventListener("pageshow", () => {
    rows.querySelectorAll("input:not([type=hidden]), select, textarea").forEach(tell);
  });
}

function tell(field) {
  const name = field.name.split("-").pop();
  if (name in WORDS) placeOf(field, name).textContent = WORDS[name](field);
}

function placeOf(field, name) {
  return field.closest(".plan-row").querySelector(`[data-told="${name}"]`);
}

function dayOf(iso) {
  const [, month, day, year] = new Date(`${iso}T12:00`).toDateString().split(" ");
  return `${Number(day)} ${month} ${year}`;
}
