// Tables sort by a click on a head and are filtered by words. Without scripts they are tables.
(() => {
  const number = /^[^\w]*?([−-]?\d+(?:[.,]\d+)?)/;
  const text = (cell) => cell.textContent.trim();

  const key = (cell) => {
    if (cell.dataset.sort) return cell.dataset.sort;
    const told = text(cell);
    if (!told || told === "—") return null;
    const found = number.exec(told);
    return found ? parseFloat(found[1].replace("−", "-").replace(",", ".")) : told.toLowerCase();
  };

  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number"
      ? a - b
      : String(a).localeCompare(String(b), document.documentElement.lang);

  const sortable = (table, label) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (!text(head)) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.title = label;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const rows = [...body.rows].map((row) => [key(row.cells[column]), row]);
        // What has no figure stays at the end, whichever way round.
        rows.sort(([a], [b]) =>
          a === null || b === null ? (a === null) - (b === null) : compare(a, b) * (down ? -1 : 1)
        );
        body.append(...rows.map(([, row]) => row));
      });
    });
  };

  const filterable = (area, table, label, found) => {
    const bar = document.createElement("div");
    const input = document.createElement("input");
    const told = document.createElement("span");
    bar.className = "filter";
    input.type = "search";
    input.placeholder = label;
    input.setAttribute("aria-label", label);
    told.setAttribute("role", "status");
    const rows = [...table.tBodies[0].rows].map((row) => [text(row).toLowerCase(), row]);
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [told, row] of rows) {
        row.hidden = !words.every((word) => told.includes(word));
        shown += !row.hidden;
      }
      told.textContent = words.length ? `${found} ${shown}` : "";
    });
    bar.append(input, told);
    area.before(bar);
  };

  // The theme's dialog has no name of its own: it takes that of its field.
  const search = document.querySelector(".md-search[role=dialog]");
  const field = search && search.querySelector("input");
  if (field) search.setAttribute("aria-label", field.getAttribute("aria-label") || field.placeholder);

  for (const area of document.querySelectorAll(".table[data-sort]")) {
    const table = area.querySelector("table");
    sortable(table, area.dataset.sort);
    if (area.dataset.filter) filterable(area, table, area.dataset.filter, area.dataset.found);
  }
})();
