/** What the scripts of the theme share. Each puts one object on the window; the scripts after it read it from there. */
declare namespace Caveat {
  /** The reader's choice of colours, of early.js. */
  interface Scheme {
    chosen(): string;
    choose(scheme: string): void;
  }

  /** Something in a text that stands for one thing: a provision, a date, an operation, a reference. */
  interface Unit {
    start: number;
    end: number;
    /** The exact one first, then wider ones. */
    terms: string[];
    rest: string;
  }

  /** What a reader typed, in its parts. */
  interface Query {
    text: string;
    phrases: string[][];
    without: string[][];
    /** Facet and value. */
    filters: [string, string][];
    /** First and last day, as 20240318. */
    dates: [number, number][];
    /** What must not be so: facet and value, first and last day. */
    notFilters: [string, string][];
    notDates: [number, number][];
    /** Whether the last word is typed to its end. */
    complete: boolean;
  }

  /** Text analysis, of search-words.js. */
  interface Words {
    HYPHENATED: RegExp;
    fold(text: string): string;
    words(folded: string): string[];
    withoutPlural(word: string): string;
    units(folded: string): Unit[];
    references(folded: string): Unit[];
    queryOf(typed: string): Query;
    mistakes(one: string, other: string, most: number): number;
  }

  /** A term of the index, and where its postings are. */
  interface Entry {
    term: string;
    rarity: number;
    block: number;
    row: number;
  }

  /** One thing that was asked for, with all that answers it. */
  interface Slot {
    /** Each with the factor it counts with. */
    alternatives: [Entry, number][];
    /** The words to mark in a result. */
    shown: string[];
    /** The word as it was typed, folded; empty where it is more than a word. */
    typed: string;
    /** The word that was looked for in place of one that no page has. */
    instead: string;
    worth: number;
  }

  interface Ranked {
    page: number;
    score: number;
  }

  /** Every page that has anything of what was typed: in force, and no longer in force. */
  interface Found {
    ranking: Ranked[];
    gone: Ranked[];
    slots: Slot[];
  }

  interface Excerpt {
    /** Empty where the page as a whole is the answer. */
    anchor: string;
    heading: string;
    text: string;
  }

  /** Anchor, heading, text. */
  type Section = [string, string, string];

  /** The shard of a page. */
  interface Card {
    url: string;
    title: string;
    id: string;
    kind: string;
    status: string;
    dated: string;
    marking: string;
    audience: string;
    /** Kind and words. */
    badges: [string, string][];
    summary: string;
    sections: Section[];
  }

  interface Result extends Card {
    page: number;
    score: number;
    excerpt: Excerpt;
  }

  /** The values of a facet; the sets of them that pages have, by number; for each page the number of its set. */
  interface Facet {
    name: string;
    values: string[];
    labels: string[];
    sets: number[][];
    pages: number[];
  }

  /** The columns of all pages. */
  interface Pages {
    titles: number[];
    priors: number[];
    /** 1 for a page that is superseded or withdrawn. */
    gone: number[];
    /** As 20240318; 0 for none. */
    updated: number[];
    facets: Record<string, Facet>;
    /** Pages that are alike, in marks. */
    alike: string;
  }

  /** Short form, long form, meaning, place. */
  type Definition = [string, string, string, string];

  /** The files of an index, of search-shards.js. */
  interface Shards {
    /** Called by each shard. */
    add(name: string, data: any): void;
    open(folder: string): Promise<void>;
    /** Throws where it is not loaded yet, for the others here to deal with. */
    shard(name: string): any;
    /** What `work` gives; `otherwise` where it lacks a shard, so that what stands beside it can ask for its own. */
    attempt<T>(work: () => T, otherwise: T): T;
    /** What `work` gives for each; throws as `shard` does, once all have asked for theirs. */
    eachOf<F, T>(list: F[], work: (each: F) => T): T[];
    /** What `work` gives once nothing is missing. */
    complete<T>(work: () => T): Promise<T>;
    /** Whether the code in hand lacks a shard. */
    lacking(): boolean;
    /** Loads a small lexicon whole, without waiting for it. */
    loadAhead(): void;
    /** Drops the pages that results showed first. */
    forget(): void;
    /** The numbers that a shard has in a text. */
    numbers(text: string): number[];
  }

  /** The terms of an index, of search-lexicon.js. */
  interface Lexicon {
    entry(term: string): Entry | undefined;
    /** The terms that a typed word stands for; not `whole` where more letters may follow. */
    match(word: string, whole: boolean): { alternatives: [Entry, number][]; instead: string };
  }

