// Pagefind as its own documentation says: import, search, load the results that are shown.

let engine;

async function search(query) {
  engine ??= await import("./pagefind/pagefind.js");
  return (await engine.search(query)).results;
}

export async function rank(query, limit) {
  return (await search(query)).slice(0, limit).map((result) => result.id);
}

export async function show(query, limit) {
  const results = (await search(query)).slice(0, limit);
  const pages = await Promise.all(results.map((result) => result.data()));
  return pages.map((page) => ({ title: page.meta.title, excerpt: page.excerpt }));
}
