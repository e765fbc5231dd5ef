// @ts-check
/**
 * The search page: asks the engine for what is typed and chosen, and follows keys and clicks. What is asked stands in
 * search-asked.js, what is shown in search-shown.js; what a query means and how pages rank is for search-engine.js.
 */
(() => {
  "use strict";

  const engine = window.caveatSearch;
  const { element, link, counted } = window.caveatResults;
  const { asked, readAddress, addressOf, keepAddress, without, choices, asksForOld, narrowed } = window.caveatAsked;
  const { part, show, showNext, showMissing, announce, nameOf } = window.caveatShown;

  /** A query that every page meets. */
  const EVERYTHING = "-updated:<0001";
  /** Rest after a key before the search, and before its outcome is read out, in ms. */
  const REST = 120;
  const READ = 1000;

  const { box, sort, chosen } = asked;
  const index = /** @type {HTMLElement} */ (document.querySelector("[data-search]")).dataset.index || "";
  const form = part("form");
  const fold = /** @type {HTMLDetailsElement} */ (part("fold"));
  const list = part("results");
  const count = part("count");

  /* 1. Asking the engine --------------------------------------------------------- */

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
    if (!asked.whole) return engine.find(typed);
    const found = await engine.find(`${query} `);
    if (knowsLast(found)) return found;
    const begun = await engine.find(query);
    return knowsLast(begun) ? begun : found;
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

  /* 2. Where nothing is found ------------------------------------------------------ */

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

  /* 3. Keys and clicks --------------------------------------------------------------- */

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
      asked.whole = false;
      soon("typed");
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      asked.whole = true;
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
    part("more").addEventListener("click", () => void showNext().catch(() => showMissing("A file of the search index is missing.")));
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