  /** From words to slots, of search-plan.js. */
  interface Plan {
    slotsOf(text: string, whole: boolean): Slot[];
  }

  /** The ranking, of search-rank.js. */
  interface Rank {
    found(typed: string): Found;
  }

  /** The engine, of search-engine.js. Promises reject where a file of the index is missing. */
  interface Search extends Pick<Words, "fold" | "words" | "queryOf"> {
    /** Called by each shard. */
    add(name: string, data: any): void;
    open(folder: string): Promise<void>;
    find(typed: string): Promise<Found>;
    results(ranked: Ranked[], of: Found): Promise<Result[]>;
    definitions(): Promise<Definition[]>;
    /** Once open. */
    pages(): Pages;
  }

  /** Facet to the values that are chosen in it. */
  type Chosen = Map<string, string[]>;

  /** A facet as it is offered: the values that would leave something, and how many pages. */
  interface Offer {
    name: string;
    title: string;
    values: { value: string; label: string; number: number; chosen: boolean }[];
  }

  /** Finding by choice, of search-facets.js. */
  interface Facets {
    /** Those of the pages that have what is chosen, in every facet but one. */
    narrowed(columns: Pages["facets"], chosen: Chosen, pages: Ranked[], but?: string): Ranked[];
    /** `poolOf` gives the pages that a facet counts: those with everything that is chosen elsewhere. */
    offers(columns: Pages["facets"], chosen: Chosen, poolOf: (facet: string) => Ranked[]): Offer[];
    /** Puts what is offered into the form; what has the focus keeps it, what is unfolded stays so. */
    show(form: HTMLElement, offers: Offer[]): void;
    /** The number of all pages with a value. */
    having(columns: Pages["facets"], facet: string, value: string): number;
    labelOf(columns: Pages["facets"], facet: string, value: string): string;
  }

  /** How results look, of search-results.js. */
  interface Results {
    element(name: string, className: string, ...children: (Node | string)[]): HTMLElement;
    link(address: string, ...children: (Node | string)[]): HTMLElement;
    counted(number: number, one: string, many: string): string;
    /** One result; its addresses begin with `root`. */
    item(result: Result, slots: Slot[], root: string): HTMLElement;
    /** What was understood otherwise than typed; `addressOf` gives the address of another query. */
    hints(query: string, found: Found, addressOf: (query: string) => string): HTMLElement[];
    /** What the glossary and the list of law say of the query; `citing` gives the number of pages that cite a law. */
    cards(query: string, slots: Slot[], known: Definition[], root: string, citing: (law: string) => number): HTMLElement[];
  }

  /** What is asked on the search page, of search-asked.js. */
  interface Asked {
    asked: {
      box: HTMLInputElement;
      sort: HTMLSelectElement;
      chosen: Chosen;
      old: boolean;
      whole: boolean;
      finished: boolean;
    };
    readAddress(): void;
    /** The address of what is asked now, but for what is given. */
    addressOf(other?: { query?: string; choices?: Chosen; withOld?: boolean }): string;
    keepAddress(done: boolean): void;
    without(facet: string, value: string): Chosen;
    choices(): [string, string][];
    asksForOld(query: string): boolean;
    narrowed(found: Found, withOld: boolean, choices: Chosen, but?: string): { force: Ranked[]; gone: Ranked[]; shown: Ranked[] };
  }

  /** What the search page shows, of search-shown.js. */
  interface Shown {
    /** A part of the page by the name in its data attribute. */
    part(name: string): HTMLElement;
    /** `current` says whether nothing else has been asked since. */
    show(query: string, found: Found, others: HTMLElement[], current: () => boolean): Promise<void>;
    showNext(): Promise<void>;
    showMissing(what: string): void;
    /** Reads the outcome out after a delay in ms. */
    announce(delay: number): void;
    nameOf(choice: [string, string]): string;
  }
}

interface Window {
  caveatScheme: Caveat.Scheme;
  caveatWords: Caveat.Words;
  caveatShards: Caveat.Shards;
  caveatLexicon: Caveat.Lexicon;
  caveatPlan: Caveat.Plan;
  caveatRank: Caveat.Rank;
  caveatSearch: Caveat.Search;
  caveatFacets: Caveat.Facets;
  caveatResults: Caveat.Results;
  caveatAsked: Caveat.Asked;
  caveatShown: Caveat.Shown;
}
