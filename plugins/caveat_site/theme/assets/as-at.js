// @ts-check
/**
 * The page that takes a date: opens the release that was in force then. Without it the list of releases stands alone.
 * And the history of a product: whoever follows an old citation there is led to the version that has the paragraph.
 */
(() => {
  "use strict";

  /** The text of a version that has the paragraph of the address, and not the one that is in force. */
  function cited() {
    const anchor = location.hash.slice(1);
    if (!anchor.startsWith("p-")) return;
    const rows = Array.from(document.querySelectorAll("tr[data-anchors]"));
    const row = rows.find((each) => (each.getAttribute("data-anchors") ?? "").split(" ").includes(anchor));
    const link = /** @type {HTMLAnchorElement | null | undefined} */ (row?.querySelector('td[data-label="Text"] a'));
    if (link) location.replace(`${link.href}#${anchor}`);
  }
  cited();

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-as-at]"));
  const field = /** @type {HTMLInputElement | null} */ (form && form.querySelector('input[type="date"]'));
  const said = form && form.querySelector('[role="status"]');
  if (!form || !field || !said) return;

  /** Each release that has a first day, the newest first. */
  const releases = Array.from(document.querySelectorAll("[data-releases] > [data-from]"), (item) => ({
    from: item.getAttribute("data-from") ?? "",
    link: /** @type {HTMLAnchorElement} */ (item.querySelector("a")),
  }));

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = field.value;
    // Days of ISO 8601 sort as text.
    const found = releases.find((release) => release.from <= day);
    if (!day) said.textContent = "Choose a date.";
    else if (!found) said.textContent = "Nothing had been released by then in this edition.";
    else location.assign(found.link.href);
  });
})();
