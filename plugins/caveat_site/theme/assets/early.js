// @ts-check
/**
 * Runs before the first paint: applies the reader's colour scheme and forwards a moved address.
 *
 * The scheme is the media query of the link to dark.css, so that the tokens stand in one place.
 * Offers window.caveatScheme to page.js.
 */
(() => {
  "use strict";

  const KEY = "caveat-scheme";
  const QUERIES = {
    device: "screen and (prefers-color-scheme: dark)",
    light: "not all",
    dark: "screen",
  };

  /** @typedef {keyof typeof QUERIES} Scheme */

  /** @returns {Scheme} what the reader chose earlier, else the device's own */
  function chosen() {
    let stored;
    try {
      stored = localStorage.getItem(KEY);
    } catch {
      // Storage can be forbidden, also on file://: the choice then lasts for one page.
    }
    return stored === "light" || stored === "dark" ? stored : "device";
  }

  /** @param {Scheme} scheme */
  function apply(scheme) {
    const link = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[data-dark]"));
    if (link) link.media = QUERIES[scheme];
  }

  /** @param {Scheme} scheme */
  function choose(scheme) {
    apply(scheme);
    try {
      if (scheme === "device") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, scheme);
    } catch {
      // As above.
    }
  }

  apply(chosen());
  window.caveatScheme = { chosen, choose };

  // The meta element of a moved page would lose the heading that the old address named.
  const moved = document.documentElement.dataset.redirect;
  if (moved && location.hash) location.replace(moved + location.hash);
})();
