// How MiniSearch is set up, for the index and for the search.

export const INDEX = {
  fields: ["title", "headings", "keywords", "links", "text"],
  storeFields: ["title", "excerpt"],
};

// Of some twenty settings this did best in all three forms on the queries that may be tuned on. A title of twice the
// weight of the text, as in the library's own examples, lost .06 on the shipped library.
// The last word may be half typed; a word of four letters or more may have a mistake in one letter of five.
export const SEARCH = {
  boost: { text: 2 },
  bm25: { k: 1.2, b: 0.7, d: 0 },
  prefix: (term, place, terms) => place === terms.length - 1,
  fuzzy: (term) => (term.length > 3 ? 0.2 : false),
};
