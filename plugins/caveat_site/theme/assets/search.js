// @ts-check
/**
 * The search page: what is asked, its address, and what is shown. What a query means and how pages rank is in
 * search-engine.js; facets and results are made in search-facets.js and search-results.js.
 */
(() => {
  "use strict";

  const engine = window.caveatSearch;
  const facets = window.caveatFacets;
  const { element, link, counted, item, hints, cards } = window.caveatResults;
  const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
  if (!section) return;

  const index = section.dataset.index || "";
  const root = section.dataset.root || "";
  /** Results that are shown at once, and added by the button below them. */
  const SHOWN = 10;
  /** A query that every page meets. */
  const EVERYTHING = "-updated:<0001";
  /** Rest after a key before the search, and before its outcome is read out, in ms. */
  const REST = 120;
  const READ = 1000;

  /** @param {string} name @returns {HTMLElement} */
  function part(name) {
    return /** @type {HTMLElement} */ (document.querySelector(`[data-search-${name}]`));
  }
  const form = /** @type {HTMLFormElement} */ (part("form"));
  const box = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const sort = /** @type {HTMLSelectElement} */ (part("sort"));
  const fold = /** @type {HTMLDetailsElement} */ (part("fold"));
  const list = part("results");
  const count = part("count");
  const title = document.title;

  /* 1. What is asked, and its address ------------------------------------------- */

  /** Facet to the values chosen in it. @type {Caveat.Chosen} */
  const chosen = new Map();
  /** Whether pages that are no longer in force are shown below the others. */
  let old = false;
  /** Whether the last word is typed to its end: it is in an address, and once Enter is pressed. */
  let whole = true;
  /** Whether the entry of the browser's history is a search that somebody has finished. */
  let finished = true;

  function readAddress() {
    const given = new URLSearchParams(location.search);
    box.value = given.get("q") || "";
    sort.value = given.get("sort") === "new" ? "new" : "";
    old = given.get("old") === "1";
    whole = finished = true;
    chosen.clear();
    for (const name of Object.keys(engine.pages().facets)) {
      const values = given.getAll(name);
      if (values.length) chosen.set(name, values);
    }
  }

  /** @param {{query?: string, choices?: Caveat.Chosen, withOld?: boolean}} [other] what is to differ from what is asked now */
  function addressOf({ query = box.value.trim(), choices = chosen, withOld = old } = {}) {
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
    const before = location.search !== "" && (done || finished);
    if (!same) history[before ? "pushState" : "replaceState"](null, "", address);
    finished = done;
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

  /* 2. Asking the engine --------------------------------------------------------- */

  /** @param {Caveat.Found} found @returns {boolean} whether some page has the last word as it was typed */
  function knowsLast({ slots }) {
    const last = slots[slots.length - 1];
    return !last || !last.typed || (last.alternatives.length > 0 && !last.instead);
  }

  /**
   * A last word that no page has may be the beginning of one: on a phone, people press Enter after half a word.
   * @param {string} typed @returns {Promise<Caveat.Found>}
   */
  async function ask(typed) {
    const query = typed.trim();
    if (!query) return engine.find(EVERYTHING);
    if (!whole) return engine.find(typed);
    const found = await engine.find(`${query} `);
    if (knowsLast(found)) return found;
    const begun = await engine.find(query);
    return knowsLast(begun) ? begun : found;
  }

  /** @param {string} query @returns {boolean} whether pages that are no longer in force are asked for */
  function asksForOld(query) {
    return old || chosen.has("status") || engine.queryOf(query).filters.some(([name]) => name === "status");
  }

  /** @param {Caveat.Found} found @param {boolean} withOld @param {Caveat.Chosen} choices @param {string} [but] a facet not to ask */
  function narrowed(found, withOld, choices, but = "") {
    const columns = engine.pages().facets;
    const force = facets.narrowed(columns, choices, found.ranking, but);
    const gone = facets.narrowed(columns, choices, found.gone, but);
    return { force, gone, shown: withOld || but === "status" ? [...force, ...gone] : force };
  }

  /** @param {Caveat.Ranked[]} pages newest first, those no longer in force after the others */
  function sortByDate(pages) {
    const { updated, gone } = engine.pages();
    pages.sort((a, b) => gone[a.page] - gone[b.page] || updated[b.page] - updated[a.page] || a.page - b.page);
  }

  let latest = 0;

  /**
   * Searches for what is asked now and shows what is found.
   * @param {"typed" | "done" | "read"} how still typing; finished by an act; read from the address
   */
  async function search(how) {
    const typed = box.value;
    const turn = ++latest;
    if (how !== "read") keepAddress(how === "done");
    list.setAttribute("aria-busy", "true");
    try {
      const found = await ask(typed);
      const others = turn === latest ? await whereNothing(typed.trim(), found) : [];
      if (turn === latest) await show(typed.trim(), found, others, () => turn === latest);
    } catch {
      if (turn === latest) showMissing("A file of the search index is missing.");
    }
    if (turn !== latest) return;
    list.setAttribute("aria-busy", "false");
    if (location.search) announce(how === "typed" ? READ : 0);
  }

  /* 3. Showing what is found ------------------------------------------------------ */

  /** @param {string} query @param {Caveat.Found} found @param {HTMLElement[]} others @param {() => boolean} current */
  async function show(query, found, others, current) {
    const withOld = asksForOld(query);
    const { force, gone, shown } = narrowed(found, withOld, chosen);
    if (sort.value === "new") sortByDate(shown);
    const results = await engine.results(shown.slice(0, SHOWN), found);
    const known = query ? await engine.definitions() : [];
    if (!current()) return;
    document.title = query ? `${query} – ${title}` : title;
    part("hint").replaceChildren(...hints(query, found, (better) => addressOf({ query: better })));
    part("cards").replaceChildren(...cards(query, found.slots, known, root, (law) => facets.having(engine.pages().facets, "law", law)));
    list.replaceChildren(...results.map((each) => item(each, found.slots, root)));
    showCount(query, found, force.length, gone.length, withOld);
    showFacets(found, withOld);
    showChips();
    showMore(shown, found);
    part("sorting").hidden = !query || shown.length < 2;
    part("none").hidden = shown.length > 0 || gone.length > 0;
    part("others").replaceChildren(...others);
    part("printed").textContent = [query && `Searched for: ${query}`, ...choices().map(nameOf), old && "Also no longer in force"].filter(Boolean).join(" · ");
  }

  /** @param {string} query @param {Caveat.Found} found @param {number} force @param {number} gone @param {boolean} withOld */
  function showCount(query, found, force, gone, withOld) {
    const total = withOld ? force + gone : force;
    const matches = query ? ` matches ‘${query}’` : "";
    const results = element("b", "", query ? counted(total, "result", "results") : counted(total, "page", "pages"));
    if (total && withOld && force && gone) count.replaceChildren(results, `: ${force} in force, then ${gone} no longer in force`);
    else if (total) count.replaceChildren(results, query ? "" : ", newest first");
    else if (gone) count.replaceChildren(`No page in force${matches}.`);
    else if (chosen.size && found.ranking.length + found.gone.length) count.replaceChildren(noneWithChoices(matches));
    else count.replaceChildren(`Nothing in this edition${matches}.`);
    if (gone && !withOld) count.append(total ? ". " : " ", link(addressOf({ withOld: true }), `Show ${counted(gone, "page", "pages")} no longer in force`));
    part("close").textContent = `Show ${counted(total, "result", "results")}`;
  }

  /** @param {string} matches @returns {string} */
  function noneWithChoices(matches) {
    const number = choices().length;
    return `No page${matches ? ` that${matches}` : ""} has ${number === 1 ? "this filter" : `all ${number} filters`}.`;
  }

  /** @param {Caveat.Found} found @param {boolean} withOld */
  function showFacets(found, withOld) {
    const offers = facets.offers(engine.pages().facets, chosen, (name) => narrowed(found, withOld, chosen, name).shown);
    facets.show(part("facets"), offers);
    const used = choices().length;
    part("used").textContent = used ? `(${used} in use)` : "";
    part("clear").hidden = used === 0;
    part("tools").hidden = offers.length === 0;
    /** @type {HTMLElement} */ (section).classList.toggle("search--facets", offers.length > 0);
  }

  /** @param {[string, string]} choice @returns {string} */
  function nameOf([name, value]) {
    const columns = engine.pages().facets;
    return `${columns[name].name}: ${facets.labelOf(columns, name, value)}`;
  }

  /** @param {string} name @param {string} address */
  function chip(name, address) {
    const cross = element("span", "", " ×");
    cross.setAttribute("aria-hidden", "true");
    return element("li", "", link(address, name, cross, element("span", "vh", ": remove this filter")));
  }

  function showChips() {
    const made = choices().map((each) => chip(nameOf(each), addressOf({ choices: without(...each) })));
    if (old) made.push(chip("Also no longer in force", addressOf({ withOld: false })));
    part("chips").replaceChildren(...made);
    part("chips").hidden = made.length === 0;
  }

  /** @type {() => Promise<void>} adds the next results */
  let next = async () => {};

  /** @param {Caveat.Ranked[]} pages @param {Caveat.Found} found */
  function showMore(pages, found) {
    const more = part("more");
    const turn = latest;
    const update = () => {
      const left = pages.length - list.children.length;
      more.hidden = left <= 0;
      more.querySelectorAll("span").forEach((each) => (each.textContent = ` (${left} left)`));
    };
    next = async () => {
      const from = list.children.length;
      const results = await engine.results(pages.slice(from, from + SHOWN), found);
      if (turn !== latest || from !== list.children.length) return;
      list.append(...results.map((each) => item(each, found.slots, root)));
      update();
      list.children[from].querySelector("a")?.focus();
    };
    update();
  }

  /** @param {string} what */
  function showMissing(what) {
    list.replaceChildren();
    for (const name of ["hint", "cards", "others"]) part(name).replaceChildren();
    for (const name of ["more", "tools", "sorting", "chips"]) part(name).hidden = true;
    part("none").hidden = false;
    count.textContent = `${what} The library and A to Z list every page.`;
  }

  let reading = 0;
  /** Reads out how many there are: once somebody rests, and never twice the same. @param {number} delay */
  function announce(delay) {
    clearTimeout(reading);
    const said = [...part("hint").children, count].map((each) => (each.textContent || "").trim()).filter(Boolean).join(" ");
    reading = window.setTimeout(() => {
      if (part("said").textContent !== said) part("said").textContent = said;
    }, delay);
  }

  /* 4. Where nothing is found ------------------------------------------------------ */

  const PIECE = /-?(?:[A-Za-z]+:)?(?:"[^"]*"?|[^\s"]+)/g;

  /** @param {string} query @returns {string[]} queries that ask for less */
  function lesserQueries(query) {
    const { text } = engine.queryOf(query);
    const pieces = query.match(PIECE) || [];
    const special = pieces.filter((piece) => piece.startsWith("-") || !engine.queryOf(piece).text);
    const each = special.map((piece) => pieces.filter((other) => other !== piece).join(" "));
    const single = text.split(/\s+/);
    return [query.replace(/"/g, ""), ...each, text, ...(single.length > 1 ? single : [])].filter((other) => other && other !== query);
  }

  /** @param {string} query @param {Caveat.Found} found @returns {Promise<HTMLElement[]>} what would find something, where this does not */
  async function whereNothing(query, found) {
    const withOld = asksForOld(query);
    if (!narrowed(found, withOld, chosen).shown.length) {
      const made = choices().map((each) => {
        const fewer = without(...each);
        const number = narrowed(found, withOld, fewer).shown.length;
        return { address: addressOf({ choices: fewer }), name: `Without ${nameOf(each)}`, number };
      });
      if (found.ranking.length + found.gone.length === 0) {
        for (const other of new Set(lesserQueries(query))) {
          const number = narrowed(await engine.find(`${other} `), withOld, chosen).shown.length;
          made.push({ address: addressOf({ query: other }), name: other, number });
        }
      }
      return made.filter((each) => each.number).slice(0, 8)
        .map(({ address, name, number }) => element("li", "", link(address, name), ` (${counted(number, "result", "results")})`));
    }
    return [];
  }

  /* 5. Keys and clicks --------------------------------------------------------------- */

  let timer = 0;
  /** @param {"typed" | "done" | "read"} how */
  function soon(how) {
    clearTimeout(timer);
    timer = window.setTimeout(search, how === "typed" ? REST : 0, how);
  }

  /** @param {KeyboardEvent} event the arrows lead through the results, Escape back to the box */
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    const stops = /** @type {HTMLElement[]} */ ([box, ...list.querySelectorAll("h3 a"), ...part("more").querySelectorAll("button")]);
    const place = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (place < 0) return;
    const step = { ArrowDown: place + 1, ArrowUp: place - 1, Escape: 0 }[event.key];
    const target = step === undefined ? undefined : stops[step];
    if (event.key === "Escape" && place === 0 && box.value) {
      box.value = "";
      soon("done");
    } else if (target && target !== box && target.offsetParent !== null) target.focus();
    else if (target && place > 0) box.focus();
    else return;
    event.preventDefault();
  }

  /** Links of this page that only change what is asked are followed without loading it again. @param {MouseEvent} event */
  function onClick(event) {
    const at = event.target instanceof Element ? event.target.closest("a") : null;
    const address = at && at.getAttribute("href");
    if (!address || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!address.startsWith("?") && address !== location.pathname) return;
    event.preventDefault();
    history.pushState(null, "", address);
    readAddress();
    soon("read");
    // What was clicked is replaced: the focus goes to what is said instead, and not to the box, which opens a keyboard.
    count.focus();
  }

  /** @param {boolean} wide beside the results where there is room, folded above them where there is not */
  function layOut(wide) {
    fold.open = wide;
  }

  function listen() {
    box.addEventListener("input", () => {
      whole = false;
      soon("typed");
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      whole = true;
      soon("done");
    });
    sort.addEventListener("change", () => soon("done"));
    part("facets").addEventListener("change", () => {
      chosen.clear();
      for (const input of /** @type {HTMLInputElement[]} */ ([...part("facets").querySelectorAll("input:checked")])) {
        chosen.set(input.name, [...(chosen.get(input.name) || []), input.value]);
      }
      soon("done");
    });
    part("facets").addEventListener("submit", (event) => event.preventDefault());
    part("clear").addEventListener("click", () => {
      chosen.clear();
      soon("done");
      count.focus();
    });
    part("close").addEventListener("click", () => {
      fold.open = false;
      count.focus();
    });
    part("more").addEventListener("click", () => void next().catch(() => showMissing("A file of the search index is missing.")));
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    window.addEventListener("popstate", () => {
      readAddress();
      soon("read");
    });
  }

  async function start() {
    const wide = matchMedia("(min-width: 60em)");
    layOut(wide.matches);
    wide.addEventListener("change", () => layOut(wide.matches));
    try {
      await engine.open(index);
    } catch {
      showMissing("The search index is missing.");
      announce(0);
      return;
    }
    readAddress();
    listen();
    if (!location.search) box.focus();
    await search("read");
  }

  start();
})();
