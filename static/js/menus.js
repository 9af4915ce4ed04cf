/* The menus of the top line open by themselves; here they close as people expect: by a press elsewhere
   and by Escape, which gives the focus back to the menu's own word. */

export function watchMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const [menu] = open();
    if (event.key !== "Escape" || !menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

function open() {
  return document.querySelectorAll(".bar .drop[open]");
}
