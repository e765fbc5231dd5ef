// @ts-check
/**
 * Citing: copies the reference of a page or of one of its paragraphs, and says so where a paragraph that was cited
 * is no longer there. Without it the permanent link in the text of the page stands.
 */
(() => {
  "use strict";

  const ANCHOR = /^#(p-[0-9a-f]{10,64}(?:-[0-9]+)?)$/;

  /** @param {string} selector @returns {HTMLElement | null} */
  const find = (selector) => document.querySelector(selector);

  /** @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Plain http of an intranet has no clipboard interface: the older way still works there.
      const field = document.createElement("textarea");
      field.className = "vh";
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  /** The page's title, reference and permanent link, a line each; with those of a paragraph where there is an anchor. */
  function citation(anchor = "") {
    const title = find("h1")?.textContent?.trim();
    const cite = find("[data-cite]")?.textContent?.trim() ?? "";
    const link = /** @type {HTMLAnchorElement | null} */ (find("[data-permalink]"));
    // The address of a file on this machine would tell the receiver nothing.
    const address = link && (location.protocol === "file:" ? link.textContent : link.href);
    const whole = anchor ? `${cite.replace(/\.$/, "")}, paragraph ${anchor}.` : cite;
    return [title, whole, address && anchor ? `${address}#${anchor}` : address].filter(Boolean).join("\n");
  }

  function reference() {
    const block = find("[data-copy]");
    const button = block?.querySelector("button");
    const status = block?.querySelector("[role=status]");
    if (!block || !button || !status) return;
    button.addEventListener("click", async () => {
      const done = await copy(citation());
      status.textContent = done ? "Reference copied" : "Copying is not allowed here: select the text instead";
      button.focus();
    });
    block.hidden = false;
  }

  /** @returns {HTMLElement[]} the paragraphs that have an anchor, in their order */
  function paragraphs() {
    return Array.from(document.querySelectorAll('.doc__body [id^="p-"]')).filter(
      /** @returns {each is HTMLElement} */ (each) => each instanceof HTMLElement && ANCHOR.test(`#${each.id}`),
    );
  }

  /**
   * A small button at the end of a paragraph's own text.
   *
   * @param {HTMLElement} paragraph
   * @param {(text: string) => void} say
   */
  function mark(paragraph, say) {
    const button = document.createElement("button");
    const words = (paragraph.textContent ?? "").trim().split(/\s+/).slice(0, 6).join(" ");
    const about = document.createElement("span");
    about.className = "vh";
    about.textContent = ` this paragraph: ${words}`;
    button.type = "button";
    button.className = "quiet cite-mark no-print";
    button.lang = document.documentElement.lang;
    button.append("Cite", about);
    button.addEventListener("click", async () => {
      const text = citation(paragraph.id);
      const done = await copy(text);
      button.firstChild?.replaceWith(done ? "Copied" : "Cite");
      say(done ? `Copied: paragraph ${paragraph.id}` : `Copying is not allowed here. Select this text: ${text}`);
      button.focus();
    });
    const nested = Array.from(paragraph.children).find((each) => each.matches("ul, ol, dl, p, div, table, pre, blockquote, details"));
    paragraph.insertBefore(button, nested ?? null);
    return button;
  }

  /** Shows a button at each paragraph while its own is pressed; the Escape key leads back to it. */
  function citing() {
    const block = find("[data-cite-paragraph]");
    const toggle = block?.querySelector("button");
    const status = block?.querySelector("[role=status]");
    if (!block || !toggle || !status || paragraphs().length === 0) return;
    /** @type {HTMLElement[]} */
    let marks = [];
    /** @param {string} text */
    const say = (text) => {
      status.textContent = text;
    };
    /** @param {boolean} on */
    const show = (on) => {
      for (const each of marks) each.remove();
      marks = on ? paragraphs().map((paragraph) => mark(paragraph, say)) : [];
      toggle.setAttribute("aria-pressed", String(on));
      say(on ? `${marks.length} paragraphs above have a button now` : "");
    };
    toggle.addEventListener("click", () => show(marks.length === 0));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || marks.length === 0 || event.defaultPrevented) return;
      show(false);
      toggle.focus();
    });
    block.hidden = false;
  }

  /** Says that the paragraph of the address is not here, and where its page's history is, if the page has one. */
  function gone() {
    const note = find("[data-cited-gone]");
    const link = note?.querySelector("a");
    if (!note || !link || !link.parentElement) return;
    const found = ANCHOR.exec(location.hash);
    note.hidden = !found || document.getElementById(found[1]) !== null;
    const history = document.body.dataset.history;
    if (history) link.href = history + location.hash;
    link.parentElement.hidden = !history;
  }

  reference();
  citing();
  gone();
  window.addEventListener("hashchange", gone);
})();
