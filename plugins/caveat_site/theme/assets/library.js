// @ts-check
/**
 * Filters and sorts the library's table, which the server wrote whole.
 *
 * A field named x filters by the words of each row's data-x; "words" searches the row's text; "sort" orders.
 * Nothing here knows which fields there are. The address keeps the filters, so a filtered library can be linked to.
 */
(() => {
  "use strict";

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-filters]"));
  const table = /** @type {HTMLTableElement | null} */ (document.querySelector("table.library"));
  const count = document.querySelector("[data-count]");
  if (!form || !table || !count) return;

  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const texts = new Map(rows.map((row) => [row, fold(row.textContent ?? "")]));
  const words = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("words"));
  const sort = /** @type {HTMLSelectElement | null} */ (form.elements.namedItem("sort"));
  const filters = Array.from(form.querySelectorAll("select")).filter((field) => field !== sort);
  const labels = new Map(filters.flatMap((field) => Array.from(field.options, (option) => [option, option.text])));
  const empty = document.createElement("div");
  empty.className = "library__none";
  empty.hidden = true;
  table.after(empty);

  /** @param {string} text @returns {string} without accents and capitals */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /** @param {HTMLElement} field @returns {string} */
  function labelOf(field) {
    return form?.querySelector(`label[for="${field.id}"]`)?.textContent ?? "";
  }

  /**
   * @param {HTMLTableRowElement} row
   * @param {HTMLSelectElement} [besides] a field to leave out
   */
  function matches(row, besides) {
    const text = texts.get(row) ?? "";
    const wanted = fold(words?.value ?? "").split(/\s+/).filter(Boolean);
    return (
      wanted.every((word) => text.includes(word)) &&
      filters.every((field) => field === besides || !field.value || has(row, field.name, field.value))
    );
  }

  /** @param {HTMLTableRowElement} row @param {string} name @param {string} value */
  function has(row, name, value) {
    return (row.dataset[name] ?? "").split(" ").includes(value);
  }

  /** Each option says how many rows it would leave; options that would leave none are left out. */
  function countOptions() {
    for (const field of filters) {
      const rest = rows.filter((row) => matches(row, field));
      for (const option of field.options) {
        const number = option.value ? rest.filter((row) => has(row, field.name, option.value)).length : rest.length;
        option.text = `${labels.get(option)} (${number})`;
        option.hidden = option.disabled = number === 0 && option.value !== "" && !option.selected;
      }
    }
  }

  function order() {
    if (!sort || !table) return "";
    const key = sort.value;
    const option = sort.selectedOptions[0];
    const descending = option?.dataset.order === "descending";
    /** @param {HTMLTableRowElement} row */
    const value = (row) => row.dataset[key] ?? "";
    const sorted = [...rows].sort((a, b) => {
      if (!value(a) || !value(b)) return Number(!value(a)) - Number(!value(b));
      return value(a).localeCompare(value(b), document.documentElement.lang, { numeric: true }) * (descending ? -1 : 1);
    });
    body.append(...sorted);
    for (const head of table.querySelectorAll("th[data-sort]")) {
      if (head.getAttribute("data-sort") === key) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    return (option?.text ?? "").toLowerCase();
  }

  /** What is in use, as buttons that remove it. */
  function explainNone() {
    const used = [...filters, ...(words ? [words] : [])].filter((field) => field.value);
    const text = document.createElement("p");
    text.textContent = used.length > 1 ? `No page has all ${used.length} filters. Remove:` : "No page has this filter. Remove:";
    const list = document.createElement("ul");
    list.className = "filters";
    for (const field of used) {
      const value = field instanceof HTMLSelectElement ? labels.get(field.selectedOptions[0]) : `“${field.value}”`;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${labelOf(field)}: ${value}`;
      button.addEventListener("click", () => {
        field.value = "";
        update();
        field.focus();
      });
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    }
    empty.replaceChildren(text, list);
  }

  function keepAddress() {
    const query = new URLSearchParams();
    for (const field of [words, ...filters, sort]) {
      if (field && field.value && !(field === sort && sort?.selectedIndex === 0)) query.set(field.name, field.value);
    }
    const search = query.toString();
    history.replaceState(null, "", search ? `?${search}${location.hash}` : location.pathname + location.hash);
  }

  function update() {
    let shown = 0;
    for (const row of rows) {
      row.hidden = !matches(row);
      if (!row.hidden) shown += 1;
    }
    const by = order();
    countOptions();
    empty.hidden = shown > 0;
    if (table) table.hidden = shown === 0;
    if (shown === 0) explainNone();
    if (count) count.textContent = `${shown} of ${rows.length} shown${by ? `, by ${by}` : ""}.`;
    keepAddress();
  }

  const asked = new URLSearchParams(location.search);
  for (const field of [words, ...filters, sort]) {
    const value = field && asked.get(field.name);
    if (!field || !value) continue;
    if (field instanceof HTMLInputElement || Array.from(field.options).some((option) => option.value === value)) field.value = value;
  }
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  update();
})();
