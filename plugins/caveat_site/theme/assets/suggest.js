// @ts-check
/**
 * Suggestions below the search box of every page: titles, sections and the glossary's words, while somebody types.
 * A combobox as the ARIA Authoring Practices Guide has it. The engine is loaded when a box is first used.
 */
(() => {
  "use strict";

  const { index = "", root = "" } = document.body.dataset;
  const MOST = 6;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;

  /** @type {Promise<any> | undefined} */
  let engine;

  /** @param {string} name @returns {Promise<void>} */
  function script(name) {
    return new Promise((resolve, reject) => {
      const made = document.createElement("script");
      made.src = here.replace(/suggest\.js/, name);
      made.onload = () => resolve();
      made.onerror = () => reject(new Error(name));
      document.head.append(made);
    });
  }

  /** @returns {Promise<any>} */
  function load() {
    engine = engine || (async () => {
      await script("search-words.js");
      await script("search-engine.js");
      const found = /** @type {any} */ (window).caveatSearch;
      await found.open(index);
      return found;
    })();
    return engine;
  }

  /**
   * @typedef {{title: string, note: string, href: string}} Suggestion
   * @param {any} search @param {string} typed @returns {Promise<Suggestion[]>}
   */
  async function suggestions(search, typed) {
    const found = await search.find(typed);
    const pages = await search.results(found.ranking.slice(0, MOST), found);
    const folded = search.fold(typed.trim());
    const known = /** @type {[string, string, string, string][]} */ (await search.definitions());
    const words = known.filter(([short, long]) => !/ \d{4}/.test(short) && [short, long].some((each) => each && search.fold(each).startsWith(folded)));
    return [
      ...words.slice(0, 2).map(([short, long, , place]) => ({
        title: short && short !== long ? `${short}: ${long}` : long,
        note: "Glossary",
        href: root + place,
      })),
      ...pages.map((/** @type {any} */ each) => ({
        title: each.title,
        note: [each.kind, each.excerpt.heading].filter(Boolean).join(" · "),
        href: root + each.url + (each.excerpt.anchor ? `#${each.excerpt.anchor}` : ""),
      })),
    ].slice(0, MOST);
  }

  /** @param {HTMLFormElement} form @param {number} number */
  function attach(form, number) {
    const box = /** @type {HTMLInputElement | null} */ (form.querySelector("input[type=search]"));
    if (!box) return;
    const list = document.createElement("ul");
    list.className = "suggest";
    list.id = `page.suggest-${number}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    const status = document.createElement("p");
    status.className = "vh";
    status.setAttribute("role", "status");
    form.append(list, status);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "false");

    /** @type {Suggestion[]} */
    let shown = [];
    let active = -1;
    let turn = 0;

    /** @param {Suggestion[]} found */
    function show(found) {
      shown = found;
      list.replaceChildren(...found.map((each, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const title = document.createElement("b");
        title.textContent = each.title;
        const note = document.createElement("span");
        note.textContent = each.note;
        option.append(title, note);
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => location.assign(each.href));
        return option;
      }));
      list.hidden = found.length === 0;
      box?.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = found.length ? `${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}` : "";
      move(-1);
    }

    /** @param {number} place */
    function move(place) {
      active = place;
      [...list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === place)));
      if (place < 0) box?.removeAttribute("aria-activedescendant");
      else box?.setAttribute("aria-activedescendant", `${list.id}-${place}`);
    }

    async function suggest() {
      const typed = box?.value ?? "";
      const mine = ++turn;
      if (typed.trim().length < 2) return show([]);
      try {
        const found = await suggestions(await load(), typed);
        if (mine === turn && document.activeElement === box) show(found);
      } catch {
        // Without an index the form still leads to the search page, which says so.
        show([]);
      }
    }

    let timer = 0;
    box.addEventListener("focus", () => void load().catch(() => {}), { once: true });
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(suggest, 120);
    });
    box.addEventListener("blur", () => {
      turn++;
      show([]);
    });
    box.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown") move(active + 1 < shown.length ? active + 1 : -1);
      else if (event.key === "ArrowUp") move(active < 0 ? shown.length - 1 : active - 1);
      else if (event.key === "Escape") show([]);
      else if (event.key === "Enter" && active >= 0) location.assign(shown[active].href);
      else return;
      event.preventDefault();
    });
  }

  document.querySelectorAll("form[role=search][action]").forEach((form, number) => attach(/** @type {HTMLFormElement} */ (form), number));
})();
