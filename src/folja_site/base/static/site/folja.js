// What the pages need beyond htmx: filters that apply at once, and save states in words.
"use strict";
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form && window.matchMedia("(min-width: 760px)").matches) form.requestSubmit();
});
