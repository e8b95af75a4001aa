"use strict";
// Sums beside the fields that must add up, while they are typed. What is no number is said, not counted as nothing.
(function () {
  function read(text) {
    const compact = text.replace(/\s/g, "");
    return /^\d+([.,]\d+)?$/.test(compact) ? Number(compact.replace(",", ".")) : compact === "" ? 0 : NaN;
  }

  function add(output) {
    const goal = Number(output.dataset.goal);
    let total = 0;
    for (const field of document.querySelectorAll("[data-sum]")) {
      if (field.dataset.sum === output.dataset.total) total += read(field.value);
    }
    const met = Math.abs(total - goal) < 1e-6;
    output.textContent = Number.isNaN(total) ? "có ô không phải số" : String(Math.round(total * 1e4) / 1e4).replace(".", ",");
    output.className = `tn-chip tn-${met ? "met" : "unmet"}`;
  }

  function all() {
    document.querySelectorAll("[data-total]").forEach(add);
  }

  document.addEventListener("input", (event) => event.target.closest("[data-sum]") && all());
  all();
})();
