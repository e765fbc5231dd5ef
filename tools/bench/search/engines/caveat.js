// Caveat's search as its own page uses it: plain scripts, then the index in a folder.

const SCRIPTS = ["words", "shards", "lexicon", "plan", "rank", "engine"].map((name) => `search-${name}.js`);

let ready;

function load(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = name;
    script.async = false;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

async function start() {
  await Promise.all(SCRIPTS.map(load));
  await window.caveatSearch.open("index/");
}

async function search(query) {
  await (ready ??= start());
  return window.caveatSearch.find(query);
}

// Pages out of force stand apart, the best first. The bench shows them to whoever asks for them.
export async function rank(query, limit) {
  const { ranking, gone } = await search(query);
  const found = [...ranking, ...gone].sort((a, b) => b.score - a.score || a.page - b.page);
  return found.slice(0, limit).map(({ page }) => String(page));
}

export async function show(query, limit) {
  const found = await search(query);
  const cards = await window.caveatSearch.results(found.ranking.slice(0, limit), found);
  return cards.map(({ title, excerpt }) => ({ title, excerpt }));
}
