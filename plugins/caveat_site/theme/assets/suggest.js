// @ts-check
/**
 * Suggestions below the search box of every page: titles, sections and the glossary's words, while somebody types.
 * A combobox with a list, as the ARIA Authoring Practices Guide has it. The engine is loaded when a box is first used.
 */
(() => {
  "use strict";

  const { index = "", root = "" } = document.body.dataset;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** The scripts of the engine, in order. */
  const ENGINE = ["words", "shards", "lexicon", "plan", "rank", "engine"].map((name) => `search-${name}.js`);
  const MOST = 6;
  const MOST_WORDS = 2;
  /** Rest after a key before suggestions appear, and before their number is read out, in ms. */
  const REST = 120;
  const READ = 1000;

  /** @typedef {{title: string, note: string, restricted: boolean, href: string}} Suggestion */

  /** @param {string} name @returns {Promise<void>} */
  function script(name) {
    return new Promise((resolve, reject) => {
      const made = document.createElement("script");
      made.src = here.replace("suggest.js", name);
      // They run in the order in which they are asked for.
      made.async = false;
      made.onload = () => resolve();
      made.onerror = () => reject(new Error(name));
      document.head.append(made);
    });
  }

  /** @type {Promise<Caveat.Search> | undefined} */
  let engine;

  /** @returns {Promise<Caveat.Search>} loaded once; asked for again where it failed */
  function load() {
    if (!engine) {
      engine = (async () => {
        await Promise.all(ENGINE.map(script));
        await window.caveatSearch.open(index);
        return window.caveatSearch;
      })();
      engine.catch(() => (engine = undefined));
    }
    return engine;
  }

  /** @param {Caveat.Search} search @param {string} typed @returns {Promise<Suggestion[]>} words that begin as typed */
  async function glossary(search, typed) {
    const start = search.fold(typed.trim());
    const known = await search.definitions();
    const found = known.filter(([short, long, , place]) => !place.startsWith("law.") && [short, long].some((each) => each && search.fold(each).startsWith(start)));
    return found.slice(0, MOST_WORDS).map(([short, long, , place]) => ({
      title: short && short !== long ? `${short}: ${long}` : long,
      note: "Glossary",
      restricted: false,
      href: root + place,
    }));
  }

  /** @param {Caveat.Search} search @param {string} typed @returns {Promise<Suggestion[]>} pages, by a section where their title does not say it all */
  async function pages(search, typed) {
    const found = await search.find(typed);
    const results = await search.results(found.ranking.slice(0, MOST), found);
    return results.map((each) => ofPage(search, each, found.slots));
  }

  /** @param {Caveat.Search} search @param {Caveat.Result} result @param {Caveat.Slot[]} slots @returns {Suggestion} */
  function ofPage(search, { title, kind, audience, url, excerpt: { anchor, heading } }, slots) {
    /** @param {string} text @returns {number} how many of the things that were asked for a text names */
    const named = (text) => {
      const said = new Set(search.words(search.fold(text)));
      return slots.filter(({ shown }) => shown.some((word) => said.has(word))).length;
    };
    const section = heading && named(title) < slots.length;
    const first = section && named(heading) > named(title);
    const note = section ? (first ? `Section of ${title}` : `Section: ${heading}`) : "";
    return {
      title: first ? heading : title,
      note: [note, kind, audience].filter(Boolean).join(" · "),
      restricted: audience !== "",
      href: section ? `${root}${url}#${anchor}` : root + url,
    };
  }

  /** @param {string} typed @returns {Promise<Suggestion[]>} */
  async function suggestions(typed) {
    const search = await load();
    const known = await glossary(search, typed);
    const places = new Set(known.map(({ href }) => href));
    return [...known, ...(await pages(search, typed)).filter(({ href }) => !places.has(href))].slice(0, MOST);
  }

  /** @param {string} name @param {string} text */
  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  /** @param {Suggestion} suggestion @param {string} id */
  function option({ title, note, restricted, href }, id) {
    const made = element("li", "");
    made.id = id;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    if (restricted) made.className = "suggest__restricted";
    made.append(element("b", title), " ", element("span", note));
    // The box keeps the focus, so that the list is still there when the button is let go.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => location.assign(href));
    return made;
  }

  /** @param {HTMLFormElement} form @param {HTMLInputElement} box @param {string} id */
  function attach(form, box, id) {
    const list = element("ul", "");
    const status = element("p", "");
    Object.assign(list, { className: "suggest", id, hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    status.className = "vh";
    status.setAttribute("role", "status");
    form.append(list, status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries(roles)) box.setAttribute(name, value);

    /** @type {Suggestion[]} */
    let shown = [];
    /** The place of the option that Enter follows; -1 for the words in the box. */
    let active = -1;
    let turn = 0;
    let timer = 0;
    let reading = 0;

    /** @param {number} place */
    function move(place) {
      active = place;
      [...list.children].forEach((each, number) => each.setAttribute("aria-selected", String(number === place)));
      if (place < 0) box.removeAttribute("aria-activedescendant");
      else box.setAttribute("aria-activedescendant", list.children[place].id);
      if (place >= 0) list.children[place].scrollIntoView({ block: "nearest" });
    }

    /** @param {Suggestion[]} found */
    function show(found) {
      shown = found;
      list.replaceChildren(...found.map((each, place) => option(each, `${id}-${place}`)));
      list.hidden = found.length === 0;
      box.setAttribute("aria-expanded", String(!list.hidden));
      move(-1);
      clearTimeout(reading);
      const text = found.length ? `${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}, use the arrow keys` : "";
      reading = window.setTimeout(() => (status.textContent = text), READ);
    }

    function close() {
      turn++;
      clearTimeout(timer);
      show([]);
    }

    async function suggest() {
      const typed = box.value;
      const mine = ++turn;
      if (typed.trim().length < 2) return show([]);
      try {
        const found = await suggestions(typed);
        if (mine === turn && document.activeElement === box) show(found);
      } catch {
        // Without an index the form still leads to the search page, which says so.
        if (mine === turn) show([]);
      }
      return undefined;
    }

    /** @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (list.hidden && event.key === "ArrowDown") void suggest();
      else if (list.hidden) return;
      else if (event.key === "ArrowDown") move(active + 1 < shown.length ? active + 1 : -1);
      else if (event.key === "ArrowUp") move(active < 0 ? shown.length - 1 : active - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && active >= 0) location.assign(shown[active].href);
      else return;
      event.preventDefault();
    }

    box.addEventListener("focus", () => void load().catch(() => {}), { once: true });
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(suggest, REST);
    });
    box.addEventListener("blur", close);
    box.addEventListener("keydown", onKey);
    window.addEventListener("pageshow", close);
  }

  document.querySelectorAll("form[role=search][action]").forEach((form, number) => {
    const box = form.querySelector("input[type=search]");
    if (form instanceof HTMLFormElement && box instanceof HTMLInputElement) attach(form, box, `page.suggest-${number}`);
  });
})();
