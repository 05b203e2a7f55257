/* Everything works without this file; it only makes some things smoother. */
"use strict";
document.querySelector("[data-focus]")?.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* The phone menu closes with Escape, and when focus or a click goes elsewhere, so that it never hides what has focus. */
const menu = document.querySelector("details.menu");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
for (const moved of ["focusin", "click"]) {
  document.addEventListener(moved, (event) => {
    if (menu?.open && !menu.contains(event.target)) menu.open = false;
  });
}

/* Browsers without ::details-content cannot keep the facets open on a wide screen by CSS alone. */
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) {
  for (const filter of document.querySelectorAll("details.filter")) filter.open = true;
}
