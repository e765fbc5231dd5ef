"""The browser's script and the reference scorer give the same pages, scores and excerpts for the same query.

Both read the shards of the built library. The script runs in Chromium, as it is shipped.
"""

import json
import re
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.conftest import ROOT, served
from browser.tab import EDITIONS, Tab
from caveat.projection.staged import Document
from caveat.search.compile import Library
from caveat.search.distance import mistakes
from caveat.search.excerpt import excerpt
from caveat.search.query import FILTERS, query_of
from caveat.search.rank import Ranker
from caveat.search.shards import Shards
from caveat.search.units import references, units
from caveat.search.words import fold, words
from search.judged import judged_queries
from search.sample import fresh
from search.typed import half_typed, mistyped

THEME = ROOT / "plugins" / "caveat_site" / "theme" / "assets"
SHOWN = 2
"""Results of each query of which the excerpts are compared."""
DRAWN = 300
SCRIPTS = tuple(f"search-{name}.js" for name in ("words", "shards", "lexicon", "plan", "rank", "engine"))
ODD = (
    "\u0130stanbul", "ﬁnance", "№ 45", "STRASSE", "straße", "Ω\u03a3", "\u03c3\u03c2", "e\u0301", "\u200bzero", "ａｂｃ", "\u0661\u0662", "𝐬𝟒𝟓", "😀",
    "\u05e9\u05dc\u05d5\u05dd", "việt", "Đặng", "日本語", "한국", "\ufeffx", "a\u0300\u0301b", "ǅ", "O\u2019Brien", "co\u2011operation", "\u00ad", "½", "²", "𐐨𐐩",
    "__proto__", "constructor", "hasOwnProperty", "toString", "caveatSearch", "\\u2028", "\u2028", "\t", "<b>", "&amp;", "%20", "a_b",
)  # fmt: skip
LONG = ("victim " * 300, "x" * 5000, "(" * 500, "s 45(1)" * 100, "1,000" * 200, "a-" * 400, '"' * 301, "mistkae " * 20)
FORMS = (
    "s.{n}({m})", "ss {n}, {m} and 4", "section {n}", "sch {m}", "article {n}", "MSA s {n}", "op {w}", "operation {w}", "ms-gdn-00{m}",
    "gdn {m}", "{n} March 2024", "2024-0{m}-{n}", "{n}/0{m}/2023", "May {m}, 2022", '"{w} {v}"', '"{w} {v}', "-{w} {v}", '-"{w} {v}"',
    "type:{w}", "role:investigator {w}", "-type:guidance {w}", 'law:"s {n}"', "law:s{n}", "year:202{m}", "updated:>202{m}", "-updated:<=202{m}-06",
    "status:superseded {w}", "{w}-{v}", "{w}'s", "{w}: {v}", "{n},{n}{n}{n}", "\u201c{w} {v}\u201d", "exploitation:{v}",
)  # fmt: skip

FOUND = """
async (given) => {
  const [folder, queries, shown] = JSON.parse(given);
  const { open, find, results } = window.caveatSearch;
  await open(folder);
  const pages = (ranked) => ranked.map(({ page, score }) => [page, score]);
  const answers = [];
  for (const query of queries) {
    const found = await find(query);
    const cards = await results(found.ranking.slice(0, shown), found);
    const excerpts = cards.map(({ excerpt }) => [excerpt.anchor, excerpt.heading, excerpt.text]);
    const instead = found.slots.map((slot) => [slot.typed, slot.instead, slot.shown]);
    answers.push([pages(found.ranking), pages(found.gone), excerpts, instead]);
  }
  return JSON.stringify(answers);
}
"""
_WORDS = """
(given) => JSON.stringify(JSON.parse(given).map((text) => {
  const { fold, words, units, references } = window.caveatWords;
  const folded = fold(text);
  const each = ({ start, end, terms, rest }) => [start, end, terms, rest];
  return [folded, words(folded), units(folded).map(each), references(folded).map(each)];
}))
"""
_QUERIES = """
(given) => JSON.stringify(JSON.parse(given).map((each) => {
  const query = window.caveatWords.queryOf(each);
  return [query.text, query.phrases, query.without, query.filters, query.dates, query.notFilters, query.notDates, query.complete];
}))
"""


