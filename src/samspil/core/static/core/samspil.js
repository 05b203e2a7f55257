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

/* Work under way: how far it is, is asked for now and then, and the page is shown anew when it has ended. A link does the same without this file. */
const watch = () => {
  const box = document.querySelector("[data-watch]");
  if (!box) return;
  setTimeout(async () => {
    const text = await fetch(location.href).then((given) => given.ok ? given.text() : "", () => "");
    const now = text && new DOMParser().parseFromString(text, "text/html").getElementById(box.id);
    if (now) box.replaceWith(now);
    else if (text) return location.reload();
    watch();
  }, 3000);
};
watch();

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

/* Suggestions while one types in the search page's field: the combobox pattern of ARIA. Arrows choose, Enter goes there, Escape closes. */
for (const box of document.querySelectorAll("[data-suggest]")) {
  const field = box.querySelector("input"), list = document.createElement("ul");
  Object.assign(list, { id: "suggestions", className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.suggestions);
  box.append(list);
  field.autocomplete = "off";
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    field.setAttribute(name, value);
  }
  let waiting = 0, asked = "", at = -1;
  const show = (shown) => {
    list.hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
    if (!shown) choose(-1);
  };
  const choose = (number) => {
    at = number;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const fill = (items) => {
    list.replaceChildren(...items.map((item, index) => {
      const row = document.createElement("li");
      Object.assign(row, { id: `suggestion-${index}`, textContent: item.text, className: item.words ? "suggestion--words" : "" });
      row.setAttribute("role", "option");
      row.dataset.url = item.url;
      return row;
    }));
    show(items.length > 0);
    choose(-1);
  };
  const ask = async () => {
    const words = asked = field.value.trim();
    if (words.length < 2) return show(false);
    const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(words)}`).then((given) => given.ok ? given.json() : { items: [] }, () => ({ items: [] }));
    if (asked === words && document.activeElement === field) fill(answer.items);
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    const number = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && number) {
      event.preventDefault();
      if (list.hidden) show(true);
      choose(event.key === "ArrowDown" ? (at + 1) % number : (at <= 0 ? number : at) - 1);
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(list.children[at].dataset.url);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    if (row) location.assign(row.dataset.url);
  });
  field.addEventListener("blur", () => {
    asked = "";
    show(false);
  });
}
