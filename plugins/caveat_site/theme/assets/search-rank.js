// @ts-check
/**
 * Scores pages and leaves out what a query leaves out: step for step as caveat.search.rank does, so that the same query
 * gives the same pages and scores here and on the command line.
 */
(() => {
  "use strict";

  const { fold, units, queryOf } = window.caveatWords;
  const { shard, attempt, eachOf, lacking, numbers } = window.caveatShards;
  const { entry } = window.caveatLexicon;
  const { slotsOf } = window.caveatPlan;

  /**
   * @typedef {Caveat.Entry} Entry
   * @typedef {Caveat.Found} Found
   * @typedef {Caveat.Query} Query
   * @typedef {Caveat.Ranked} Ranked
   * @typedef {Caveat.Slot} Slot
   */

  /** @param {string} steps @returns {number[]} each number as far from the one before as the text says */
  function added(steps) {
    const found = numbers(steps);
    for (let place = 1; place < found.length; place++) found[place] += found[place - 1];
    return found;
  }

  /** @param {Entry} each @returns {number[]} the pages of a term */
  function pagesOf(each) {
    return added(shard(`postings-${each.block}`).lists[each.row][0]);
  }

  /** A number for each page, and which pages have one. */
  class Column {
    constructor() {
      this.of = new Float64Array(shard("index").pages);
      /** @type {number[]} */
      this.pages = [];
    }

    /** @param {number} page @param {number} value above zero */
    raise(page, value) {
      if (this.of[page] === 0) this.pages.push(page);
      if (value > this.of[page]) this.of[page] = value;
    }

    /** @param {number} page @param {number} value above zero */
    add(page, value) {
      if (this.of[page] === 0) this.pages.push(page);
      this.of[page] += value;
    }
  }

  /** @param {Slot} slot @returns {[Column, Column]} page to the best that any term earns there, and to the best factor of a term in its title */
  function ofSlot(slot) {
    const { saturation } = shard("index").ranking;
    const best = new Column();
    const inTitle = new Column();
    for (const [each, factor] of slot.alternatives) {
      attempt(() => {
        const weights = numbers(shard(`postings-${each.block}`).lists[each.row][1]);
        pagesOf(each).forEach((page, number) => {
          const weight = weights[number] >> 1;
          best.raise(page, (factor * each.rarity * weight) / (saturation + weight));
          if (weights[number] & 1) inTitle.raise(page, factor);
        });
      }, undefined);
    }
    return [best, inTitle];
  }

  /** Of the columns of all pages: for each page those that are like it. @type {WeakMap<object, number[][]>} */
  const read = new WeakMap();

  /** @returns {number[][]} for each page those that are like it, in order */
  function alike() {
    const pages = shard("pages");
    const known = read.get(pages);
    if (known) return known;
    const found = Array.from(pages.titles, () => /** @type {number[]} */ ([]));
    const steps = numbers(pages.alike);
    let at = 0;
    for (let page = 0; page < found.length; page++) {
      let other = page;
      for (let left = steps[at++]; left > 0; left--) {
        other += 1 + steps[at++];
        found[page].push(other);
        found[other].push(page);
      }
    }
    read.set(pages, found);
    return found;
  }

  /** Moves up what is like the best pages, and nothing above the first two. @param {Ranked[]} ranked the best first */
  function lift(ranked) {
    const factors = shard("index").ranking;
    const settled = ranked.slice(0, factors.settled).map((each) => each.score);
    const lifts = new Map();
    for (const { page, score } of ranked.slice(0, factors.leading)) {
      for (const other of alike()[page]) lifts.set(other, (lifts.get(other) || 0) + factors.alike * score);
    }
    for (const each of ranked) {
      const more = lifts.get(each.page) || 0;
      const gap = settled[settled.length - 1] - each.score;
      if (more > 0 && gap > 0) each.score += (gap * more) / (gap + more);
    }
  }

  /** @param {Ranked} a @param {Ranked} b */
  function bestFirst(a, b) {
    return b.score - a.score || a.page - b.page;
  }

  /** @param {Slot[]} slots @returns {Ranked[]} pages with their scores, nearly in order */
  function scored(slots) {
    const factors = shard("index").ranking;
    const scores = new Column();
    const covered = new Column();
    const titled = new Column();
    let most = 0;
    for (const slot of slots) {
      const [best, inTitle] = ofSlot(slot);
      most += slot.worth;
      for (const page of best.pages) {
        scores.add(page, best.of[page]);
        covered.add(page, slot.worth);
      }
      for (const page of inTitle.pages) titled.add(page, inTitle.of[page]);
    }
    // What is lacking has to be asked for at once: a ranking without it would be thrown away.
    if (lacking()) return [];
    const { titles, priors } = shard("pages");
    const ranked = scores.pages.map((page) => {
      const told = titled.of[page];
      const overlap = told / (slots.length + Math.max(0, titles[page] - told));
      const coverage = 1 + factors.coverage * (covered.of[page] / most);
      const title = 1 + factors.title * overlap;
      return { page, score: (scores.of[page] * coverage * title * priors[page]) / 1000 };
    });
    ranked.sort(bestFirst);
    lift(ranked);
    return ranked;
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

  /** @param {number[]} some @param {number[]} others @returns {number[]} */
  function inBoth(some, others) {
    const known = new Set(others);
    return some.filter((page) => known.has(page));
  }

  /** @param {string[]} wanted @returns {Set<number>} the pages on which the words stand side by side */
  function withPhrase(wanted) {
    const entries = eachOf(wanted, entry).flatMap((one) => one || []);
    if (entries.length < wanted.length) return new Set();
    const having = eachOf(entries, pagesOf);
    const pages = new Set(having.reduce((some, others) => inBoth(some, others)));
    const all = entries.map((one, number) => placesOf(one, having[number], pages));
    const found = all.reduce((before, here) => {
      const next = new Map();
      here.forEach((places, page) => {
        const earlier = before.get(page) || new Set();
        const left = [...places].filter((place) => earlier.has(place - 1));
        if (left.length) next.set(page, new Set(left));
      });
      return next;
    });
    return new Set(found.keys());
  }

  /**
   * @param {Entry} of @param {number[]} having its pages @param {Set<number>} pages
   * @returns {Map<number, Set<number>>} page to the places of the word there, for those of its pages that are in `pages`
   */
  function placesOf(of, having, pages) {
    const found = new Map();
    /** @type {number[]} */
    const starts = shard(`postings-${of.block}`).places;
    starts.forEach((start, part) => {
      const here = having.filter((page) => start <= page && !(page >= starts[part + 1]));
      if (!here.some((page) => pages.has(page))) return;
      const steps = attempt(() => numbers(shard(`places-${of.block}-${part}`)[of.row]), /** @type {number[]} */ ([]));
      let at = 0;
      for (const page of here) {
        const places = new Set();
        let place = 0;
        for (let left = steps[at++]; left > 0; left--) places.add((place += steps[at++]));
        if (places.size && pages.has(page)) found.set(page, places);
      }
    });
    return found;
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
    if (slots.length) ranked = scored(slots);
    else if (!query.text && [query.filters, query.dates, query.notFilters, query.notDates].some((each) => each.length)) {
      ranked = Array.from({ length: index.pages }, (_, page) => ({ page, score: 0 }));
    }
    const all = conditions(query);
    ranked = ranked.filter((each) => all.every((holds) => holds(each.page)));
    if (slots.length) ranked.sort(bestFirst);
    else ranked.sort((a, b) => pages.updated[b.page] - pages.updated[a.page] || a.page - b.page);
    return {
      ranking: ranked.filter((each) => !pages.gone[each.page]),
      gone: ranked.filter((each) => pages.gone[each.page]),
      slots,
    };
  }

  window.caveatRank = { found };
})();
