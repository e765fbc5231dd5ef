// @ts-check
/**
 * How results look: a page with its best section, what was understood otherwise than typed, and cards for a provision
 * of law and for the glossary.
 */
(() => {
  "use strict";

  const { fold, words, units, references } = window.caveatWords;
  const GONE = ["superseded", "withdrawn", "expired"];

  /** @type {Caveat.Results["element"]} */
  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /** @type {Caveat.Results["link"]} */
  function link(address, ...children) {
    const made = element("a", "", ...children);
    made.setAttribute("href", address);
    return made;
  }

  /** @type {Caveat.Results["counted"]} */
  function counted(number, one, many) {
    return `${number} ${number === 1 ? one : many}`;
  }

  /* 1. Marking what was found ------------------------------------------------- */

  /** Terms that a text has as a whole: the 45 of "section 45" and not that of "45 days". */
  const WHOLE = /^(?:s|sch|art|date|month|id) /;

  /** @typedef {{words: Set<string>, wholes: Set<string>}} Wanted */

  /** @param {Caveat.Slot[]} slots @returns {Wanted} */
  function wantedOf(slots) {
    const wanted = { words: new Set(), wholes: new Set() };
    for (const slot of slots) {
      const terms = slot.alternatives.map(([{ term }]) => term);
      const wholes = terms.filter((term) => WHOLE.test(term) || term.startsWith("op "));
      for (const term of wholes) wanted.wholes.add(term);
      if (slot.typed || !terms.some((term) => WHOLE.test(term))) for (const word of slot.shown) wanted.words.add(word);
    }
    return wanted;
  }

  /** @param {string} text @param {Set<string>} wholes @returns {[number, number][]} where provisions and the like stand */
  function placesOf(text, wholes) {
    const folded = fold(text.replace(/\u2026/g, " "));
    // Where folding adds or takes letters, places in the one are not places in the other.
    if (!wholes.size || folded.length !== text.length) return [];
    return [...units(folded), ...references(folded)]
      .filter((each) => each.terms.some((term) => wholes.has(term)))
      .sort((a, b) => a.start - b.start)
      .map((each) => [each.start, each.end]);
  }

  /** @param {string} text @param {Set<string>} wanted @returns {(Node | string)[]} */
  function markedWords(text, wanted) {
    const pieces = text.split(/([\p{L}\p{N}\p{M}'\u2019]+)/u).filter(Boolean);
    return pieces.map((piece) => (words(fold(piece)).some((word) => wanted.has(word)) ? element("mark", "", piece) : piece));
  }

  /** @param {string} text @param {Wanted} wanted @returns {(Node | string)[]} the text with what was asked for marked */
  function marked(text, wanted) {
    const made = [];
    let place = 0;
    for (const [start, end] of placesOf(text, wanted.wholes)) {
      if (start < place) continue;
      made.push(...markedWords(text.slice(place, start), wanted.words), element("mark", "", text.slice(start, end)));
      place = end;
    }
    return [...made, ...markedWords(text.slice(place), wanted.words)];
  }

  /* 2. A result ----------------------------------------------------------------- */

  /** @param {Caveat.Result} result */
  function metaOf(result) {
    const parts = result.badges.map(([kind, words]) => element("span", `badge badge--${kind}`, words));
    if (result.status === "force") parts.push(element("span", "state", "In force"));
    const marking = result.marking === "OFFICIAL" ? "" : result.marking;
    for (const [text, className] of [[result.kind, ""], [result.id, "ref"], [result.dated, ""], [marking, ""]]) {
      if (text) parts.push(element("span", className, text));
    }
    return parts.flatMap((part, number) => (number ? [" ", part] : [part]));
  }

  /** @type {Caveat.Results["item"]} */
  function item(result, slots, root) {
    const wanted = wantedOf(slots);
    const { anchor, heading, text } = result.excerpt;
    const title = element("h3", "", link(root + result.url, ...marked(result.title, wanted)));
    const made = element("li", GONE.includes(result.status) ? "result result--old" : "result", title);
    const meta = metaOf(result);
    if (meta.length) made.append(element("p", "result__meta", ...meta));
    if (heading && anchor) {
      const best = link(`${root}${result.url}#${anchor}`, ...marked(heading, wanted));
      made.append(element("p", "result__section", "Best section: ", best));
    }
    if (text) made.append(element("p", "result__text", ...marked(text, wanted)));
    return made;
  }

  /* 3. What was understood -------------------------------------------------------- */

  /** @param {string[]} names @returns {(Node | string)[]} */
  function quoted(names) {
    return names.flatMap((name, number) => [number ? ", " : "", element("b", "", name)]);
  }

  /** @param {string} query @param {Caveat.Slot[]} wrong @returns {string} the query with what was looked for in its place */
  function corrected(query, wrong) {
    return query.replace(/[\p{L}\p{N}\p{M}'\u2019]+/gu, (piece) => {
      const word = words(fold(piece))[0];
      const slot = wrong.find((each) => each.typed === word);
      return slot ? slot.instead : piece;
    });
  }

  /** @type {Caveat.Results["hints"]} */
  function hints(query, { slots, ranking, gone }, addressOf) {
    const wrong = slots.filter((each) => each.instead);
    const unknown = slots.filter((each) => each.typed && !each.alternatives.length);
    const shown = ranking.length + gone.length > 0;
    const made = [];
    if (wrong.length) {
      const better = corrected(query, wrong);
      const said = [". Did you mean ", link(addressOf(better), better), shown ? "? The results are for that." : "?"];
      made.push(element("p", "", "No page has ", ...quoted(wrong.map((each) => each.typed)), ...said));
    }
    if (unknown.length && unknown.length < slots.length) {
      const said = shown ? ". The results are for the other words." : ".";
      made.push(element("p", "", "No page has ", ...quoted(unknown.map((each) => each.typed)), said));
    }
    const also = alsoSearched(query, slots);
    if (also.length) made.push(element("p", "small muted", `Also searched: ${also.join(", ")}.`));
    return made;
  }

  /** @param {string} query @param {Caveat.Slot[]} slots @returns {string[]} other names of what was asked for */
  function alsoSearched(query, slots) {
    const terms = slots.flatMap((each) => each.alternatives.map(([{ term }]) => term));
    const names = new Set(terms.filter((term) => term.startsWith("= ")).map((term) => term.slice(2)));
    const plain = words(fold(query)).join(" ");
    return [...names].filter((name) => !` ${plain} `.includes(` ${name} `));
  }

  /* 4. Cards --------------------------------------------------------------------- */

  const ASKING = /^(?:what (?:is|are|does|do)|what's|whats|define|definition of|meaning of|explain)\s+(?:an?\s+|the\s+)?|\s+(?:mean|means|stand for|meaning|definition)\s*\??$|\?$/g;

  /** @param {string} text @returns {string} */
  function plain(text) {
    return words(fold(text)).join(" ");
  }

  /** @param {Caveat.Definition} known @returns {string[]} short form of an Act with its year, and what comes after it; nothing for other words */
  function lawOf([short]) {
    const found = /^(\S+ \d{4})(?: (.+))?$/.exec(short);
    return found ? [found[1], found[2] || ""] : [];
  }

  /** @param {string} query @param {Caveat.Definition} known @returns {boolean} whether a query names the Act */
  function namesAct(query, [short, long]) {
    const asked = ` ${plain(query)} `;
    const names = [short.split(" ")[0], long.replace(/ \d{4}$/, "")];
    return names.some((name) => asked.includes(` ${plain(name)} `));
  }

  /** @param {string} query @param {Caveat.Slot[]} slots @param {Caveat.Definition[]} known @returns {Caveat.Definition[]} */
  function provisionsOf(query, slots, known) {
    const found = slots.flatMap(({ alternatives }) => {
      // The exact provision stands before the wider one: section 45(1) where the list has it, else section 45.
      const each = alternatives.map(([{ term }]) => known.filter((law) => plain(lawOf(law)[1] || "") === term));
      return each.find((laws) => laws.length) || [];
    });
    const named = found.filter((each) => namesAct(query, each));
    return [...new Set(named.length ? named : found)];
  }

  /** @param {string} query @param {Caveat.Definition[]} known @returns {Caveat.Definition[]} what the whole query is a name of */
  function namedBy(query, known) {
    const asked = plain(fold(query).replace(ASKING, ""));
    return known.filter((each) => {
      const act = lawOf(each);
      const names = act.length ? (act[1] ? [] : [each[0], each[1], each[1].replace(/ \d{4}$/, "")]) : [each[0], each[1]];
      return asked && names.some((name) => plain(name) === asked);
    });
  }

  /** @param {string} provision @returns {string} section 45 for s 45 */
  function inWords(provision) {
    return provision.replace(/^s /, "section ").replace(/^Sch /, "Schedule ").replace(/^Art /i, "article ");
  }

  /** @param {string} about @param {Caveat.Definition[]} definitions @param {string} root @param {(law: string) => number} citing */
  function card(about, definitions, root, citing) {
    const lines = definitions.flatMap((each) => {
      const [short, long, meaning, place] = each;
      const act = lawOf(each);
      const title = act.length ? [long, inWords(act[1])].filter(Boolean).join(", ") : short && long !== short ? `${short}: ${long}` : long;
      const to = act.length ? `Every page that cites ${short} (${citing(short)})` : `${short || long} in the glossary`;
      const text = meaning ? `${title.includes(":") ? "." : ":"} ${meaning}` : "";
      return [element("p", "", element("b", "", title), text), element("p", "small", link(root + place, to))];
    });
    return element("div", "law-card", element("p", "small muted", about), ...lines);
  }

  /** @type {Caveat.Results["cards"]} */
  function cards(query, slots, known, root, citing) {
    const provisions = provisionsOf(query, slots, known).slice(0, 3);
    const named = namedBy(query, known);
    const acts = named.filter((each) => lawOf(each).length).slice(0, 3);
    const meanings = named.filter((each) => !lawOf(each).length).slice(0, 5);
    const made = [];
    if (provisions.length) made.push(card("You searched for a provision of law", provisions, root, citing));
    if (acts.length) made.push(card("You searched for an Act", acts, root, citing));
    if (meanings.length) made.push(card(meanings.length > 1 ? `From the glossary: ${meanings.length} meanings` : "From the glossary", meanings, root, citing));
    return made;
  }

  window.caveatResults = { element, link, counted, item, hints, cards };
})();
