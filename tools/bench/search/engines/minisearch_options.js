// How MiniSearch is set up, for the index and for the search.

export const INDEX = {
  fields: ["title", "headings", "keywords", "links", "text"],
  storeFields: ["title", "excerpt"],
};

// The last word may be half typed; a word of four letters or more may have a mistake in one letter of five.
export const SEARCH = {
  boost: { title: 4, headings: 2, keywords: 2, links: 2, text: 1 },
  prefix: (term, place, terms) => place === terms.length - 1,
  fuzzy: (term) => (term.length > 3 ? 0.2 : false),
};
