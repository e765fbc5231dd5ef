// @ts-check
/**
 * What the search page shows of what was found: results, their number, facets, what is chosen, and what is read out.
 */
(() => {
  "use strict";

  const engine = window.caveatSearch;
  const facets = window.caveatFacets;
  const { element, link, counted, item, hints, cards } = window.caveatResults;
  const { asked, addressOf, without, choices, asksForOld, narrowed } = window.caveatAsked;

  const section = /** @type {HTMLElement} */ (document.querySelector("[data-search]"));
  const root = section.dataset.root || "";
  /** Results that are shown at once, and added by the button below them. */
  const SHOWN = 10;

  /** @param {string} name @returns {HTMLElement} */
  function part(name) {
    return /** @type {HTMLElement} */ (document.querySelector(`[data-search-${name}]`));
  }
  const list = part("results");
  const count = part("count");
  const title = document.title;

  /** @param {Caveat.Ranked[]} pages newest first, those no longer in force after the others */
  function sortByDate(pages) {
    const { updated, gone } = engine.pages();
    pages.sort((a, b) => gone[a.page] - gone[b.page] || updated[b.page] - updated[a.page] || a.page - b.page);
  }

  /** @param {string} query @param {Caveat.Found} found @param {HTMLElement[]} others @param {() => boolean} current */
  async function show(query, found, others, current) {
    const withOld = asksForOld(query);
    const { force, gone, shown } = narrowed(found, withOld, asked.chosen);
    if (asked.sort.value === "new") sortByDate(shown);
    const results = await engine.results(shown.slice(0, SHOWN), found);
    const known = query ? await engine.definitions() : [];
    if (!current()) return;
    document.title = query ? `${query} – ${title}` : title;
    part("hint").replaceChildren(...hints(query, found, (better) => addressOf({ query: better })));
    part("cards").replaceChildren(...cards(query, found.slots, known, root, (law) => facets.having(engine.pages().facets, "law", law)));
    list.replaceChildren(...results.map((each) => item(each, found.slots, root)));
    showCount(query, found, force.length, gone.length, withOld);
    showFacets(found, withOld);
    showChips();
    showMore(shown, found, current);
    part("sorting").hidden = !query || shown.length < 2;
    part("none").hidden = shown.length > 0 || gone.length > 0;
    part("others").replaceChildren(...others);
    part("printed").textContent = [query && `Searched for: ${query}`, ...choices().map(nameOf), asked.old && "Also no longer in force"].filter(Boolean).join(" · ");
  }

  /** @param {string} query @param {Caveat.Found} found @param {number} force @param {number} gone @param {boolean} withOld */
  function showCount(query, found, force, gone, withOld) {
    const total = withOld ? force + gone : force;
    const matches = query ? ` matches ‘${query}’` : "";
    const results = element("b", "", query ? counted(total, "result", "results") : counted(total, "page", "pages"));
    if (total && withOld && force && gone) count.replaceChildren(results, `: ${force} in force, then ${gone} no longer in force`);
    else if (total) count.replaceChildren(results, query ? "" : ", newest first");
    else if (gone) count.replaceChildren(`No page in force${matches}.`);
    else if (asked.chosen.size && found.ranking.length + found.gone.length) count.replaceChildren(noneWithChoices(matches));
    else count.replaceChildren(`Nothing in this edition${matches}.`);
    if (gone && !withOld) count.append(total ? ". " : " ", link(addressOf({ withOld: true }), `Show ${counted(gone, "page", "pages")} no longer in force`));
    part("close").textContent = `Show ${counted(total, "result", "results")}`;
  }

  /** @param {string} matches @returns {string} */
  function noneWithChoices(matches) {
    const number = choices().length;
    return `No page${matches ? ` that${matches}` : ""} has ${number === 1 ? "this filter" : `all ${number} filters`}.`;
  }

  /** @param {Caveat.Found} found @param {boolean} withOld */
  function showFacets(found, withOld) {
    const offers = facets.offers(engine.pages().facets, asked.chosen, (name) => narrowed(found, withOld, asked.chosen, name).shown);
    facets.show(part("facets"), offers);
    const used = choices().length;
    part("used").textContent = used ? `(${used} in use)` : "";
    part("clear").hidden = used === 0;
    part("tools").hidden = offers.length === 0;
    section.classList.toggle("search--facets", offers.length > 0);
  }

  /** @param {[string, string]} choice @returns {string} */
  function nameOf([name, value]) {
    const columns = engine.pages().facets;
    return `${columns[name].name}: ${facets.labelOf(columns, name, value)}`;
  }

  /** @param {string} name @param {string} address */
  function chip(name, address) {
    const cross = element("span", "", " ×");
    cross.setAttribute("aria-hidden", "true");
    return element("li", "", link(address, name, cross, element("span", "vh", ": remove this filter")));
  }

  function showChips() {
    const made = choices().map((each) => chip(nameOf(each), addressOf({ choices: without(...each) })));
    if (asked.old) made.push(chip("Also no longer in force", addressOf({ withOld: false })));
    part("chips").replaceChildren(...made);
    part("chips").hidden = made.length === 0;
  }

  /** @type {() => Promise<void>} adds the next results */
  let next = async () => {};

  /** @param {Caveat.Ranked[]} pages @param {Caveat.Found} found @param {() => boolean} current */
  function showMore(pages, found, current) {
    const more = part("more");
    const update = () => {
      const left = pages.length - list.children.length;
      more.hidden = left <= 0;
      more.querySelectorAll("span").forEach((each) => (each.textContent = ` (${left} left)`));
    };
    next = async () => {
      const from = list.children.length;
      const results = await engine.results(pages.slice(from, from + SHOWN), found);
      if (!current() || from !== list.children.length) return;
      list.append(...results.map((each) => item(each, found.slots, root)));
      update();
      list.children[from].querySelector("a")?.focus();
    };
    update();
  }

  /** @param {string} what */
  function showMissing(what) {
    list.replaceChildren();
    for (const name of ["hint", "cards", "others"]) part(name).replaceChildren();
    for (const name of ["more", "tools", "sorting", "chips"]) part(name).hidden = true;
    part("none").hidden = false;
    count.textContent = `${what} The library and A to Z list every page.`;
  }

  let reading = 0;
  /** Reads out how many there are: once somebody rests, and never twice the same. @param {number} delay */
  function announce(delay) {
    clearTimeout(reading);
    const said = [...part("hint").children, count].map((each) => (each.textContent || "").trim()).filter(Boolean).join(" ");
    reading = window.setTimeout(() => {
      if (part("said").textContent !== said) part("said").textContent = said;
    }, delay);
  }

  window.caveatShown = { part, show, showNext: () => next(), showMissing, announce, nameOf };
})();
