// @ts-check
/**
 * Finding by choice: what pages can be narrowed by, with the number of pages that each choice would leave.
 */
(() => {
  "use strict";

  /** Values of a facet that stand open; the others are folded below them. */
  const OPEN = 6;
  /** Facets whose values have an order of their own. */
  const ORDERED = ["status", "year"];

  /** @param {Caveat.Facet} facet @returns {(page: number) => string[]} the values of a page */
  function valuesOf(facet) {
    return (page) => facet.sets[facet.pages[page]].map((number) => facet.values[number]);
  }

  /** @type {Caveat.Facets["narrowed"]} */
  function narrowed(columns, chosen, pages, but = "") {
    let left = pages;
    chosen.forEach((wanted, name) => {
      if (name === but) return;
      const values = valuesOf(columns[name]);
      left = left.filter(({ page }) => values(page).some((value) => wanted.includes(value)));
    });
    return left;
  }

  /** @param {Caveat.Facet} facet @param {Caveat.Ranked[]} pages @returns {Map<string, number>} value to number of pages */
  function countsOf(facet, pages) {
    const values = valuesOf(facet);
    const counts = new Map();
    for (const { page } of pages) for (const value of values(page)) counts.set(value, (counts.get(value) || 0) + 1);
    return counts;
  }

  /** @type {Caveat.Facets["offers"]} */
  function offers(columns, chosen, poolOf) {
    const found = [];
    for (const [name, facet] of Object.entries(columns)) {
      const pool = poolOf(name);
      const counts = countsOf(facet, pool);
      const wanted = chosen.get(name) || [];
      const values = facet.values
        .map((value, number) => ({ value, label: facet.labels[number], number: counts.get(value) || 0, chosen: wanted.includes(value) }))
        .filter((each) => each.number > 0 || each.chosen);
      if (name === "year") values.reverse();
      else if (!ORDERED.includes(name)) values.sort((a, b) => b.number - a.number || (a.label < b.label ? -1 : 1));
      // A value that every page has leaves nothing out.
      if (values.some((each) => each.chosen || each.number < pool.length)) found.push({ name, title: facet.name, values });
    }
    return found;
  }

  /** @type {Caveat.Facets["having"]} */
  function having(columns, facet, value) {
    const values = valuesOf(columns[facet]);
    return columns[facet].pages.filter((_, page) => values(page).includes(value)).length;
  }

  /** @type {Caveat.Facets["labelOf"]} */
  function labelOf(columns, facet, value) {
    const number = columns[facet].values.indexOf(value);
    return number < 0 ? value : columns[facet].labels[number];
  }

  /** @param {string} name @param {Caveat.Offer["values"][number]} value */
  function choice(name, { value, label, number, chosen }) {
    const { element } = window.caveatResults;
    const input = document.createElement("input");
    input.type = "checkbox";
    input.name = name;
    input.value = value;
    input.checked = chosen;
    const count = element("span", "", String(number), element("span", "vh", number === 1 ? " page" : " pages"));
    return element("label", "", input, element("span", "", label), count);
  }

  /** @param {Caveat.Offer} offer @param {boolean} unfolded */
  function field({ name, title, values }, unfolded) {
    const { element } = window.caveatResults;
    const choices = values.map((value) => choice(name, value));
    const made = element("fieldset", "", element("legend", "", title), ...choices.slice(0, OPEN));
    const rest = choices.slice(OPEN);
    if (rest.length) {
      const fold = element("details", "facets__rest", element("summary", "", `${rest.length} more`, element("span", "vh", `: ${title}`)), ...rest);
      fold.dataset.facet = name;
      fold.toggleAttribute("open", unfolded || values.slice(OPEN).some((value) => value.chosen));
      made.append(fold);
    }
    return made;
  }

  /** @param {HTMLElement} form @returns {() => void} gives the focus to what has the place of what has it now */
  function keptFocus(form) {
    const at = document.activeElement;
    if (!at || !form.contains(at)) return () => {};
    const selector = at instanceof HTMLInputElement ? "input" : "summary";
    /** @param {Element} each */
    const nameOf = (each) => (each instanceof HTMLInputElement ? `${each.name}=${each.value}` : each.closest("details")?.dataset.facet);
    const name = nameOf(at);
    return () => {
      const again = [...form.querySelectorAll(selector)].find((each) => nameOf(each) === name);
      if (again instanceof HTMLElement) again.focus();
    };
  }

  /** @type {Caveat.Facets["show"]} */
  function show(form, found) {
    const focus = keptFocus(form);
    const open = new Set([...form.querySelectorAll("details[open]")].map((each) => /** @type {HTMLElement} */ (each).dataset.facet));
    form.replaceChildren(...found.map((offer) => field(offer, open.has(offer.name))));
    focus();
  }

  window.caveatFacets = { narrowed, offers, show, having, labelOf };
})();
