/* Everything works without this file; it only makes some things smoother. */
"use strict";
document.querySelector("[data-focus]")?.focus();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
document.addEventListener("htmx:afterSwap", (event) => {
  const status = event.detail.target.querySelector("[role=status]");
  if (status) status.textContent = status.textContent;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
