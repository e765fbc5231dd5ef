// @ts-check
/**
 * The files of an index, over http and file:// alike.
 *
 * A shard is a .js file that calls caveatSearch.add(): a page in a folder may load a script, and may not fetch. The code
 * that ranks is written as if all shards were there. Where one is missing it is noted, what can go on goes on, and once
 * the missing ones are loaded it runs again.
 */
(() => {
  "use strict";

  const FORMAT = 4;
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
   * @template F, T
   * @param {F[]} list @param {(each: F) => T} work
   * @returns {T[]} what work gives for each; throws MISSING where one lacks a shard, once all have asked for theirs
   */
  function eachOf(list, work) {
    const found = list.map((one) => attempt(() => [work(one)], []));
    if (found.some((one) => one.length === 0)) throw MISSING;
    return found.map(([one]) => one);
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

  /** @param {string} folder address of the folder with the shards @returns {Promise<void>} */
  async function open(folder) {
    if (root !== folder) {
      root = folder;
      shards.clear();
      loading.clear();
    }
    await complete(() => [attempt(() => shard("index"), null), shard("pages")]);
  }

  /** Loads a small lexicon whole, once a first search is done: the next one has to wait for one file less. */
  function loadAhead() {
    for (let number = 0; number < shard("index").ahead; number++) load(`words-${number}`).catch(() => {});
  }

  /** Marks that end a number, with its last digit; and those before them. @type {Map<number, number>} */
  const ENDS = new Map([..."!#$%&'()*+,-./:;<=>?@[]^"].map((mark, digit) => [mark.charCodeAt(0), digit]));
  const MORE = "_`{|}~";
  const LAST = new Int8Array(128).map((_, code) => (ENDS.has(code) ? /** @type {number} */ (ENDS.get(code)) : -1 - MORE.indexOf(String.fromCharCode(code))));

  /** @param {string} text @returns {number[]} the numbers that a shard has in a text: as caveat.search.numbers writes them */
  function numbers(text) {
    const found = [];
    let before = 0;
    for (let place = 0; place < text.length; place++) {
      const digit = LAST[text.charCodeAt(place)];
      if (digit < 0) before = before * 6 - digit;
      else {
        found.push(before * 24 + digit);
        before = 0;
      }
    }
    return found;
  }

  /** @returns {boolean} whether the code in hand lacks a shard */
  function lacking() {
    return missing.size > 0;
  }

  /** Forget what results showed first: a browser has them at hand, and a phone has little memory. */
  function forget() {
    const names = [...shards.keys()].filter((name) => name.startsWith("page-"));
    for (const name of names.slice(0, -KEPT_PAGES)) {
      shards.delete(name);
      loading.delete(name);
    }
  }

  window.caveatShards = { add, open, shard, attempt, eachOf, complete, lacking, loadAhead, forget, numbers };
})();
