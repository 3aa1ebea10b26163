// J, K and Enter in the review; they are listed under ? and can be turned off on this device.
"use strict";
(() => {
  const KEY = "folja-review-keys";
  const tick = document.getElementById("keys-on");
  const isOn = () => {
    try { return window.localStorage.getItem(KEY) !== "off"; } catch { return true; }
  };
  if (tick) {
    tick.checked = isOn();
    tick.addEventListener("change", () => {
      try { window.localStorage.setItem(KEY, tick.checked ? "on" : "off"); } catch { /* no store */ }
    });
  }
  document.querySelectorAll("[data-with-script]").forEach((one) => { one.hidden = false; });
  const rows = () => [...document.querySelectorAll(".review-list .rows a")];
  const step = (by) => {
    const link = document.querySelector(by > 0 ? "a[rel=next]" : "a[rel=prev]");
    if (link) { link.click(); return; }
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const to = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    if (to) to.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = document.activeElement;
    if (at && at.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j" || event.key === "J") { event.preventDefault(); step(1); }
    else if (event.key === "k" || event.key === "K") { event.preventDefault(); step(-1); }
    else if (event.key === "?") {
      const help = document.getElementById("keys");
      if (help && help.offsetParent !== null) { help.open = !help.open; help.querySelector("summary").focus(); }
    } else if (event.key === "Enter" && (!at || at === document.body || at.id === "main")) {
      const why = document.getElementById("why");
      if (why) { event.preventDefault(); why.focus(); }
      else if (rows()[0]) rows()[0].click();
    }
  });
  const current = document.querySelector(".review-beside a[aria-current]");
  if (current) {
    const box = document.querySelector(".review-beside");
    box.scrollTop = Math.max(0, current.offsetTop - box.clientHeight / 3);
  }
})();
