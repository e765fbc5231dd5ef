/* The preview's bar: asks again and again what has changed, and loads the page anew when the page has. */
(() => {
  "use strict";

  const bar = document.getElementById("caveat-preview");
  if (!bar) {
    return;
  }

  const pause = () => new Promise((done) => setTimeout(done, 500));

  /** Waits at the server for a change. A tab that nobody sees asks for nothing: a browser has six connections. */
  const follow = async () => {
    while (document.visibilityState === "visible") {
      try {
        const answer = await fetch(`/_preview/state?${new URLSearchParams({ ...bar.dataset })}`, { cache: "no-store" });
        if (!answer.ok) {
          throw new Error(answer.statusText);
        }
        const state = await answer.json();
        if (state.page !== null && state.page !== bar.dataset.page) {
          location.reload();
          return;
        }
        if (state.bar !== bar.dataset.bar) {
          bar.dataset.bar = state.bar;
          bar.innerHTML = state.html;
        }
        bar.classList.remove("caveat-ended");
      } catch {
        bar.classList.add("caveat-ended");
        await pause();
      }
    }
    document.addEventListener("visibilitychange", follow, { once: true });
  };

  // Another edition opens at the same place of the page, with the same search.
  bar.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("li > a");
    if (link instanceof HTMLAnchorElement) {
      link.search = location.search;
      link.hash = location.hash;
    }
  });

  follow();
})();
