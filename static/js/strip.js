/* The picture along time is wider than a phone: it is shown where today is, with the weeks before. */

const BEFORE_TODAY = 0.75;

export function watchStrip() {
  for (const place of document.querySelectorAll(".claim-scroll")) {
    const today = place.querySelector(".tnow");
    if (today) place.scrollLeft = Number(today.getAttribute("x")) - place.clientWidth * BEFORE_TODAY;
  }
}
