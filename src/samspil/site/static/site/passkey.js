/* Passkeys need a script. What needs it is hidden until it runs; when the browser or the person says no, the page says so in words. */
"use strict";
for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const text = document.querySelector("[data-passkey-error]");
  if (!text) return;
  text.hidden = false;
  text.focus();
});
