/* A line of a plan that is folded again reads as its fields stand now: what was typed is seen to be there. */

const WORDS = {
  kind: (field) => field.selectedOptions[0].textContent,
  text: (field) => field.value || "New line",
  owner: (field) => (field.value ? field.selectedOptions[0].textContent : "Nobody yet"),
  target_on: (field) => (field.value ? `; by ${dayOf(field.value)}` : ""),
};

export function watchLines() {
  document.querySelector(".plan-rows")?.addEventListener("change", ({target}) => {
    const name = target.name.split("-").pop();
    if (name in WORDS) placeOf(target, name).textContent = WORDS[name](target);
  });
}

function placeOf(field, name) {
  return field.closest(".plan-row").querySelector(`[data-told="${name}"]`);
}

function dayOf(iso) {
  const [, month, day, year] = new Date(`${iso}T12:00`).toDateString().split(" ");
  return `${Number(day)} ${month} ${year}`;
}
