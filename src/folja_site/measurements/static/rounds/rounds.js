// Choosing networks or indicators together without asking the server: the buttons work as plain ones, too.
"use strict";
(() => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=pick]");
    if (!button) return;
    event.preventDefault();
    const wish = button.value;
    if (wish.startsWith("indicators:")) {
      for (const box of button.form.querySelectorAll("[type=checkbox][name=indicators]")) {
        box.checked = wish === "indicators:all";
      }
      button.form.querySelector("[name=indicators_are][value=chosen]").checked = true;
      return;
    }
    for (const box of button.form.querySelectorAll("[type=checkbox][name=units]:not(:disabled)")) {
      box.checked = wish === "all" || wish === `area:${box.dataset.area}`;
    }
  });
})();
