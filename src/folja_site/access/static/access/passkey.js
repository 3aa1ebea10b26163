// A passkey that could not be used is told in words on the page, never in the console only.
"use strict";
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const trouble = document.getElementById("passkey-trouble");
  if (!trouble) return;
  trouble.hidden = true;
  requestAnimationFrame(() => { trouble.hidden = false; });
});
