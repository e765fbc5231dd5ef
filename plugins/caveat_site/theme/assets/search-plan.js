// @ts-check
/**
 * From free words to slots: each is one thing that a reader asked for, with every term that can stand for it. Step for
 * step as caveat.search.plan.
 */
(() => {
  "use strict";

  const { HYPHENATED, fold, words, withoutPlural, units, references } = window.caveatWords;
  const { shard, attempt } = window.caveatShards;
  const { entry, match } = window.caveatLexicon;

  /**
   * @typedef {Caveat.Entry} Entry
   * @typedef {Caveat.Slot} Slot
   * @typedef {Caveat.Unit} Unit
   */

  /** @param {[Entry, number][]} alternatives @param {string[]} shown @param {string} [typed] @param {string} [instead] @returns {Slot} */
  function slot(alternatives, shown, typed = "", instead = "") {
    const worth = alternatives.reduce((most, [each, factor]) => Math.max(most, factor * each.rarity), 0);
    return { alternatives, shown: [...new Set(shown)], typed, instead, worth };
  }

  /** @param {string} folded @returns {Unit[]} those that the index knows */
  function knownUnits(folded) {
    /** @type {Unit[]} */
    const candidates = [...units(folded), ...references(folded)];
    candidates.sort((a, b) => a.start - b.start || b.end - a.end || (a.terms[0] < b.terms[0] ? -1 : 1));
    /** @type {Unit[]} */
    const found = [];
    for (const each of candidates) {
      if (found.length && each.start < found[found.length - 1].end) continue;
      if (each.terms.map((term) => attempt(() => entry(term), undefined)).some(Boolean)) found.push(each);
    }
    return found;
  }

  /** @param {Unit} unit @returns {Slot} */
  function ofUnit(unit) {
    /** @type {[Entry, number][]} */
    const found = [];
    unit.terms.forEach((term, number) => {
      const each = entry(term);
      if (each) found.push([each, number === 0 ? 1 : shard("index").ranking.wider]);
    });
    const rest = unit.rest ? entry(unit.rest) : undefined;
    if (rest) found.push([rest, shard("index").ranking.rest]);
    return slot(found, unit.rest ? [unit.rest] : unit.terms[0].split(" ").slice(1));
  }

  /** @param {string[]} terms @returns {boolean} whether a phrase is a short or long form, not only a vocabulary term */
  function isSame(terms) {
    return terms.some((term) => term[0] === "=");
  }

  /** @param {string[]} same @param {number} index @param {number} longest @returns {[number, string[]]} */
  function phrase(same, index, longest) {
    const phrases = shard("index").phrases;
    for (let length = Math.min(longest, same.length - index); length > 0; length--) {
      const text = same.slice(index, index + length).join(" ");
      if (Object.prototype.hasOwnProperty.call(phrases, text)) return [length, phrases[text]];
    }
    return [0, []];
  }

  /** @param {string[]} plain @param {string[]} terms @param {number} act @returns {Slot[]} */
  function ofPhrase(plain, terms, act) {
    const worth = terms.some((term) => shard("index").acts.includes(term)) ? act : 1;
    const found = [];
    /** @type {[Entry, number][]} */
    const alike = [];
    /** @type {[Entry, number][]} */
    const having = [];
    for (const term of terms) {
      const each = entry(term);
      if (each && term[0] === "=") alike.push([each, worth]);
      if (each && term[0] === "#") having.push([each, shard("index").ranking.term]);
    }
    const itself = plain.length === 1 && isSame(terms) ? entry(plain[0]) : undefined;
    if (itself) alike.push([itself, worth]);
    const long = terms.filter((term) => term[0] === "=").flatMap((term) => term.split(" ").slice(1));
    const silent = shard("index").stopWords;
    if (alike.length) found.push(slot(alike, [...plain, ...long].filter((word) => !silent.includes(word))));
    if (having.length) found.push(slot(having, []));
    return found;
  }

  /** @param {string} word @param {number} factor @param {boolean} whole @returns {Slot} */
  function ofWord(word, factor, whole) {
    const { alternatives, instead } = match(word, whole);
    const shown = [word, ...alternatives.map(([each]) => each.term)];
    return slot(alternatives.map(([each, more]) => [each, factor * more]), shown, word, instead);
  }

  /** @param {string[]} plain @param {Set<string>} silent @param {number} act @param {boolean} whole @returns {Slot[]} */
  function ofWords(plain, silent, act, whole) {
    const index = shard("index");
    const longest = Object.keys(index.phrases).reduce((most, each) => Math.max(most, each.split(" ").length), 0);
    const same = plain.map(withoutPlural);
    /** @type {Slot[]} */
    const found = [];
    for (let place = 0; place < plain.length; ) {
      const [length, terms] = phrase(same, place, longest);
      if (length) found.push(...attempt(() => ofPhrase(plain.slice(place, place + length), terms, act), /** @type {Slot[]} */ ([])));
      const end = place + Math.max(length, 1);
      for (; place < end; place++) {
        const word = plain[place];
        if (silent.has(word) || (length === 1 && isSame(terms))) continue;
        const factor = isSame(terms) ? index.ranking.phrase_word : 1;
        const isWhole = whole || place < plain.length - 1;
        found.push(...attempt(() => [ofWord(word, factor, isWhole)], /** @type {Slot[]} */ ([])));
      }
    }
    return found;
  }

  /** @param {string} found @returns {string} co-operation as one word, beside its parts where the index has those too */
  function joined(found) {
    const whole = found.replace(/-/g, "");
    const [itself, ...parts] = [whole, ...found.split("-")].map((each) => attempt(() => entry(each), undefined));
    if (!itself) return found;
    return parts.every(Boolean) ? `${found} ${whole}` : whole;
  }

  /** @param {string} text @param {boolean} whole @returns {Slot[]} */
  function slotsOf(text, whole) {
    const folded = fold(text).replace(HYPHENATED, joined);
    /** @type {{words: string[], unit?: Unit}[]} */
    const pieces = [];
    let place = 0;
    for (const each of knownUnits(folded)) {
      pieces.push({ words: words(folded.slice(place, each.start)) }, { words: [], unit: each });
      place = each.end;
    }
    pieces.push({ words: words(folded.slice(place)) });
    const stop = new Set(shard("index").stopWords);
    const says = pieces.some((each) => each.unit || each.words.some((word) => !stop.has(word)));
    // Who names a provision asks for it: its Act alone is named on many pages.
    const provision = pieces.some((each) => each.unit && /^(?:s|sch|art) /.test(each.unit.terms[0]));
    const act = provision ? shard("index").ranking.act : 1;
    const found = pieces.flatMap((each, number) =>
      each.unit
        ? attempt(() => [ofUnit(/** @type {Unit} */ (each.unit))], /** @type {Slot[]} */ ([]))
        : ofWords(each.words, /** @type {Set<string>} */ (says ? stop : new Set()), act, whole || number < pieces.length - 1),
    );
    return found.filter((each) => each.alternatives.length || each.typed);
  }

  window.caveatPlan = { slotsOf };
})();
