// What the console cannot do without script: the search by key, the drawer, ticking rows, typed names, and forms that tell they are
// busy. Everything else works without it.
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  document.addEventListener("keydown", (event) => {
    const search = document.getElementById("search");
    if (search && (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === "Escape") {
      document.documentElement.classList.remove("drawer");
      const found = document.getElementById("found");
      if (found) found.replaceChildren();
    }
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-drawer],[data-copy],[data-close],[data-back]");
    if (!target) return;
    if ("drawer" in target.dataset) document.documentElement.classList.toggle("drawer");
    if ("copy" in target.dataset && navigator.clipboard) {
      navigator.clipboard.writeText(target.dataset.copy);
      const said = target.textContent;
      target.textContent = target.dataset.copied || said;
      setTimeout(() => { target.textContent = said; }, 1500);
    }
    if ("close" in target.dataset) target.closest("dialog")?.close();
    if ("back" in target.dataset) history.back();
  });

  // Rows that are ticked bring up the bar over their table.
  const ticked = () => {
    for (const form of all("form[data-batch]")) {
      const boxes = all("input[name=id]", form);
      const count = boxes.filter((box) => box.checked).length;
      form.classList.toggle("ticked", count > 0);
      for (const place of all("[data-count]", form)) place.textContent = String(count);
      const whole = form.querySelector("input[data-all]");
      if (whole) {
        whole.checked = count > 0 && count === boxes.length;
        whole.indeterminate = count > 0 && count < boxes.length;
      }
    }
  };
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.matches?.("input[data-all]")) {
      for (const one of all("input[name=id]", box.form)) one.checked = box.checked;
    }
    if (box.matches?.("[data-submit]")) box.form.requestSubmit();
    ticked();
  });
  document.addEventListener("htmx:afterSettle", ticked);

  // A button that waits for a name to be typed exactly.
  document.addEventListener("input", (event) => {
    const field = event.target.closest?.("[data-typed]");
    if (!field) return;
    for (const button of all("button[data-needs-typed]", field.form)) button.disabled = field.value !== field.dataset.typed;
  });
  for (const field of all("[data-typed]")) field.dispatchEvent(new Event("input", { bubbles: true }));

  document.addEventListener("submit", (event) => {
    for (const button of all("button:not([type=button])", event.target)) {
      if (button === event.submitter) button.setAttribute("aria-busy", "true");
    }
  });
  ticked();
})();
