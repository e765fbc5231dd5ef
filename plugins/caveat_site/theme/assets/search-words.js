// @ts-check
/**
 * What a reader types, in terms of the index: step for step as caveat.search.words, units, query and distance read it.
 *
 * Patterns name the letters they mean: \b and \w are not the same in Python and in JavaScript.
 */
(() => {
  "use strict";

  /** @typedef {Caveat.Unit} Unit @typedef {Caveat.Query} Query */

  /* 1. Words ---------------------------------------------------------------- */

  /** @type {Record<string, string>} */
  const LETTERS = {
    "\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d",
    "\u00fe": "th", "\u0127": "h", "\u0131": "i", "\u03c2": "\u03c3",
  };
  const LONGEST = 200;
  const HYPHENATED = /(?<![a-z0-9-])[a-z]+(?:-[a-z]+)+(?![a-z0-9-])/g;

  /** @param {string} text @returns {string} small letters without marks, 1,000 as 1000 */
  function fold(text) {
    // eslint-disable-next-line no-control-regex
    if (/[^\0-\x7f]/.test(text)) {
      text = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\u2018\u2019\u02bc\u02b9\u2032]/g, "'");
      text = text.replace(/[\u2010\u2011]/g, "-").replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "");
      text = text.toLowerCase().replace(/[\u00df\u00e6\u0153\u00f8\u0142\u0111\u00f0\u00fe\u0127\u0131\u03c2]/g, (letter) => LETTERS[letter]);
    } else text = text.toLowerCase();
    return text.replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");
  }

  /** @param {string} folded @returns {string[]} */
  function words(folded) {
    const plain = folded.replace(/'s(?![a-z0-9])/g, "").replace(/'/g, "");
    return (plain.match(/[\p{L}\p{N}]+/gu) || []).filter((word) => [...word].length <= LONGEST);
  }

  /** @param {string} word @returns {string} as phrases compare it */
  function withoutPlural(word) {
    return [...word].length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
  }

  /* 2. Units ---------------------------------------------------------------- */

  const NUMBER = String.raw`[0-9]{1,4}[a-z]{0,2}(?:\([0-9a-z]{1,4}\))*`;
  const START = "(?<![a-z0-9])";
  const END = "(?![a-z0-9])";
  const MORE = String.raw`(?:(?:, ?| and | or | to |, and | & ?)(?:s\.? ?)?${NUMBER}${END})*`;
  const PROVISION = new RegExp(
    String.raw`${START}(s|ss|sec|secs|section|sections|sch|sched|schedule|schedules|art|article|articles)(?:\. ?| )?(${NUMBER}${END}${MORE})`,
    "g",
  );
  /** @type {Record<string, string>} */
  const KINDS = { sch: "sch", sched: "sch", schedule: "sch", schedules: "sch", art: "art", article: "art", articles: "art" };
  const EACH = /([0-9]{1,4}[a-z]{0,2})((?:\([0-9a-z]{1,4}\))*)/g;
  const OPERATION = new RegExp(String.raw`${START}(?:op|operation|project)(?:\. ?| )([a-z]{3,})${END}`, "g");
  const REFERENCE = new RegExp(String.raw`${START}([a-z]{2,4}(?:[ -]?[a-z]{2,4})?)[ -]?0{0,3}([1-9][0-9]{0,3})${END}`, "g");
  const MONTHS = "january february march april may june july august september october november december".split(" ");
  const MONTH = `(${MONTHS.join("|")}|${MONTHS.map((name) => name.slice(0, 3)).join("|")}|sept)`;
  const DAY = "([0-9]{1,2})(?:st|nd|rd|th)?";
  const YEAR = "((?:19|20)[0-9]{2})";
  const WRITTEN = new RegExp(String.raw`${START}(?:${DAY} )?${MONTH}\.?,? ${YEAR}${END}`, "g");
  const AMERICAN = new RegExp(String.raw`${START}${MONTH}\.? ${DAY},? ${YEAR}${END}`, "g");
  const YEAR_FIRST = new RegExp(String.raw`${START}${YEAR}-(0[1-9]|1[0-2])(?:-([0-9]{2}))?${END}`, "g");
  const DAY_FIRST = new RegExp(String.raw`${START}([0-9]{1,2})[/.](0?[1-9]|1[0-2])[/.]${YEAR}${END}`, "g");

  /** @param {string} text @param {RegExp} pattern @returns {RegExpMatchArray[]} */
  function all(text, pattern) {
    return [...text.matchAll(pattern)];
  }

  /** @param {number} number */
  function two(number) {
    return String(number).padStart(2, "0");
  }

  /** @param {RegExpMatchArray} found @param {string[]} terms @param {string} [rest] @returns {Unit} */
  function unit(found, terms, rest = "") {
    const start = /** @type {number} */ (found.index);
    return { start, end: start + found[0].length, terms, rest };
  }

  /** @param {string} folded @returns {Unit[]} one for each number: "sections 1, 2(3) and 4" are three */
  function provisions(folded) {
    const units = [];
    for (const found of all(folded, PROVISION)) {
      const kind = KINDS[found[1]] || "s";
      let start = /** @type {number} */ (found.index);
      const numbers = start + found[0].length - found[2].length;
      for (const each of all(found[2], EACH)) {
        const below = each[2].replace(/\(/g, " ").replace(/\)/g, "");
        const end = numbers + /** @type {number} */ (each.index) + each[0].length;
        units.push({ start, end, terms: [...new Set([`${kind} ${each[1]}${below}`, `${kind} ${each[1]}`])], rest: "" });
        start = end;
      }
    }
    return units;
  }

  /** @param {RegExpMatchArray} found @param {string} year @param {number} month @param {string | undefined} day */
  function date(found, year, month, day) {
    const whole = `month ${year}-${two(month)}`;
    return unit(found, day ? [`date ${year}-${two(month)}-${two(Number(day))}`, whole] : [whole]);
  }

  /** @param {string} name */
  function month(name) {
    return MONTHS.findIndex((each) => each.startsWith(name.slice(0, 3))) + 1;
  }

  /** @param {string} folded @returns {Unit[]} what may be a provision, a date or an operation, by place */
  function units(folded) {
    const found = [
      ...provisions(folded),
      ...all(folded, WRITTEN).map((each) => date(each, each[3], month(each[2]), each[1])),
      ...all(folded, AMERICAN).map((each) => date(each, each[3], month(each[1]), each[2])),
      ...all(folded, YEAR_FIRST).map((each) => date(each, each[1], Number(each[2]), each[3])),
      ...all(folded, DAY_FIRST).map((each) => date(each, each[3], Number(each[2]), each[1])),
      ...all(folded, OPERATION).map((each) => unit(each, [`op ${each[1]}`], each[1])),
    ];
    found.sort((a, b) => a.start - b.start);
    /** @type {Unit[]} */
    const kept = [];
    for (const each of found) if (!kept.length || each.start >= kept[kept.length - 1].end) kept.push(each);
    return kept;
  }

  /** @param {string} folded @returns {Unit[]} what may be the reference of a page: only an index can say */
  function references(folded) {
    return all(folded, REFERENCE).map((each) => unit(each, [`id ${each[1].replace(/[ -]/g, "")} ${each[2]}`]));
  }

  /* 3. Queries -------------------------------------------------------------- */

  /** @type {Record<string, string>} */
  const FILTERS = {
    status: "status", type: "type", exploitation: "exploitation", audience: "audience", stage: "stage", law: "law",
    forces: "forces", year: "year", role: "audience", force: "forces", for: "audience",
  };
  const PIECE = /(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|([^\x00-\x20\xa0"]+))/g;

  /** @param {string} value @returns {[number, number] | undefined} first and last day, as 20240318; a page without a day has 0 */
  function span(value) {
    const found = /^(>=|<=|>|<)?([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?$/.exec(value);
    if (!found) return undefined;
    const year = Number(found[2]) * 10000;
    const month = Number(found[3] || 0) * 100;
    const day = Number(found[4] || 0);
    const first = year + (month || 100) + (day || 1);
    const last = year + ((month || 1200) + (day || 31));
    if (found[1] === ">") return [last + 1, 99991231];
    if (found[1] === ">=") return [first, 99991231];
    if (found[1] === "<") return [1, first - 1];
    return found[1] === "<=" ? [1, last] : [first, last];
  }

  /** @param {string} typed @returns {Query} */
  function queryOf(typed) {
    // What telephones write for a quotation mark.
    typed = typed.replace(/[\u201c\u201d\u201e]/g, '"');
    const complete = !typed || /[ "]$/.test(typed);
    /** @type {Query} */
    const query = { text: "", phrases: [], without: [], filters: [], dates: [], notFilters: [], notDates: [], complete };
    const free = [];
    for (const [, minus, key = "", quoted = "", plain = ""] of all(typed, PIECE)) {
      const value = quoted || plain;
      const name = key.toLowerCase();
      const days = name === "updated" ? span(value) : undefined;
      if (days) (minus ? query.notDates : query.dates).push(days);
      else if (Object.prototype.hasOwnProperty.call(FILTERS, name)) {
        (minus ? query.notFilters : query.filters).push([FILTERS[name], fold(value)]);
      }
      else {
        const text = key ? `${key}:${value}` : value;
        const each = words(fold(text));
        if (minus && each.length) query.without.push(each);
        else {
          free.push(text);
          if (quoted && each.length > 1) query.phrases.push(each);
        }
      }
    }
    query.text = free.join(" ");
    return query;
  }

  /* 4. Typing mistakes ------------------------------------------------------ */

  const HALVES = /[\ud800-\udfff]/;

  /**
   * @param {string} one @param {string} other @param {number} most
   * @returns {number} mistakes between two words: optimal string alignment; most + 1 where there are more
   */
  function mistakes(one, other, most) {
    // A letter that JavaScript has in two halves is one letter.
    return HALVES.test(one) || HALVES.test(other) ? between([...one], [...other], most) : between(one, other, most);
  }

  /** @param {string | string[]} one @param {string | string[]} other @param {number} most @returns {number} */
  function between(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let row = 1; row <= one.length; row++) {
      const now = [row];
      let least = row;
      for (let column = 1; column <= other.length; column++) {
        const same = one[row - 1] === other[column - 1];
        let cost = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
          cost = Math.min(cost, before[column - 2] + 1);
        }
        now.push(cost);
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      before = last;
      last = now;
    }
    return Math.min(last[last.length - 1], most + 1);
  }

  window.caveatWords = { HYPHENATED, fold, words, withoutPlural, units, references, queryOf, mistakes };
})();