@cache
def shards_of(site: Path, edition: str) -> tuple[str, Mapping[str, bytes]]:
    """The address of the index of an edition, in the site, and its shards."""
    (folder,) = (site / edition / "assets" / "search").iterdir()
    return folder.name, {each.stem: each.read_bytes() for each in folder.glob("*.js")}


def started(tab: Tab, address: str) -> Tab:
    """The window at an address of the site, where the scripts are loaded."""
    tab.open(f"{address}/search.html")
    assert tab.page.evaluate("() => typeof window.caveatSearch.find") == "function"
    return tab


def said(tab: Tab, script: str, given: object) -> Any:
    """What a script answers, as text: thousands of values one by one take far longer."""
    return json.loads(tab.page.evaluate(script, json.dumps(given)))


def judged() -> list[str]:
    """Every judged query, and what fingers make of it."""
    asked = [each.query for each in judged_queries()]
    return [typed for query in asked for typed in (query, mistyped(query), half_typed(query)) if typed]


def drawn(terms: Sequence[str], chance: Random) -> list[str]:
    """Queries of any shape, made of an index's own words, mistakes in them, and what only machines type."""

    def word() -> str:
        found = chance.choice(terms)
        return {0: found[: max(1, len(found) // 2)], 1: mistyped(found) or found, 2: found.upper()}.get(
            chance.randrange(6), found
        )

    def piece() -> str:
        kind = chance.randrange(8)
        if kind < 4:
            return word()
        if kind == 4:
            return chance.choice(ODD)
        return chance.choice(FORMS).format(w=word(), v=word(), n=chance.randrange(100), m=chance.randrange(1, 9))

    made = [" ".join(piece() for _ in range(chance.randrange(1, 6))) for _ in range(DRAWN)]
    return [each + " " * chance.randrange(2) for each in made]


@pytest.mark.parametrize("edition", EDITIONS)
def test_both_find_the_same(browser: Browser, server: str, site: Path, edition: str) -> None:
    """Pages, scores to the last bit, excerpts, and what was taken for mistyped."""
    folder, files = shards_of(site, edition)
    shards = Shards(files)
    terms = [term for name in files if name.startswith("words-") for term in shards[name]["terms"].split("\n")]  # type: ignore[index]
    queries = [
        *judged(),
        *drawn(terms, Random(edition)),
        *ODD,
        *LONG,
        "",
        " ",
        "the of",
        "type:bulletin",
        "updated:>2023",
    ]
    with Tab(browser) as tab:
        started(tab, f"{server}/{edition}")
        answers = said(tab, FOUND, [f"assets/search/{folder}/", queries, SHOWN])
        assert (tab.errors, tab.outside, tab.violations()) == ([], [], [])
    assert len(queries) > 1500
    assert compared(queries, answers, files) > 1300


def test_both_find_the_same_where_places_fill_several_files(browser: Browser, tmp_path: Path) -> None:
    """Phrases of words that are often on many pages: each file of places has some of the pages."""
    chance = Random("often")
    often = "case child court debt duty home labour notify police risk victim work".split()
    bodies = [" ".join(chance.choices(often, k=400)) for _ in range(200)]
    pages = [Document(f"{number:03}.md", f"Page {number}", f"{body}\n") for number, body in enumerate(bodies)]
    files = fresh(Library(tuple(pages)))
    assert any(re.fullmatch("places-[0-9]+-[2-9]", name) for name in files)
    phrases = [" ".join(chance.choices(often, k=chance.randrange(2, 5))) for _ in range(60)]
    queries = [*(f'"{phrase}"' for phrase in phrases), *(f'"{often[3]}" -"{phrase}"' for phrase in phrases)]
    for name, content in files.items():
        (tmp_path / f"{name}.js").write_bytes(content)
    for name in SCRIPTS:
        shutil.copy(THEME / name, tmp_path)
    scripts = "".join(f'<script src="{name}"></script>' for name in SCRIPTS)
    (tmp_path / "search.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>Search</title>{scripts}', encoding="utf-8"
    )
    with served(tmp_path) as address, Tab(browser) as tab:
        answers = said(started(tab, address), FOUND, ["", queries, SHOWN])
    assert compared(queries, answers, files) > 90
    numbers = {len(ranking) for ranking, *_ in answers}
    assert len(numbers) > 10, "some phrases are on many pages and some on few"


def compared(queries: Sequence[str], answers: Sequence[Any], files: Mapping[str, bytes]) -> int:
    """Checks what the script has found against the reference; the number of queries that find something."""
    ranker, cards = Ranker(Shards(files)), Shards(files)
    found_any = 0
    for query, (ranking, gone, excerpts, slots) in zip(queries, answers, strict=True):
        found = ranker.find(query)
        assert ranking == [[each.page, each.score] for each in found.ranking], query
        assert gone == [[each.page, each.score] for each in found.gone], query
        shown = [excerpt(cards[f"page-{each.page}"], found.slots) for each in found.ranking[:SHOWN]]  # type: ignore[arg-type]
        assert excerpts == [[each.anchor, each.heading, each.text] for each in shown], query
        assert slots == [[each.typed, each.instead, list(each.shown)] for each in found.slots], query
        found_any += bool(ranking)
    return found_any


def test_both_read_letters_alike(browser: Browser, server: str) -> None:
    """Every character of Unicode that this Python knows, between two letters: newer ones Chromium may know better."""
    known = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    texts = ["".join(f"a{each}B{each} " for each in known[start : start + 64]) for start in range(0, len(known), 64)]
    with Tab(browser) as tab:
        answers = said(started(tab, f"{server}/partner"), _WORDS, texts)
    assert len(known) > 140_000
    for text, (folded, found, *_) in zip(texts, answers, strict=True):
        assert (folded, found) == (fold(text), words(fold(text)))


def test_both_read_queries_alike(browser: Browser, server: str) -> None:
    """Words, units, phrases and filters of queries drawn from an alphabet that is all mark-up."""
    chance = Random("alphabet")
    parts = [*"-\":><=.,()'& 0123456789", "s", "ss", "section", "sch", "art", " and ", " to ", "op ", "may", "sept", "2024", "2023-10", "ms", "gdn",
             "st", "updated", "law", *FILTERS, "\u201c", "\u2019", "\u00a0", "\n", "é", "ß"]  # fmt: skip
    typed = ["".join(chance.choice(parts) for _ in range(chance.randrange(1, 12))) for _ in range(5000)]
    with Tab(browser) as tab:
        started(tab, f"{server}/partner")
        in_words, in_parts = said(tab, _WORDS, typed), said(tab, _QUERIES, typed)
    for each, read, parted in zip(typed, in_words, in_parts, strict=True):
        folded = fold(each)
        here = [[u.start, u.end, list(u.terms), u.rest] for u in units(folded)]
        ids = [[u.start, u.end, list(u.terms), u.rest] for u in references(folded)]
        assert read == [folded, words(folded), here, ids], each
        assert parted == listed(query_of(each)), each


def listed(query: Any) -> list[object]:
    """A query as JSON has it."""
    pairs = (query.phrases, query.without, query.filters, query.dates, query.not_filters, query.not_dates)
    return [query.text, *([list(each) for each in pair] for pair in pairs), query.complete]


def test_both_count_typing_mistakes_alike(browser: Browser, server: str) -> None:
    chance = Random("mistakes")
    pairs = [
        ["".join(chance.choice("abc𐐨") for _ in range(chance.randrange(9))) for _ in range(2)] for _ in range(5000)
    ]
    with Tab(browser) as tab:
        counted = said(
            started(tab, f"{server}/partner"),
            "given => JSON.stringify(JSON.parse(given).map(([a, b]) => [0, 1, 2].map(n => caveatWords.mistakes(a, b, n))))",
            pairs,
        )
    assert counted == [[mistakes(one, other, most) for most in (0, 1, 2)] for one, other in pairs]


def test_the_scripts_are_those_of_the_theme_and_loaded_in_their_order(site: Path) -> None:
    page = (site / "partner" / "search.html").read_text(encoding="utf-8")
    assert tuple(re.findall(r'src="assets/(search-[a-z]+\.js)"', page))[: len(SCRIPTS)] == SCRIPTS
    for name in SCRIPTS:
        source = THEME / name
        shipped = list((site / "partner" / "assets").rglob(name))
        assert [each.read_bytes() for each in shipped] == [source.read_bytes()]
