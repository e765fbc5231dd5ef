// @ts-check
/**
 * What is asked on the search page: the words, the choices, the order; and its address, which can be shared.
 */
(() => {
  "use strict";

  const engine = window.caveatSearch;
  const facets = window.caveatFacets;

  const box = /** @type {HTMLInputElement} */ (document.querySelector("[data-search-form] input"));
  const sort = /** @type {HTMLSelectElement} */ (document.querySelector("[data-search-sort]"));
  /** Facet to the values chosen in it. @type {Caveat.Chosen} */
  const chosen = new Map();
  const asked = {
    box,
    sort,
    chosen,
    /** Whether pages that are no longer in force are shown below the others. */
    old: false,
    /** Whether the last word is typed to its end: it is in an address, and once Enter is pressed. */
    whole: true,
    /** Whether the entry of the browser's history is a search that somebody has finished. */
    finished: true,
  };

  function readAddress() {
    const given = new URLSearchParams(location.search);
    box.value = given.get("q") || "";
    sort.value = given.get("sort") === "new" ? "new" : "";
    asked.old = given.get("old") === "1";
    asked.whole = asked.finished = true;
    chosen.clear();
    for (const name of Object.keys(engine.pages().facets)) {
      const values = given.getAll(name);
      if (values.length) chosen.set(name, values);
    }
  }

  /** @param {{query?: string, choices?: Caveat.Chosen, withOld?: boolean}} [other] what is to differ from what is asked now */
  function addressOf({ query = box.value.trim(), choices = chosen, withOld = asked.old } = {}) {
    const given = new URLSearchParams();
    if (query) given.set("q", query);
    choices.forEach((values, name) => values.forEach((value) => given.append(name, value)));
    if (withOld) given.set("old", "1");
    if (sort.value) given.set("sort", sort.value);
    const text = given.toString();
    return text ? `?${text}` : location.pathname;
  }

  /**
   * Keeps the search in the address. What was typed on the way to a search is one entry of the history, so that Back
   * leads to the search before, and from there to the page before.
   * @param {boolean} done
   */
  function keepAddress(done) {
    const address = addressOf();
    const same = address === (location.search || location.pathname);
    const before = location.search !== "" && (done || asked.finished);
    if (!same) history[before ? "pushState" : "replaceState"](null, "", address);
    asked.finished = done;
  }

  /** @param {string} facet @param {string} value @returns {Caveat.Chosen} what is chosen, but this */
  function without(facet, value) {
    const others = new Map(chosen);
    const left = (chosen.get(facet) || []).filter((each) => each !== value);
    if (left.length) others.set(facet, left);
    else others.delete(facet);
    return others;
  }

  /** @returns {[string, string][]} what is chosen, one by one */
  function choices() {
    return [...chosen].flatMap(([name, values]) => values.map((value) => /** @type {[string, string]} */ ([name, value])));
  }

  /** @param {string} query @returns {boolean} whether pages that are no longer in force are asked for */
  function asksForOld(query) {
    return asked.old || chosen.has("status") || engine.queryOf(query).filters.some(([name]) => name === "status");
  }

  /** @param {Caveat.Found} found @param {boolean} withOld @param {Caveat.Chosen} choices @param {string} [but] a facet not to ask */
  function narrowed(found, withOld, choices, but = "") {
    const columns = engine.pages().facets;
    const force = facets.narrowed(columns, choices, found.ranking, but);
    const gone = facets.narrowed(columns, choices, found.gone, but);
    return { force, gone, shown: withOld || but === "status" ? [...force, ...gone] : force };
  }

  window.caveatAsked = { asked, readAddress, addressOf, keepAddress, without, choices, asksForOld, narrowed };
})();
