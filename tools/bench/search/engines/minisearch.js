// MiniSearch in a page: the whole index is loaded with the first query.

import MiniSearch from "./minisearch.js";
import { INDEX, SEARCH } from "./minisearch_options.js";

let index;

async function search(query) {
  index ??= MiniSearch.loadJSON(await (await fetch("./index.json")).text(), INDEX);
  return index.search(query, SEARCH);
}

export async function rank(query, limit) {
  return (await search(query)).slice(0, limit).map((result) => result.id);
}

export async function show(query, limit) {
  return (await search(query)).slice(0, limit).map(({ title, excerpt }) => ({ title, excerpt }));
}
