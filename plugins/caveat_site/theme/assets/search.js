// @ts-check
/**
 * The search page: results, facets, what was understood, and an address that can be shared. What a query means and how
 * pages rank is in search-engine.js.
 */
(() => {
  "use strict";

  const engine = /** @type {any} */ (window).caveatSearch;
  const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
  if (!section) return;

  /**
   * @typedef {{page: number, score: number}} Ranked
   * @typedef {{anchor: string, heading: string, text: string}} Excerpt
   * @typedef {{url: string, title: string, id: string, kind: string, status: string, dated: string, marking: string,
   *   audience: string, excerpt: Excerpt}} Result
   * @typedef {{name: string, values: string[], labels: string[], sets: number[][], pages: number[]}} Facet
   * @typedef {{shown: string[], typed: string, instead: string, alternatives: [{term: string}, number][]}} Slot
   */

  const index = section.dataset.index || "";
  const root = section.dataset.root || "";
  const SHOWN = 10;
  const FOLDED = 6;
  const STATES = /** @type {Record<string, string>} */ ({ superseded: "SUPERSEDED", withdrawn: "WITHDRAWN" });

  /** @param {string} selector @returns {HTMLElement} */
  function part(selector) {
    return /** @type {HTMLElement} */ (document.querySelector(`[data-search-${selector}]`));
  }
  const form = /** @type {HTMLFormElement} */ (part("form"));
  const box = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const sort = /** @type {HTMLSelectElement} */ (part("sort"));
  const [hint, count, list, facets, chips, more, none, cards, tools] =
    ["hint", "count", "results", "facets", "chips", "more", "none", "cards", "tools"].map(part);

  /** @param {string} name @param {string} className @param {...(Node | string)} children */
  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /** @param {string} address @param {...(Node | string)} children */
  function link(address, ...children) {
    const made = element("a", "", ...children);
    made.setAttribute("href", address);
    return made;
  }

  /* 1. The address ------------------------------------------------------------ */

  /** What is chosen: facet to values. @type {Map<string, string[]>} */
  const chosen = new Map();

  function readAddress() {
    const given = new URLSearchParams(location.search);
    box.value = given.get("q") || "";
    sort.value = given.get("sort") === "new" ? "new" : "";
    chosen.clear();
    for (const name of Object.keys(engine.pages().facets)) {
      const values = given.getAll(name);
      if (values.length) chosen.set(name, values);
    }
  }

  /** @param {string} query @param {Map<string, string[]>} values */
  function addressOf(query, values) {
    const given = new URLSearchParams();
    if (query) given.set("q", query);
    values.forEach((each, name) => each.forEach((value) => given.append(name, value)));
    if (sort.value) given.set("sort", sort.value);
    const text = given.toString();
    return text ? `?${text}` : location.pathname;
  }

  /* 2. Facets ------------------------------------------------------------------ */

  /** @param {string} name @returns {(page: number) => string[]} the values of a page in a facet */
  function valuesOf(name) {
    const facet = /** @type {Facet} */ (engine.pages().facets[name]);
    return (page) => facet.sets[facet.pages[page]].map((number) => facet.values[number]);
  }

  /** @param {Ranked[]} pages @param {string} [but] a facet that is not asked @returns {Ranked[]} those with what is chosen */
  function narrowed(pages, but = "") {
    let left = pages;
    chosen.forEach((wanted, name) => {
      if (name === but) return;
      const values = valuesOf(name);
      left = left.filter(({ page }) => values(page).some((value) => wanted.includes(value)));
    });
    return left;
  }

  /** @param {Ranked[]} pages every page that was found, in force or not */
  function showFacets(pages) {
    const columns = /** @type {Record<string, Facet>} */ (engine.pages().facets);
    const focused = /** @type {HTMLInputElement | null} */ (document.activeElement);
    const again = focused && facets.contains(focused) ? `${focused.name}=${focused.value}` : "";
    const fields = [];
    for (const [name, facet] of Object.entries(columns)) {
      const values = valuesOf(name);
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const { page } of narrowed(pages, name)) for (const value of values(page)) counts.set(value, (counts.get(value) || 0) + 1);
      const wanted = chosen.get(name) || [];
      const shown = facet.values
        .map((value, number) => ({ value, label: facet.labels[number], number: counts.get(value) || 0 }))
        .filter((each) => each.number > 0 || wanted.includes(each.value));
      if (name !== "status" && name !== "year") shown.sort((a, b) => b.number - a.number || (a.label < b.label ? -1 : 1));
      if (name === "year") shown.reverse();
      if (shown.length > 1 || wanted.length) fields.push(field(name, facet.name, shown, wanted));
    }
    const used = [...chosen.values()].reduce((sum, each) => sum + each.length, 0);
    part("used").textContent = used ? ` (${used} in use)` : "";
    facets.replaceChildren(...fields);
    if (again) {
      const inputs = /** @type {HTMLInputElement[]} */ ([...facets.querySelectorAll("input")]);
      const same = inputs.find((each) => `${each.name}=${each.value}` === again);
      if (same) same.focus();
    }
  }

  /** @param {string} name @param {string} title @param {{value: string, label: string, number: number}[]} shown @param {string[]} wanted */
  function field(name, title, shown, wanted) {
    const labels = shown.map(({ value, label, number }) => {
      const input = document.createElement("input");
      input.type = "checkbox";
      input.name = name;
      input.value = value;
      input.checked = wanted.includes(value);
      return element("label", "", input, element("span", "", label), element("span", "", String(number)));
    });
    const open = labels.slice(0, FOLDED);
    const rest = labels.slice(FOLDED);
    const made = element("fieldset", "", element("legend", "", title), ...open);
    if (rest.length) {
      const fold = element("details", "facets__rest", element("summary", "", `${rest.length} more`), ...rest);
      if (rest.some((each) => /** @type {HTMLInputElement} */ (each.firstChild).checked)) fold.setAttribute("open", "");
      made.append(fold);
    }
    return made;
  }

  function showChips() {
    const made = [];
    chosen.forEach((values, name) => {
      const facet = /** @type {Facet} */ (engine.pages().facets[name]);
      for (const value of values) {
        const number = facet.values.indexOf(value);
        const others = new Map(chosen);
        const left = values.filter((each) => each !== value);
        if (left.length) others.set(name, left);
        else others.delete(name);
        const words = `${facet.name}: ${number < 0 ? value : facet.labels[number]} `;
        const cross = element("span", "", "×");
        cross.setAttribute("aria-hidden", "true");
        const chip = link(addressOf(box.value.trim(), others), words, cross, element("span", "vh", ": remove this filter"));
        chip.dataset.filter = `${name}=${value}`;
        made.push(element("li", "", chip));
      }
    });
    chips.replaceChildren(...made);
    chips.hidden = made.length === 0;
  }

  /* 3. What was understood ------------------------------------------------------ */

  /** @param {string} query @param {Slot[]} slots */
  function showHint(query, slots) {
    const wrong = slots.filter((each) => each.instead);
    const unknown = slots.filter((each) => each.typed && !each.alternatives.length);
    const lines = [];
    if (wrong.length) {
      let better = query;
      for (const { typed, instead } of wrong) {
        const words = better.split(/(\s+)/);
        better = words.map((word) => (engine.words(engine.fold(word))[0] === typed ? instead : word)).join("");
      }
      const names = wrong.flatMap((each, number) => [number ? ", " : "", element("b", "", each.typed)]);
      const line = element("p", "", "No page has ", ...names, ". Did you mean ", link(addressOf(better, chosen), better), "? The results below are for that.");
      lines.push(line);
    }
    if (unknown.length && unknown.length < slots.length) {
      const names = unknown.flatMap((each, number) => [number ? ", " : "", element("b", "", each.typed)]);
      lines.push(element("p", "", "No page has ", ...names, "; searched for the other words."));
    }
    const also = new Set(slots.flatMap((each) => each.alternatives.map(([{ term }]) => term)).filter((term) => term.startsWith("= ")).map((term) => term.slice(2)));
    const plain = engine.fold(query);
    const others = [...also].filter((each) => !plain.includes(each));
    if (others.length) lines.push(element("p", "small muted", `Also searched: ${others.join(", ")}.`));
    hint.replaceChildren(...lines);
  }

  const ASKING = /^(?:what (?:is|are|does|do)|what's|whats|define|definition of|meaning of|explain)\s+(?:an?\s+|the\s+)?|\s+(?:mean|means|stand for|meaning|definition)\s*\??$|\?$/g;

  /** @param {string} query @param {Slot[]} slots */
  async function showCards(query, slots) {
    const asked = engine.words(engine.fold(query).replace(ASKING, "")).join(" ");
    const law = slots.map((each) => each.alternatives.length && each.alternatives[0][0].term).filter((term) => term && /^(?:s|sch|art) /.test(term));
    if (!law.length && asked.split(" ").length > 6) return cards.replaceChildren();
    const known = /** @type {[string, string, string, string][]} */ (await engine.definitions());
    const found = known.filter(([short, long]) => {
      const name = engine.words(engine.fold(short)).join(" ");
      return asked && (name === asked || engine.words(engine.fold(long)).join(" ") === asked) && !/ \d{4} /.test(`${short} `);
    });
    const provisions = known.filter(([short]) => law.some((term) => engine.words(engine.fold(short)).join(" ").endsWith(` ${term}`)));
    const named = provisions.filter(([short, long]) => {
      const words = engine.words(engine.fold(query));
      return words.includes(engine.fold(short).split(" ")[0]) || engine.fold(query).includes(engine.fold(long).replace(/ \d{4}$/, ""));
    });
    const shown = [...found, ...(named.length ? named : provisions)].slice(0, 3);
    return cards.replaceChildren(
      ...shown.map(([short, long, meaning, place]) => {
        const provision = provisions.some((each) => each[3] === place);
        const title = provision ? `${long}, ${short.slice(short.search(/\d{4}/) + 5)}` : short && long !== short ? `${short}: ${long}` : long;
        const to = provision ? "Every page that cites it" : "In the glossary";
        return element(
          "div", "law-card",
          element("p", "small muted", provision ? "You searched for a provision of law" : "From the glossary"),
          element("p", "", element("b", "", title), meaning ? `: ${meaning}` : ""),
          element("p", "small", link(root + place, to)),
        );
      }),
    );
  }

  /* 4. Results ------------------------------------------------------------------ */

  /** @param {string} text @param {Set<string>} words @returns {(Node | string)[]} the text with these words marked */
  function marked(text, words) {
    return text.split(/([\p{L}\p{N}\p{M}'\u2019]+)/u).filter(Boolean).map((piece) => {
      const hit = engine.words(engine.fold(piece)).some((/** @type {string} */ word) => words.has(word));
      return hit ? element("mark", "", piece) : piece;
    });
  }

  /** @param {Result} result @param {Set<string>} words */
  function item(result, words) {
    const gone = result.status in STATES;
    const meta = element("p", "result__meta");
    if (result.audience) meta.append(element("span", "badge badge--restricted", result.audience.toUpperCase()), " ");
    if (gone) meta.append(element("span", `badge badge--${result.status}`, STATES[result.status]));
    else if (result.status) meta.append(element("span", "state", "In force"));
    const marking = result.marking && result.marking !== "OFFICIAL" ? result.marking : "";
    for (const [text, className] of [[result.kind, ""], [result.id, "ref"], [result.dated, ""], [marking, "result__marking"]]) {
      if (text) meta.append(" ", element("span", className, text));
    }
    const made = element("li", gone ? "result result--old" : "result", element("h3", "", link(root + result.url, ...marked(result.title, words))), meta);
    const { anchor, heading, text } = result.excerpt;
    if (heading && anchor) {
      const best = link(`${root}${result.url}#${anchor}`, ...marked(heading, words));
      made.append(element("p", "result__section", "Best section: ", best));
    }
    if (text) made.append(element("p", "", ...marked(text, words)));
    return made;
  }

  /** @param {number} number @param {string} one @param {string} many */
  function counted(number, one, many) {
    return `${number} ${number === 1 ? one : many}`;
  }

  /** @param {string} query @param {number} force @param {number} gone @param {boolean} hidden */
  function showCount(query, force, gone, hidden) {
    const total = hidden ? force : force + gone;
    let text = "";
    if (query || chosen.size) {
      if (total === 0 && !gone) text = query ? `Nothing in this edition matches ‘${query}’.` : "Nothing in this edition matches.";
      else if (hidden || gone === 0) text = `${counted(total, "result", "results")}.`;
      else text = `${counted(total, "result", "results")}: ${force} in force, then ${gone} no longer in force.`;
    }
    count.replaceChildren(text);
    if (hidden && gone > 0) {
      const others = new Map(chosen).set("status", engine.pages().facets.status.values);
      const show = link(addressOf(query, others), `Show ${counted(gone, "page", "pages")} no longer in force`);
      show.dataset.gone = "";
      count.append(" ", show);
    }
  }

  let latest = 0;
  /** Whether the last word is typed to its end: it is in an address, and once Enter is pressed. */
  let whole = true;

  async function search() {
    const query = box.value.trim();
    const typed = whole ? `${query} ` : box.value;
    const turn = ++latest;
    history.replaceState(null, "", addressOf(query, chosen));
    list.setAttribute("aria-busy", "true");
    try {
      const found = await engine.find(query ? typed : everything());
      if (turn === latest) await show(query, found, turn);
    } catch {
      if (turn !== latest) return;
      list.replaceChildren();
      more.hidden = tools.hidden = true;
      none.hidden = false;
      count.textContent = "A file of the search index is missing. The library and A to Z list every page.";
    }
    if (turn === latest) list.setAttribute("aria-busy", "false");
  }

  /** @returns {string} without words, what is chosen decides alone */
  function everything() {
    return chosen.size ? "updated:>=0000" : "";
  }

  /** @param {string} query @param {{ranking: Ranked[], gone: Ranked[], slots: Slot[]}} found @param {number} turn */
  async function show(query, found, turn) {
    const statuses = chosen.get("status");
    const asked = statuses !== undefined || /(^|\s)status:/i.test(query);
    const force = narrowed(found.ranking);
    const gone = narrowed(found.gone);
    const ranked = asked ? [...force, ...gone] : force;
    if (sort.value === "new") {
      const { updated } = engine.pages();
      ranked.sort((a, b) => updated[b.page] - updated[a.page] || a.page - b.page);
    }
    const results = await engine.results(ranked.slice(0, SHOWN), found);
    if (turn !== latest) return;
    const words = new Set(found.slots.flatMap((each) => each.shown));
    showHint(query, found.slots);
    showCount(query, force.length, gone.length, !asked);
    showFacets([...found.ranking, ...found.gone]);
    showChips();
    tools.hidden = found.ranking.length + found.gone.length === 0;
    none.hidden = (!query && !chosen.size) || ranked.length > 0;
    list.replaceChildren(...results.map((/** @type {Result} */ each) => item(each, words)));
    showMore(ranked, found, words);
    await showCards(query, found.slots);
  }

  let next = async () => {};

  /** @param {Ranked[]} ranked @param {any} found @param {Set<string>} words */
  function showMore(ranked, found, words) {
    more.hidden = list.children.length >= ranked.length;
    next = async () => {
      const from = list.children.length;
      const results = await engine.results(ranked.slice(from, from + SHOWN), found);
      list.append(...results.map((/** @type {Result} */ each) => item(each, words)));
      more.hidden = list.children.length >= ranked.length;
      const first = /** @type {HTMLElement | null} */ (list.children[from] && list.children[from].querySelector("a"));
      if (first) first.focus();
    };
  }

  /* 5. Keys and clicks ----------------------------------------------------------- */

  let timer = 0;
  /** @param {number} delay */
  function soon(delay) {
    clearTimeout(timer);
    timer = window.setTimeout(search, delay);
  }

  /** @param {KeyboardEvent} event the arrows lead through the results, Escape back to the box */
  function onKey(event) {
    const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("h3 a")]);
    const place = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const inBox = document.activeElement === box;
    if (!inBox && place < 0) return;
    if (event.key === "ArrowDown") focus(links[place + 1]);
    else if (event.key === "ArrowUp" && !inBox) focus(links[place - 1] || box);
    else if (event.key === "Escape" && !inBox) focus(box);
    else if (event.key === "Escape" && box.value) {
      box.value = "";
      soon(0);
    } else return;
    event.preventDefault();
  }

  /** @param {HTMLElement | undefined} target */
  function focus(target) {
    if (target) target.focus();
  }

  function listen() {
    box.addEventListener("input", () => {
      whole = false;
      soon(120);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      whole = true;
      soon(0);
    });
    sort.addEventListener("change", () => soon(0));
    facets.addEventListener("change", () => {
      chosen.clear();
      for (const input of /** @type {HTMLInputElement[]} */ ([...facets.querySelectorAll("input:checked")])) {
        chosen.set(input.name, [...(chosen.get(input.name) || []), input.value]);
      }
      soon(0);
    });
    part("clear").addEventListener("click", () => {
      chosen.clear();
      soon(0);
    });
    section.addEventListener("click", (event) => {
      const at = /** @type {HTMLElement} */ (event.target).closest("a");
      const inside = at && at.getAttribute("href");
      if (!inside || (!inside.startsWith("?") && inside !== location.pathname)) return;
      event.preventDefault();
      history.replaceState(null, "", inside);
      readAddress();
      soon(0);
      box.focus();
    });
    part("more").addEventListener("click", () => next());
    document.addEventListener("keydown", onKey);
    window.addEventListener("popstate", () => {
      readAddress();
      soon(0);
    });
  }

  async function start() {
    // Beside the results where there is room, folded above them where there is not.
    /** @type {HTMLDetailsElement} */ (part("fold")).open = matchMedia("(min-width: 60em)").matches;
    try {
      await engine.open(index);
    } catch {
      count.textContent = "The search index is missing. The library and A to Z list every page.";
      none.hidden = false;
      return;
    }
    readAddress();
    listen();
    if (box.value || chosen.size) await search();
    else box.focus();
  }

  start();
})();
