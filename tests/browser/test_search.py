"""Search finds every page of an edition by its title and by a word of its text, and nothing else."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.tab import Tab
from caveat.search.shards import data_of
from caveat.search.words import fold, words

MADE = ("glossary.html", "law.html")
"""Pages that no editor wrote, with words of their own."""


def documents(site: Path, edition: str) -> list[dict[str, str]]:
    cards = sorted((site / edition / "assets" / "search").glob("*/page-*.js"))
    found: list[dict[str, str]] = [data_of(each.read_bytes()) for each in cards]  # type: ignore[misc]
    return [each for each in found if each["url"] not in MADE]


def results(page: Page, query: str) -> list[str]:
    """Addresses of the results of a query, in order."""
    box = page.locator("main input[type=search]")
    page.evaluate("() => document.querySelector('[data-search-results]').removeAttribute('aria-busy')")
    box.fill(query)
    box.press("Enter")
    page.wait_for_function("query => new URL(location.href).searchParams.get('q') === query", arg=query)
    page.wait_for_function("() => document.querySelector('[aria-busy=false]')")
    expect(page.locator("[role=status]").first).not_to_be_empty()
    while (more := page.locator("[data-search-more] button")).is_visible():
        more.click()
    found: list[str] = page.eval_on_selector_all(
        ".results h3 a", "links => links.map(each => each.getAttribute('href'))"
    )
    return [each.partition("#")[0] for each in found]


def rare_words(site: Path, edition: str) -> dict[str, str]:
    """Address to a word of the page's own text, of those the one on fewest pages."""
    pages = {each["url"]: words_of(site / edition / each["url"]) for each in documents(site, edition)}
    spread = Counter(word for words in pages.values() for word in words)
    return {href: min(words, key=lambda word: (spread[word], -len(word), word)) for href, words in pages.items()}


def written(site: Path, edition: str) -> set[str]:
    """The addresses of the pages that editors wrote, by the files of the site and not by its index."""
    root = site / edition
    pages = ((path, path.read_text(encoding="utf-8")) for path in root.rglob("*.html"))
    return {str(path.relative_to(root)) for path, text in pages if re.search(r'<body class="[^"]*\bkind-p', text)}


def words_of(path: Path) -> set[str]:
    """The words of a page's paragraphs and list items, as a reader sees them, down to what Caveat adds."""
    html = path.read_text(encoding="utf-8")
    body = html[html.index('class="doc__body"') :]
    body = re.split(r'id="(?:good-practice|lessons|downloads|legislation|sources|provenance|history)"', body)[0]
    texts = [found[2] for found in re.finditer(r"<(p|li)>(.*?)</\1>", body, re.DOTALL)]
    plain = unescape(re.sub(r"<[^>]+>", " ", " ".join(texts)))
    return {word for word in words(fold(plain)) if word.isalpha() and len(word) > 3}


def test_every_page_is_found_by_its_title_and_by_a_word_of_its_text(
    base: str, edition: str, site: Path, tab: Tab
) -> None:
    page = tab.open(f"{base}/{edition}/search.html")
    rare = rare_words(site, edition)
    assert set(rare) == written(site, edition)
    for document in documents(site, edition):
        first = 3 if document["status"] in ("force", "") else None  # What is not in force stands below.
        assert document["url"] in results(page, document["title"])[:first], document["title"]
        word = rare[document["url"]]
        assert document["url"] in results(page, word), f"{document['title']}: {word}"
    assert tab.errors == []
    assert tab.outside == []


def test_a_result_opens_its_page(base: str, edition: str, tab: Tab) -> None:
    page = tab.open(f"{base}/{edition}/index.html")
    page.locator("main input[type=search]").fill("duty to notify")
    page.locator("main input[type=search]").press("Enter")
    page.locator(".results h3 a").first.click()
    page.wait_for_url("**/guidance/topics/duty-to-notify.html")
    assert page.locator("h1").inner_text()


def test_a_search_that_the_front_page_offers_finds_something(edition: str, site: Path, tab: Tab) -> None:
    page = tab.open(f"{site.as_uri()}/{edition}/index.html")
    offered = page.locator(".try a").all_inner_texts()
    assert offered
    page = tab.open(f"{site.as_uri()}/{edition}/search.html")
    assert [query for query in offered if not results(page, query)] == []


@pytest.mark.parametrize("query", ["dutyx notifyx", "zz", "<b>bold</b>", "constructor __proto__"])
def test_a_query_without_a_match_says_so(query: str, base: str, tab: Tab) -> None:
    page = tab.open(f"{base}/partner/search.html")
    assert results(page, query) == []
    assert "Nothing in this edition matches" in page.locator("main").inner_text()
    assert tab.errors == []


def test_half_a_word_finds_its_pages(base: str, tab: Tab) -> None:
    page = tab.open(f"{base}/partner/search.html")
    assert "guidance/topics/reception-centres.html" in results(page, "recept")


def test_accents_and_case_do_not_matter(base: str, tab: Tab) -> None:
    page = tab.open(f"{base}/partner/search.html")
    assert results(page, "ROMĂNIA") == results(page, "romania") != []


def test_law_enforcement_words_are_in_one_index_only(site: Path, tab: Tab) -> None:
    """The positive control and the promise: a page for law enforcement only."""
    page = tab.open(f"{site.as_uri()}/law-enforcement/search.html")
    assert "guidance/topics/adult-services-websites.html" in results(page, "adult services websites")
    page = tab.open(f"{site.as_uri()}/partner/search.html")
    assert "guidance/topics/adult-services-websites.html" not in results(page, "adult services websites")


def test_without_scripts_the_page_names_the_library(site: Path, browser: Browser) -> None:
    with Tab(browser, scripts=False) as tab:
        page = tab.open(f"{site.as_uri()}/partner/search.html")
        assert "Search needs JavaScript" in page.locator("main").inner_text()
