// @ts-check
/**
 * Which terms of an index a typed word stands for: step for step as caveat.search.match finds them.
 */
(() => {
  "use strict";

  const { mistakes } = window.caveatWords;
  const { shard, eachOf } = window.caveatShards;

  /**
   * @typedef {Caveat.Entry} Entry
   * @typedef {{terms: string[], rarity: number[], stems: number[], spellings: Record<string, string>, starts: number[],
   *   block: number}} Part
   */

  /** @template T @param {T[]} list @param {T} value @returns {number} how many of a list in order are not above value */
  function above(list, value) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value < list[middle]) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** @param {string[]} list @param {string} value @returns {number} how many of a list in order are below value */
  function below(list, value) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {string} term @returns {number} of the part that it would be in */
  function partNumber(term) {
    return Math.max(0, above(shard("index").parts, term) - 1);
  }

  /** @param {string} term @returns {Part | undefined} the part that it would be in; nothing where the index has no terms */
  function partOf(term) {
    return shard("index").parts.length ? shard(`words-${partNumber(term)}`) : undefined;
  }

  /** @param {string} start @returns {Part[]} those that have, or would have, terms with this beginning */
  function partsOf(start) {
    if (!shard("index").parts.length) return [];
    const names = [];
    for (let number = partNumber(start); number <= partNumber(`${start}\uffff`); number++) names.push(`words-${number}`);
    return eachOf(names, shard);
  }

  /** @param {Part} of @param {number} number @returns {Entry} */
  function entryAt(of, number) {
    const run = above(of.starts, number) - 1;
    return { term: of.terms[number], rarity: of.rarity[number], block: of.block + run, row: number - of.starts[run] };
  }

  /** @param {Part} of @param {string} term @returns {number} its place in a part; -1 where the part has it not */
  function placeOf(of, term) {
    const place = below(of.terms, term);
    return of.terms[place] === term ? place : -1;
  }

  /** @param {string} term @returns {Entry | undefined} */
  function entry(term) {
    const of = partOf(term);
    const place = of ? placeOf(of, term) : -1;
    return of && place >= 0 ? entryAt(of, place) : undefined;
  }

  /** @param {Part} of @param {string} word @returns {string} its other spelling, else the word itself */
  function spelled(of, word) {
    return Object.prototype.hasOwnProperty.call(of.spellings, word) ? of.spellings[word] : word;
  }

  /** @param {Part} of @param {string} start @returns {[number, number]} the places of the terms that begin with it */
  function range(of, start) {
    return [below(of.terms, start), below(of.terms, `${start}\uffff`)];
  }

  /** @param {string} word @returns {[Entry, number][]} the word, its other spelling, and the other forms of both */
  function known(word) {
    const of = partOf(word);
    return of ? [...new Set([word, spelled(of, word)])].flatMap(withKin) : [];
  }

  /** @param {string} word @returns {[Entry, number][]} a word, where the index has it, and its other forms */
  function withKin(word) {
    const of = partOf(word);
    const place = of ? placeOf(of, word) : -1;
    if (!of || place < 0) return [];
    /** @type {[Entry, number][]} */
    const found = [[entryAt(of, place), 1]];
    const stem = of.stems[place];
    for (let kin = 0; stem !== 0 && kin < of.stems.length; kin++) {
      if (of.stems[kin] === stem && kin !== place) found.push([entryAt(of, kin), shard("index").ranking.kin]);
    }
    return found;
  }

  /** @param {string} word @returns {Entry[]} the most common words that begin with what was typed */
  function begun(word) {
    /** @type {Entry[]} */
    const found = [];
    for (const of of partsOf(word)) {
      const [low, high] = range(of, word);
      for (let number = low; number < high; number++) {
        if (of.terms[number] !== word && !of.terms[number].includes(" ")) found.push(entryAt(of, number));
      }
    }
    found.sort((a, b) => a.rarity - b.rarity || (a.term < b.term ? -1 : 1));
    return found.slice(0, shard("index").mostBegun);
  }

  /** @param {string} word @returns {Entry[]} words that differ from an unknown one in their endings */
  function forms(word) {
    const found = [];
    const { endings } = shard("index");
    for (const ending of endings) {
      const stem = word.endsWith(ending) ? word.slice(0, word.length - ending.length) : "";
      if ([...stem].length < 4) continue;
      const of = partOf(stem);
      const other = of ? entry(spelled(of, stem)) : undefined;
      if (other && other.term !== stem) found.push(other);
      for (const of of partsOf(stem)) {
        const [low, high] = range(of, stem);
        for (let number = low; number < high; number++) {
          if (endings.includes(of.terms[number].slice(stem.length))) found.push(entryAt(of, number));
        }
      }
    }
    return found;
  }

  /** @param {string} word @returns {[string[], number]} the words with the fewest mistakes between, and how many */
  function nearest(word) {
    const most = word.length >= 8 ? 2 : 1;
    for (const first of new Set([word[0], word[1]])) {
      /** @type {[number, number, string][]} */
      const found = [];
      for (const of of partsOf(first)) {
        const [low, high] = range(of, first);
        for (let number = low; number < high; number++) {
          const term = of.terms[number];
          const distance = mistakes(word, term, most);
          if (distance <= most && !term.includes(" ")) found.push([distance, of.rarity[number], term]);
        }
      }
      if (!found.length) continue;
      found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
      const distance = found[0][0];
      return [found.filter((each) => each[0] === distance).map((each) => each[2]), distance];
    }
    return [[], 0];
  }

  /** @param {string} word @param {boolean} whole @returns {{alternatives: [Entry, number][], instead: string}} */
  function match(word, whole) {
    const factors = shard("index").ranking;
    /** @type {Map<string, [Entry, number]>} */
    const found = new Map();
    /** @param {Entry} each @param {number} factor */
    const take = (each, factor) => {
      const before = found.get(each.term);
      if (!before) found.set(each.term, [each, factor]);
      else if (factor > before[1]) before[1] = factor;
    };
    for (const [each, factor] of known(word)) take(each, factor);
    if (!whole) {
      const factor = found.has(word) ? factors.begins_known : factors.begins;
      for (const each of begun(word)) take(each, factor);
    }
    if (found.size === 0) for (const each of forms(word)) take(each, factors.kin);
    if (found.size > 0 || !/^[a-z]{4,}$/.test(word)) return { alternatives: [...found.values()], instead: "" };
    const [near, distance] = nearest(word);
    const factor = distance === 1 ? factors.mistyped : factors.mistyped_twice;
    for (const other of near) for (const [each, more] of known(other)) take(each, factor * more);
    return { alternatives: [...found.values()], instead: near.length ? near[0] : "" };
  }

  window.caveatLexicon = { entry, match };
})();
