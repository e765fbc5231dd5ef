// @ts-check
/**
 * Searches the edition in the browser, over http and file:// alike.
 *
 * The index is plain .js files that call caveatSearch.add(); they are loaded as script elements, because a page
 * of a folder may not fetch. Tokens are made exactly as caveat.search.tokens makes them.
 */
(() => {
  "use strict";

  /**
   * @typedef {{href: string, title: string, kind: string, ref: string, date: string, status: string, excerpt: string}} Entry
   * @typedef {Record<string, [number, number][]>} Postings token -> pairs of document and weight
   * @typedef {{document: Entry, score: number}} Hit
   */

  const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-root]"));
  const root = section?.dataset.searchRoot ?? "";
  const shards = new Set((section?.dataset.searchShards ?? "").split(" ").filter(Boolean));

  /* 1. The index ---------------------------------------------------------- */

  /** @type {Map<string, Promise<any>>} */
  const loading = new Map();
  /** @type {Map<string, (data: any) => void>} */
  const waiting = new Map();

  /**
   * Called by each file of the index.
   *
   * @param {string} name
   * @param {Entry[] | Postings} data
   */
  function add(name, data) {
    waiting.get(name)?.(data);
  }

  /**
   * @param {string} name
   * @returns {Promise<any>} the data of one file, loaded once; undefined where the index has no such file
   */
  function load(name) {
    if (!shards.has(name)) return Promise.resolve(undefined);
    let data = loading.get(name);
    if (!data) {
      data = new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = `${root}${name}.js`;
        script.onerror = () => {
          loading.delete(name);
          reject(new Error(`The search index lacks ${name}.js`));
        };
        document.head.append(script);
      });
      loading.set(name, data);
    }
    return data;
  }

  /* 2. Finding ------------------------------------------------------------ */

  /** @param {string} text @returns {string[]} */
  function tokens(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  }

  /** @param {string} token @returns {string} the name of the file that holds it */
  function shardOf(token) {
    return `postings-${/^[a-z0-9]/.test(token) ? token[0] : "_"}`;
  }

  /**
   * @param {string} word
   * @param {boolean} prefix whether longer tokens count as well
   * @returns {Promise<Map<number, number>>} document -> weight
   */
  async function weights(word, prefix) {
    /** @type {Postings} */
    const postings = (await load(shardOf(word))) ?? {};
    const found = new Map();
    const matching = prefix ? Object.keys(postings).filter((token) => token.startsWith(word)) : Object.hasOwn(postings, word) ? [word] : [];
    for (const token of matching) {
      for (const [document, weight] of postings[token]) found.set(document, (found.get(document) ?? 0) + weight);
    }
    return found;
  }

  /**
   * @param {string} query
   * @returns {Promise<Hit[]>} the documents that have every word, best first
   */
  async function find(query) {
    const words = tokens(query);
    if (words.length === 0) return [];
    /** @type {[Entry[], ...Map<number, number>[]]} */
    const [documents, ...found] = await Promise.all([
      load("documents"),
      ...words.map((word, index) => weights(word, index === words.length - 1)),
    ]);
    const scores = [];
    for (const document of found[0].keys()) {
      if (!found.every((word) => word.has(document))) continue;
      scores.push({ document, score: found.reduce((sum, word) => sum + (word.get(document) ?? 0), 0) });
    }
    scores.sort((a, b) => b.score - a.score || a.document - b.document);
    return scores.map(({ document, score }) => ({ document: documents[document], score }));
  }

  /* 3. Showing ------------------------------------------------------------ */

  const STATES = { superseded: "SUPERSEDED", withdrawn: "WITHDRAWN" };
  const PAGE = 20;

  /**
   * @param {string} name
   * @param {string} [className]
   * @param {(Node | string)[]} children
   */
  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /**
   * @param {string} text
   * @param {string[]} words
   * @returns {(Node | string)[]} the text with the words that were searched for marked
   */
  function marked(text, words) {
    const last = words[words.length - 1];
    return text.split(/([\p{L}\p{N}\p{M}]+)/u).filter(Boolean).map((part) => {
      const hit = tokens(part).some((token) => words.includes(token) || token.startsWith(last));
      return hit ? element("mark", "", part) : part;
    });
  }

  /** @param {Entry} entry */
  function stopped(entry) {
    return entry.status === "superseded" || entry.status === "withdrawn";
  }

  /** @param {Entry} entry @param {string[]} words */
  function result(entry, words) {
    const link = element("a", "", ...marked(entry.title, words));
    link.setAttribute("href", (section?.dataset.siteRoot ?? "") + entry.href);
    const meta = element("p", "result__meta");
    if (stopped(entry)) {
      const status = /** @type {"superseded" | "withdrawn"} */ (entry.status);
      meta.append(element("span", `badge badge--${status}`, STATES[status]));
    } else if (entry.status === "force") {
      meta.append(element("span", "state", "In force"));
    }
    for (const [text, className] of [[entry.kind, ""], [entry.ref, "ref"], [entry.date, ""]]) {
      if (text) meta.append(" ", element("span", className, text));
    }
    const item = element("li", stopped(entry) ? "result result--old" : "result", element("h3", "", link), meta);
    if (entry.excerpt) item.append(element("p", "", ...marked(entry.excerpt, words)));
    return item;
  }

  /** @param {Entry[]} entries @param {string} query */
  function summary(entries, query) {
    const old = entries.filter(stopped).length;
    if (entries.length === 0) return `Nothing in this edition matches ‘${query}’.`;
    const total = `${entries.length} ${entries.length === 1 ? "result" : "results"}`;
    return old === 0 ? `${total}.` : `${total}: ${entries.length - old} in force, then ${old} no longer in force.`;
  }

  function start() {
    const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-search-form]"));
    const box = form?.querySelector("input");
    const count = section?.querySelector("[data-search-count]");
    const list = section?.querySelector("[data-search-results]");
    const none = /** @type {HTMLElement | null | undefined} */ (section?.querySelector("[data-search-none]"));
    const more = /** @type {HTMLElement | null | undefined} */ (section?.querySelector("[data-search-more]"));
    if (!form || !box || !count || !list || !none || !more) return;

    /** @type {() => void} */
    let showMore = () => {};
    let latest = 0;
    more.querySelector("button")?.addEventListener("click", () => showMore());

    const search = async () => {
      const query = box.value.trim();
      const turn = ++latest;
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query).replace(/%20/g, "+")}` : location.pathname);
      list.setAttribute("aria-busy", "true");
      /** @type {Entry[]} */
      let entries;
      try {
        entries = (await find(query)).map((hit) => hit.document);
      } catch {
        if (turn !== latest) return;
        list.replaceChildren();
        list.setAttribute("aria-busy", "false");
        none.hidden = false;
        more.hidden = true;
        count.textContent = "A file of the search index is missing. The library and A to Z list every page.";
        return;
      }
      if (turn !== latest) return;
      // Within each group the order of the ranking stays.
      entries = [...entries.filter((entry) => !stopped(entry)), ...entries.filter(stopped)];
      const words = tokens(query);
      list.replaceChildren();
      none.hidden = !query || entries.length > 0;
      count.textContent = query ? summary(entries, query) : "";
      showMore = () => {
        const from = list.children.length;
        list.append(...entries.slice(from, from + PAGE).map((entry) => result(entry, words)));
        more.hidden = list.children.length >= entries.length;
        if (from > 0) /** @type {HTMLElement | null} */ (list.children[from].querySelector("a"))?.focus();
      };
      showMore();
      list.setAttribute("aria-busy", "false");
    };

    let timer = 0;
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, 150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      search();
    });
    box.value = new URLSearchParams(location.search).get("q") ?? "";
    if (box.value) search();
    else box.focus();
  }

  Object.assign(window, { caveatSearch: { add, tokens, find } });
  start();
})();
