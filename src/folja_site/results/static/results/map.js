// The map of needs and hubs by keyboard: arrows move from cell to cell, Home and End to the ends of
// a row. One cell at a time is in the tab order; without this script the table is read as any table.
"use strict";
(() => {
  const rowsOf = (table) =>
    [...table.rows].map((row) => [...row.cells]).filter((cells) => cells.length > 1);

  const step = (rows, at, key) => {
    const [y, x] = at;
    const last = rows[y].length - 1;
    switch (key) {
      case "ArrowRight": return [y, Math.min(x + 1, last)];
      case "ArrowLeft": return [y, Math.max(x - 1, 0)];
      case "ArrowDown": return [Math.min(y + 1, rows.length - 1), x];
      case "ArrowUp": return [Math.max(y - 1, 0), x];
      case "Home": return [y, 0];
      case "End": return [y, last];
      default: return null;
    }
  };

  const focusOf = (cell) => cell.querySelector("a") ?? cell;

  for (const table of document.querySelectorAll("table[data-grid]")) {
    const rows = rowsOf(table);
    let at = [0, 0];
    for (const cells of rows) for (const cell of cells) focusOf(cell).tabIndex = -1;
    if (rows.length) focusOf(rows[0][0]).tabIndex = 0;
    table.addEventListener("focusin", (event) => {
      const cell = event.target.closest("td, th");
      const y = rows.findIndex((cells) => cells.includes(cell));
      if (y < 0) return;
      focusOf(rows[at[0]][at[1]]).tabIndex = -1;
      at = [y, rows[y].indexOf(cell)];
      focusOf(cell).tabIndex = 0;
    });
    table.addEventListener("keydown", (event) => {
      const next = step(rows, at, event.key);
      if (!next || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const cell = rows[next[0]][next[1]];
      focusOf(cell).focus();
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    const hint = document.createElement("p");
    hint.className = "small muted";
    hint.textContent = table.dataset.hint;
    table.closest(".scroll").before(hint);
  }
})();
