/* Everything works without this file; it only makes some things smoother. */
"use strict";
document.querySelector("[data-focus]")?.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* Sharing: what the device offers itself, and the page's address for pasting. A status says aloud that it was copied. */
const address = location.href.split("#")[0];
for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => navigator.share({ title: document.title, url: address }).catch(() => {}));
}
for (const button of document.querySelectorAll("[data-copy]")) {
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    status.textContent = "";
    const copied = await navigator.clipboard.writeText(address).then(() => true, () => false);
    status.textContent = copied ? status.dataset.copied : status.dataset.notCopied;
  });
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

/* A long list of choices is narrowed while one types. What is chosen stays in sight. */
for (const box of document.querySelectorAll("[data-narrow]")) {
  const field = box.querySelector("input"), status = box.querySelector("[role=status]");
  const rows = [...box.parentElement.querySelectorAll("label:has(input[type=checkbox])")];
  box.hidden = false;
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  field.addEventListener("input", () => {
    const words = field.value.trim().toLocaleLowerCase("da");
    const fitting = rows.filter((row) => row.querySelector("span").textContent.toLocaleLowerCase("da").includes(words));
    for (const row of rows) row.hidden = !row.querySelector("input").checked && !fitting.includes(row);
    status.textContent = fitting.length ? "" : status.dataset.none;
  });
}

/* Slides: the keys a projector's remote sends go from one to the next. The links do the same without this file. */
const slides = [...document.querySelectorAll(".slides > section")];
const forward = new Set(["ArrowRight", "ArrowDown", "PageDown", " "]);
const backward = new Set(["ArrowLeft", "ArrowUp", "PageUp"]);
document.addEventListener("keydown", (event) => {
  if (!slides.length || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") slides[0].querySelector("[data-end]").click();
  if (event.key === " " && event.target.closest("a, button")) return;
  const step = Number(forward.has(event.key)) - Number(backward.has(event.key));
  if (!step) return;
  event.preventDefault();
  const here = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > innerHeight / 2);
  slides[Math.min(slides.length - 1, Math.max(0, here + step))].scrollIntoView();
});
