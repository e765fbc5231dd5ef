// @ts-check
/**
 * Ranks pages from the shards of an index, over http and file:// alike: step for step as caveat.search.rank does, so
 * that the same query gives the same pages and scores here and on the command line.
 *
 * A shard is a .js file that calls caveatSearch.add(): a page in a folder may load a script, and may not fetch. The code
 * that ranks is written as if all shards were there. Where one is missing it is noted, what can go on goes on, and once
 * the missing ones are loaded it runs again.
 */
(() => {
  "use strict";

  const { HYPHENATED, fold, words, withoutPlural, units, references, queryOf, mistakes } = window.caveatWords;

  /**
   * @typedef {Caveat.Unit} Unit
   * @typedef {Caveat.Query} Query
   * @typedef {Caveat.Entry} Entry
   * @typedef {Caveat.Slot} Slot
   * @typedef {Caveat.Ranked} Ranked
   * @typedef {Caveat.Found} Found
   * @typedef {Caveat.Section} Section
   * @typedef {Caveat.Card} Card
   * @typedef {Caveat.Excerpt} Excerpt
   * @typedef {Caveat.Result} Result
   * @typedef {Caveat.Definition} Definition
   * @typedef {Caveat.Pages} Pages
   * @typedef {{terms: string[], rarity: number[], stems: number[], spellings: Record<string, string>, starts: number[],
   *   block: number}} Part
   */

  /* 1. Shards --------------------------------------------------------------- */

  const FORMAT = 2;
  const KEPT_PAGES = 100;
  let root = "";
  /** @type {Map<string, any>} */
  const shards = new Map();
  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();
  /** Shards that the code in hand asked for and did not find. @type {Set<string>} */
  const missing = new Set();
  const MISSING = new Error("a shard is missing");

  /** Called by each shard. @param {string} name @param {any} data */
  function add(name, data) {
    if (name === "index" && data.format !== FORMAT) throw new Error(`the index has format ${data.format}`);
    shards.set(name, name.startsWith("words-") ? { ...data, terms: data.terms.split("\n") } : data);
  }

  /** @param {string} name @returns {Promise<void>} */
  function load(name) {
    const known = loading.get(name);
    if (known) return known;
    const done = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}${name}.js`;
      script.onload = () => {
        script.remove();
        if (shards.has(name)) resolve(undefined);
        else reject(new Error(`${name}.js is no shard`));
      };
      script.onerror = () => {
        loading.delete(name);
        reject(new Error(`the search index lacks ${name}.js`));
      };
      document.head.append(script);
    });
    loading.set(name, done);
    return done;
  }

  /** @param {string} name @returns {any} a shard; throws MISSING where it is not loaded yet */
  function shard(name) {
    const data = shards.get(name);
    if (data === undefined) {
      missing.add(name);
      throw MISSING;
    }
    return data;
  }

  /**
   * @template T
   * @param {() => T} work @param {T} otherwise
   * @returns {T} what work gives; otherwise where it lacks a shard, so that what stands beside it can ask for its own
   */
  function attempt(work, otherwise) {
    try {
      return work();
    } catch (error) {
      if (error !== MISSING) throw error;
      return otherwise;
    }
  }

  /**
   * @template T
   * @param {() => T} work
   * @returns {Promise<T>} what work gives once nothing is missing
   */
  async function complete(work) {
    for (;;) {
      missing.clear();
      const result = attempt(work, undefined);
      if (missing.size === 0) return /** @type {T} */ (result);
      await Promise.all([...missing].map(load));
    }
  }

  /* 2. The lexicon ---------------------------------------------------------- */

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

  /** @param {string} term @returns {number} of the part that it would be in; -1 where it is before all */
  function partNumber(term) {
    return above(shard("index").parts, term) - 1;
  }

  /** @param {string} start @returns {Part[]} those that have, or would have, terms with this beginning */
  function partsOf(start) {
    const first = Math.max(0, partNumber(start));
    const names = [];
    for (let number = first; number <= partNumber(`${start}\uffff`); number++) names.push(`words-${number}`);
    // All that are missing are asked for at once.
    const found = names.map((name) => attempt(() => shard(name), undefined));
    if (found.includes(undefined)) throw MISSING;
    return found;
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
    const number = partNumber(term);
    if (number < 0) return undefined;
    const of = shard(`words-${number}`);
    const place = placeOf(of, term);
    return place < 0 ? undefined : entryAt(of, place);
  }

  /** @param {Part} of @param {string} start @returns {[number, number]} the places of the terms that begin with it */
  function range(of, start) {
    return [below(of.terms, start), below(of.terms, `${start}\uffff`)];
  }

  /** @param {string} word @returns {[Entry, number][]} the word, its other spelling, and the other forms of both */
  function known(word) {
    const number = partNumber(word);
    if (number < 0) return [];
    const of = /** @type {Part} */ (shard(`words-${number}`));
    const other = Object.prototype.hasOwnProperty.call(of.spellings, word) ? of.spellings[word] : word;
    /** @type {[Entry, number][]} */
    const found = [];
    for (const each of new Set([word, other])) {
      const place = placeOf(of, each);
      if (place < 0) continue;
      found.push([entryAt(of, place), 1]);
      const stem = of.stems[place];
      if (stem === 0) continue;
      for (let kin = 0; kin < of.stems.length; kin++) {
        if (of.stems[kin] === stem && kin !== place) found.push([entryAt(of, kin), shard("index").ranking.kin]);
      }
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
      for (const of of partsOf(stem)) {
        const other = Object.prototype.hasOwnProperty.call(of.spellings, stem) ? placeOf(of, of.spellings[stem]) : -1;
        if (other >= 0) found.push(entryAt(of, other));
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
        of.terms.forEach((term, number) => {
          const distance = mistakes(word, term, most);
          if (distance <= most && !term.includes(" ")) found.push([distance, of.rarity[number], term]);
        });
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

  /* 3. Slots ---------------------------------------------------------------- */

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

  /* 4. Scores --------------------------------------------------------------- */

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
    if (missing.size > 0) return { ranking: [], gone: [], slots };
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

  /* 5. Excerpts ------------------------------------------------------------- */

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

  /* 6. What the page asks for ------------------------------------------------ */

  /** @param {string} folder address of the folder with the shards @returns {Promise<void>} */
  async function open(folder) {
    if (root !== folder) {
      root = folder;
      shards.clear();
      loading.clear();
    }
    await complete(() => [attempt(() => shard("index"), null), shard("pages")]);
  }

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
    forgetPages();
    return found;
  }

  /** Forget what results showed first: a browser has them at hand, and a phone has little memory. */
  function forgetPages() {
    const names = [...shards.keys()].filter((name) => name.startsWith("page-"));
    for (const name of names.slice(0, -KEPT_PAGES)) {
      shards.delete(name);
      loading.delete(name);
    }
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
