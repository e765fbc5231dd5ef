// @ts-check
/**
 * What a page asks of search: the pages that a query finds, and what a result shows of its page. Excerpts are chosen step
 * for step as caveat.search.excerpt chooses them.
 */
(() => {
  "use strict";

  const { fold, words, queryOf } = window.caveatWords;
  const { add, open, shard, attempt, complete, loadAhead, forget } = window.caveatShards;
  const { found } = window.caveatRank;

  /**
   * @typedef {Caveat.Card} Card
   * @typedef {Caveat.Definition} Definition
   * @typedef {Caveat.Excerpt} Excerpt
   * @typedef {Caveat.Found} Found
   * @typedef {Caveat.Pages} Pages
   * @typedef {Caveat.Ranked} Ranked
   * @typedef {Caveat.Result} Result
   * @typedef {Caveat.Section} Section
   * @typedef {Caveat.Slot} Slot
   */

  /* 1. Excerpts ------------------------------------------------------------- */
  /** @param {string} text @param {Slot[]} slots @returns {number} how much of what was asked for a text has */
  function scoreOf(text, slots) {
    const present = new Set(words(fold(text)));
    let score = 0;
    for (const each of slots) {
      if (each.shown.some((word) => present.has(word))) score += each.worth * (present.has(each.shown[0]) ? 1 : 0.5);
    }
    return score;
  }

  /** @param {string} text @returns {string[]} */
  function sentences(text) {
    const found = [];
    let start = 0;
    for (let place = 0; place < text.length; place++) {
      if (".!?".includes(text[place]) && text[place + 1] === " ") {
        found.push(text.slice(start, place + 1));
        start = place + 2;
      }
    }
    if (start < text.length) found.push(text.slice(start));
    return found;
  }

  /** @param {string} text */
  function cut(text) {
    const letters = [...text];
    const { most } = shard("index").excerpt;
    if (letters.length <= most) return text;
    const short = letters.slice(0, most).join("");
    const end = short.lastIndexOf(" ");
    return `${end > 0 ? short.slice(0, end) : short} …`;
  }

  /** @param {string} text @param {Slot[]} slots */
  function bestSentences(text, slots) {
    const each = sentences(text);
    let start = 0;
    let most = 0;
    each.forEach((sentence, number) => {
      const score = scoreOf(sentence, slots);
      if (score > most) [start, most] = [number, score];
    });
    let taken = "";
    const { enough } = shard("index").excerpt;
    for (let number = start; number < each.length && [...taken].length < enough; number++) {
      taken = taken ? `${taken} ${each[number]}` : each[number];
    }
    return cut(taken);
  }

  /** @param {Card} card @param {Slot[]} slots @returns {Excerpt} */
  function excerpt(card, slots) {
    /** @type {Section | undefined} */
    let best;
    let most = 0;
    const { heading } = shard("index").excerpt;
    for (const section of card.sections) {
      const score = scoreOf(section[2], slots) + heading * scoreOf(section[1], slots);
      if (score > most) [best, most] = [section, score];
    }
    if (!best) {
      const first = card.sections.length ? card.sections[0].slice(1).filter(Boolean).join(" ") : "";
      return { anchor: "", heading: "", text: card.summary || cut(first) };
    }
    return { anchor: best[1] ? best[0] : "", heading: best[1], text: bestSentences(best[2], slots) || card.summary };
  }

  /* 2. What the page asks for ------------------------------------------------ */

  /** @param {string} typed @returns {Promise<Found>} every page that has anything of what was typed */
  function find(typed) {
    return complete(() => found(typed));
  }

  /** @param {Ranked[]} ranked @param {Found} of @returns {Promise<Result[]>} */
  async function results(ranked, of) {
    await complete(() => ranked.map(({ page }) => attempt(() => shard(`page-${page}`), null)));
    const found = ranked.map(({ page, score }) => {
      const card = /** @type {Card} */ (shard(`page-${page}`));
      return { ...card, page, score, excerpt: excerpt(card, of.slots) };
    });
    forget();
    loadAhead();
    return found;
  }

  /** @returns {Promise<Definition[]>} short form, long form, meaning, place */
  function definitions() {
    return complete(() => shard("definitions"));
  }

  /** @returns {Pages} the columns of all pages, once open */
  function pages() {
    return shard("pages");
  }

  window.caveatSearch = { add, open, find, results, definitions, pages, fold, words, queryOf };
})();
