// Figures while writing: # opens a list of the network's figures, a click on one puts it in.
"use strict";
(() => {
  const tokens = [...document.querySelectorAll("[data-token]")].map((code) => ({
    token: code.dataset.token,
    words: `${code.closest("tr").querySelector("th").textContent.trim()}, ${code.parentElement.textContent.replace(code.dataset.token, "").replace(/\s+/g, " ").trim()}`,
  }));
  let last = document.querySelector("textarea[data-figures]");
  const put = (area, from, to, token) => {
    area.setRangeText(token, from, to, "end");
    area.focus();
  };
  document.querySelectorAll("[data-token]").forEach((code) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = code.textContent;
    button.setAttribute("aria-label", tokens.find((one) => one.token === code.dataset.token).words);
    button.addEventListener("click", () => { if (last) put(last, last.selectionStart, last.selectionEnd, code.dataset.token); });
    code.replaceChildren();
    code.replaceWith(button);
  });
  const name = document.querySelector("[data-pick]")?.dataset.pick || "";
  document.querySelectorAll("textarea[data-figures]").forEach((area, n) => {
    const box = document.createElement("ul");
    box.className = "figure-list";
    box.id = `figure-list-${n}`;
    box.hidden = true;
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", name);
    area.parentElement.classList.add("picking");
    area.after(box);
    let at = 0, from = -1, found = [];
    const close = () => { box.hidden = true; area.removeAttribute("aria-activedescendant"); };
    const mark = () => [...box.children].forEach((row, i) => {
      row.setAttribute("aria-selected", String(i === at));
      if (i === at) { area.setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
    });
    const take = (one) => { put(area, from, area.selectionStart, one.token); close(); };
    const look = () => {
      const before = area.value.slice(0, area.selectionStart);
      const typed = /#([^\s#:]{0,30})$/.exec(before);
      if (!typed) { close(); return; }
      from = before.length - typed[0].length;
      const words = typed[1].toLowerCase();
      found = tokens.filter((one) => one.words.toLowerCase().includes(words) || one.token.startsWith(`#${words}`)).slice(0, 30);
      if (!found.length) { close(); return; }
      box.replaceChildren(...found.map((one, i) => {
        const row = document.createElement("li");
        row.id = `${box.id}-${i}`;
        row.setAttribute("role", "option");
        row.textContent = one.words;
        row.addEventListener("pointerdown", (event) => { event.preventDefault(); take(one); });
        return row;
      }));
      at = 0;
      box.hidden = false;
      area.setAttribute("aria-controls", box.id);
      mark();
    };
    area.addEventListener("focus", () => { last = area; });
    area.addEventListener("input", look);
    area.addEventListener("blur", close);
    area.addEventListener("keydown", (event) => {
      if (box.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
        mark();
      } else if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); take(found[at]); }
      else if (event.key === "Escape") { event.preventDefault(); close(); }
    });
  });
})();
