/* The editors' admin: narrow a long list while typing. Chosen rows always stay in sight. */
"use strict";
document.addEventListener("input", (event) => {
  const find = event.target;
  if (!find.matches("[data-pick-find]")) return;
  const words = find.value.toLocaleLowerCase("da").trim();
  for (const row of find.closest("[data-pick-list]").querySelectorAll(".pick-row")) {
    const chosen = row.querySelector("input").checked;
    row.hidden = Boolean(words) && !chosen && !row.textContent.toLocaleLowerCase("da").includes(words);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-pick-find]")) event.preventDefault();
});

/* How many signs a short text has. */
function count(field) {
  let line = field.parentElement.querySelector(".counted");
  if (!line) {
    line = document.createElement("p");
    line.className = "counted";
    field.after(line);
  }
  line.textContent = field.value.length + " tegn";
}
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-counted]").forEach(count));
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-counted]")) count(event.target);
});
