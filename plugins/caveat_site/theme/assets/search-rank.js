// @ts-check
/**
 * Scores pages and leaves out what a query leaves out: step for step as caveat.search.rank does, so that the same query
 * gives the same pages and scores here and on the command line.
 */
(() => {
  "use strict";

  const { fold, units, queryOf } = window.caveatWords;
  const { shard, attempt, lacking } = window.caveatShards;
  const { entry } = window.caveatLexicon;
  const { slotsOf } = window.caveatPlan;

  /**
   * @typedef {Caveat.Entry} Entry
   * @typedef {Caveat.Found} Found
   * @typedef {Caveat.Query} Query
   * @typedef {Caveat.Ranked} Ranked
   * @typedef {Caveat.Slot} Slot
   */

  /** @param {Entry} each @returns {[number[], number[]]} pages and weights of a term */
  function postings(each) {
    const [steps, weights] = shard(`postings-${each.block}`)[each.row];
    let page = 0;
    return [steps.map((/** @type {number} */ step) => (page += step)), weights];
  }

  /** @param {Slot[]} slots @returns {Map<number, number>} page to score */
  function scoresOf(slots) {
    const factors = shard("index").ranking;
    const scores = new Map();
    const covered = new Map();
    const titled = new Map();
    let most = 0;
    for (const each of slots) {
      const best = new Map();
      const inTitle = new Map();
      for (const [of, factor] of each.alternatives) {
        attempt(() => {
          const [pages, weights] = postings(of);
          pages.forEach((page, number) => {
            const weight = weights[number] >> 1;
            const value = (factor * of.rarity * weight) / (factors.saturation + weight);
            if (value > (best.get(page) || 0)) best.set(page, value);
            else if (!best.has(page)) best.set(page, 0);
            if (weights[number] & 1 && factor > (inTitle.get(page) || 0)) inTitle.set(page, factor);
          });
        }, undefined);
      }
      most += each.worth;
      best.forEach((value, page) => {
        scores.set(page, (scores.get(page) || 0) + value);
        covered.set(page, (covered.get(page) || 0) + each.worth);
      });
      inTitle.forEach((factor, page) => titled.set(page, (titled.get(page) || 0) + factor));
    }
    const { titles, priors } = shard("pages");
    scores.forEach((score, page) => {
      const told = titled.get(page) || 0;
      const overlap = told / (slots.length + Math.max(0, titles[page] - told));
      const coverage = 1 + factors.coverage * (covered.get(page) / most);
      const title = 1 + factors.title * overlap;
      scores.set(page, (score * coverage * title * priors[page]) / 1000);
    });
    return scores;
  }

  /** @param {string} text @returns {string} a value as filters compare it: section 45(1) as s 45 1 */
  function plain(text) {
    let folded = fold(text);
    for (const unit of units(folded).reverse()) {
      folded = folded.slice(0, unit.start) + unit.terms[0] + folded.slice(unit.end);
    }
    return folded;
  }

  /** @param {string} wanted @param {string} value @param {string} label */
  function isValue(wanted, value, label) {
    const means = plain(wanted);
    const names = [plain(value), plain(label)];
    // The year is that of an Act: MSA s 45 is said for MSA 2015 s 45.
    names.push(names[0].replace(/ (?:19|20)[0-9]{2}(?= )/g, ""));
    return names.some((name) => name === means || name.endsWith(` ${means}`)) || names[0].startsWith(`${means}-`);
  }

  /** @param {string} facet @param {string[]} wanted @returns {(page: number) => boolean} */
  function hasValue(facet, wanted) {
    const column = shard("pages").facets[facet];
    const meant = column.values.map((/** @type {string} */ value, /** @type {number} */ number) =>
      wanted.some((each) => isValue(each, value, column.labels[number])),
    );
    const sets = column.sets.map((/** @type {number[]} */ set) => set.some((number) => meant[number]));
    return (page) => sets[column.pages[page]];
  }

  /** @param {string[]} wanted @returns {Set<number>} the pages on which the words stand side by side */
  function withPhrase(wanted) {
    /** @type {Map<number, Set<number>> | undefined} */
    let found;
    for (const word of wanted) {
      const each = entry(word);
      if (!each) return new Set();
      const [pages] = postings(each);
      const lists = /** @type {number[][]} */ (shard(`places-${each.block}`)[each.row]);
      const here = new Map();
      lists.forEach((steps, number) => {
        let place = 0;
        const before = found && found.get(pages[number]);
        const places = steps.map((step) => (place += step)).filter((at) => !found || (before && before.has(at - 1)));
        if (places.length) here.set(pages[number], new Set(places));
      });
      found = here;
    }
    return new Set(found ? found.keys() : []);
  }

  /** @param {Query} query @returns {((page: number) => boolean)[]} what a page has to be */
  function conditions(query) {
    const found = [];
    for (const wanted of query.phrases) {
      const pages = attempt(() => withPhrase(wanted), new Set());
      found.push((/** @type {number} */ page) => pages.has(page));
    }
    for (const wanted of query.without) {
      const pages = attempt(() => withPhrase(wanted), new Set());
      found.push((/** @type {number} */ page) => !pages.has(page));
    }
    const facets = new Set(query.filters.map(([facet]) => facet));
    for (const facet of facets) {
      const wanted = query.filters.filter((each) => each[0] === facet);
      found.push(hasValue(facet, wanted.map((each) => each[1])));
    }
    for (const [facet, value] of query.notFilters) {
      const has = hasValue(facet, [value]);
      found.push((/** @type {number} */ page) => !has(page));
    }
    const { updated } = shard("pages");
    for (const [first, last] of query.dates) found.push((/** @type {number} */ page) => first <= updated[page] && updated[page] <= last);
    for (const [first, last] of query.notDates) found.push((/** @type {number} */ page) => updated[page] < first || last < updated[page]);
    return found;
  }

  /** @param {string} typed @returns {Found} */
  function found(typed) {
    const query = queryOf(typed);
    const index = shard("index");
    const pages = shard("pages");
    const slots = slotsOf(query.text, query.complete);
    if (lacking()) return { ranking: [], gone: [], slots };
    /** @type {Ranked[]} */
    let ranked = [];
    if (slots.length) scoresOf(slots).forEach((score, page) => score > 0 && ranked.push({ page, score }));
    else if (!query.text && [query.filters, query.dates, query.notFilters, query.notDates].some((each) => each.length)) {
      ranked = Array.from({ length: index.pages }, (_, page) => ({ page, score: 0 }));
    }
    const all = conditions(query);
    ranked = ranked.filter((each) => all.every((holds) => holds(each.page)));
    /** @param {Ranked} each */
    const newest = (each) => (each.score === 0 ? -pages.updated[each.page] : 0);
    ranked.sort((a, b) => b.score - a.score || newest(a) - newest(b) || a.page - b.page);
    return {
      ranking: ranked.filter((each) => !pages.gone[each.page]),
      gone: ranked.filter((each) => pages.gone[each.page]),
      slots,
    };
  }

  window.caveatRank = { found };
})();
