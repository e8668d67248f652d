"use strict";
(() => {
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const rows = Array.from(document.querySelectorAll("#inventory tbody tr"), row => ({ row, text: row.textContent.toLowerCase() }));
  const apply = () => {
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const guard = form.elements.guard.value;
    const population = form.elements.population.value;
    let count = 0;
    for (const { row, text } of rows) {
      const match = (!guard || row.dataset.guard === guard)
        && (!population || row.dataset.population === population)
        && words.every(word => text.includes(word));
      row.hidden = !match;
      count += match ? 1 : 0;
    }
    shown.textContent = `${count} of ${rows.length} sites`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", event => event.preventDefault());
  apply();
})();
