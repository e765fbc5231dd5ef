// node minisearch_index.mjs MODULE PAGES OUT: makes the index of a file of pages (JSON lines).

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { INDEX } from "./minisearch_options.js";

const [module, pages, out] = process.argv.slice(2);
const { default: MiniSearch } = await import(pathToFileURL(module));

const EXCERPT = 160;

function fields(page) {
  return {
    id: page.id,
    title: page.title,
    headings: page.sections.slice(1).map((section) => section.heading).join("\n"),
    keywords: [...page.aliases, ...page.keywords].join("\n"),
    links: page.links_in.join("\n"),
    text: page.sections.map((section) => section.text).join("\n"),
    excerpt: page.sections[0].text.slice(0, EXCERPT),
  };
}

const index = new MiniSearch(INDEX);
for (const line of readFileSync(pages, "utf8").split("\n")) {
  if (line) index.add(fields(JSON.parse(line)));
}
writeFileSync(out, JSON.stringify(index));
