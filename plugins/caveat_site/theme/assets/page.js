// @ts-check
/**
 * Small services of every page. Each works on its own and each page works without them.
 */
(() => {
  "use strict";

  const root = document.documentElement;

  const scheme = window.caveatScheme;

  /**
   * @param {string} selector
   * @param {ParentNode} [within]
   * @returns {HTMLElement[]}
   */
  function all(selector, within = document) {
    return Array.from(within.querySelectorAll(selector));
  }

  /** Reading and writing a preference; storage can be forbidden. */
  const store = {
    /** @param {string} key */
    get(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    /** @param {string} key @param {string} value */
    set(key, value) {
      try {
        localStorage.setItem(key, value);
      } catch {
        // The choice lasts for this page.
      }
    },
  };

  /**
   * A group of buttons of which one is pressed.
   *
   * @param {string} attribute the data attribute that holds a button's value
   * @param {string} current
   * @param {(value: string) => void} choose
   */
  function choice(attribute, current, choose) {
    const buttons = all(`[${attribute}]`);
    /** @param {string} value */
    const show = (value) => {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.getAttribute(attribute) === value));
    };
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const value = button.getAttribute(attribute) ?? "";
        choose(value);
        show(value);
      });
    }
    show(current);
  }

  function settings() {
    choice("data-scheme-choice", scheme.chosen(), scheme.choose);
    choice("data-slash-choice", store.get("caveat-slash") === "off" ? "off" : "on", (value) => store.set("caveat-slash", value));
    for (const group of all("[data-settings]")) group.hidden = false;
  }

  /** Firefox takes no file:// address for the form-action 'self' of the page's policy: follow the form as a link. */
  function forms() {
    if (location.protocol !== "file:") return;
    document.addEventListener("submit", (event) => {
      const form = /** @type {HTMLFormElement} */ (event.target);
      if (event.defaultPrevented || !form.hasAttribute("action")) return;
      event.preventDefault();
      const query = new URLSearchParams();
      for (const field of form.querySelectorAll("input")) query.set(field.name, field.value);
      location.assign(`${form.getAttribute("action")}?${query}`);
    });
  }

  /** "/" goes to the search box, unless the reader types, holds a modifier or has turned it off. */
  function slash() {
    let on = () => store.get("caveat-slash") !== "off";
    for (const button of all("[data-slash-choice]")) {
      const value = button.getAttribute("data-slash-choice");
      button.addEventListener("click", () => {
        on = () => value === "on";
      });
    }
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !on()) return;
      const target = /** @type {HTMLElement} */ (event.target);
      if (target.closest("input, select, textarea, [contenteditable]")) return;
      const box = /** @type {HTMLInputElement | undefined} */ (all('[role="search"] input[name="q"]').find((input) => input.offsetParent !== null));
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    });
  }

  /** Marks the section being read in the contents list beside the text. */
  function spy() {
    const list = document.querySelector("[data-spy]");
    if (!list || !("IntersectionObserver" in window)) return;
    /** @type {Map<Element, HTMLElement>} */
    const links = new Map();
    for (const link of all('a[href^="#"]', list)) {
      const heading = document.getElementById(decodeURIComponent((link.getAttribute("href") ?? "").slice(1)));
      if (heading) links.set(heading, link);
    }
    const headings = [...links.keys()];
    if (headings.length === 0) return;

    const mark = () => {
      const line = window.innerHeight * 0.3;
      const passed = headings.filter((heading) => heading.closest(".doc__body") && heading.getBoundingClientRect().top <= line);
      const atEnd = Math.ceil(window.innerHeight + window.scrollY) >= root.scrollHeight - 2 && window.scrollY > 0;
      const inText = headings.filter((heading) => heading.closest(".doc__body"));
      const current = atEnd ? inText[inText.length - 1] : passed[passed.length - 1] ?? headings[0];
      for (const [heading, link] of links) {
        if (heading === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    };
    // Two thin bands: a heading that crosses the reading line, and the end of the page.
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
    for (const heading of headings) observer.observe(heading);
    const end = document.querySelector("footer");
    if (end) new IntersectionObserver(mark, { threshold: [0, 0.5, 1] }).observe(end);
    mark();
  }

  /** Opens what hides the target of the address: a folded part or an unselected tab. */
  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let part = target.parentElement; part; part = part.parentElement) {
      if (part instanceof HTMLDetailsElement) part.open = true;
      if (part.classList.contains("tabbed-block") && part.parentElement) {
        const index = Array.from(part.parentElement.children).indexOf(part);
        const tab = part.closest(".tabbed-set")?.querySelectorAll(":scope > input")[index];
        if (tab instanceof HTMLInputElement) tab.checked = true;
      }
    }
    target.scrollIntoView();
  }

  function folding() {
    window.addEventListener("hashchange", reveal);
    reveal();
    for (const fold of all("details.toc")) {
      fold.addEventListener("click", (event) => {
        if (/** @type {HTMLElement} */ (event.target).closest("a")) fold.removeAttribute("open");
      });
    }
    // Paper shows what the screen folds; print.css does it alone where the browser knows ::details-content.
    /** @type {HTMLElement[]} */
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = all("main details:not([open])");
      for (const fold of opened) fold.setAttribute("open", "");
    });
    window.addEventListener("afterprint", () => {
      for (const fold of opened) fold.removeAttribute("open");
    });
  }

  /**
   * Some browsers forget that a table is one when its rows are laid out as blocks (.stack on a phone).
   * Roles written in the HTML would say the same, but are an error there: the elements already have them.
   */
  function tables() {
    const roles = { "": "table", "thead, tbody": "rowgroup", tr: "row", td: "cell", "thead th": "columnheader", "tbody th": "rowheader" };
    for (const table of all("table.stack")) {
      for (const [selector, role] of Object.entries(roles)) {
        for (const part of selector ? all(selector, table) : [table]) part.setAttribute("role", role);
      }
    }
  }

  /** A region that does not scroll is no stop for the Tab key. */
  function regions() {
    const update = () => {
      for (const region of all(".scroll")) {
        if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
        else region.removeAttribute("tabindex");
      }
    };
    window.addEventListener("resize", update);
    update();
  }

  /** The day by the reader's clock, in the form of ISO 8601. */
  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  /** @param {string | undefined} last a day of ISO 8601; whether it is past by the reader's clock */
  function past(last) {
    return last !== undefined && today() > last;
  }

  /** After its last day a bulletin says so, where the edition was made before that day. */
  function lastDay() {
    for (const banner of all("[data-last-day]")) {
      if (!past(banner.dataset.lastDay)) continue;
      banner.hidden = false;
      for (const badge of all(".control .badge--force")) {
        badge.className = "badge badge--expired";
        badge.textContent = "EXPIRED";
      }
      document.body.classList.add("not-in-force");
      root.dataset.notice = [root.dataset.notice, "NOT IN FORCE"].filter(Boolean).join(", ");
    }
  }

  /** An exported copy says that its last day is near, and after that day that it has expired. */
  function expiry() {
    const { expires, soon } = root.dataset;
    if (past(expires)) {
      for (const bar of all("[data-expired]")) bar.hidden = false;
      document.body.classList.add("expired-copy");
      root.dataset.notice = [root.dataset.notice, "EXPIRED COPY"].filter(Boolean).join(", ");
    } else if (soon === today() || past(soon)) {
      for (const bar of all("[data-ends-soon]")) bar.hidden = false;
    }
  }

  for (const service of [settings, forms, slash, spy, folding, tables, regions, lastDay, expiry]) service();
})();
