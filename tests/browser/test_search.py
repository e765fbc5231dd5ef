"""Search finds every page of an edition by its title and by a word of its text, and shows what it found and why."""

import re
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from browser.search_page import Index, act, ask, opened, results, shown, words_in
from browser.tab import Tab
from caveat.search.words import fold, words

MADE = ("glossary.html", "law.html")
"""Pages that no editor wrote, with words of their own."""


def rare_words(site: Path, edition: str) -> dict[str, str]:
    """Address to a word of the page's own text, of those the one on fewest pages."""
    urls = [each["url"] for each in Index(site, edition).documents if each["url"] not in MADE]
    pages = {url: words_of(site / edition / url) for url in urls}
    spread = Counter(word for words in pages.values() for word in words)
    return {url: min(words, key=lambda word: (spread[word], -len(word), word)) for url, words in pages.items()}


def written(site: Path, edition: str) -> set[str]:
    """The addresses of the pages in force that editors wrote, by the files of the site and not by its index."""
    root = site / edition
    paths = (path for path in root.rglob("*.html") if "releases" not in path.relative_to(root).parts)
    pages = ((path, path.read_text(encoding="utf-8")) for path in paths)
    return {str(path.relative_to(root)) for path, text in pages if re.search(r'<body class="[^"]*\bkind-p', text)}


def words_of(path: Path) -> set[str]:
    """The words of a page's paragraphs and list items, as a reader sees them, down to what Caveat adds."""
    html = path.read_text(encoding="utf-8")
    body = html[html.index('class="doc__body"') :]
    body = re.split(r'id="(?:good-practice|lessons|downloads|legislation|sources|provenance|history)"', body)[0]
    texts = [found[2] for found in re.finditer(r"<(p|li)(?: [^>]*)?>(.*?)</\1>", body, re.DOTALL)]
    plain = unescape(re.sub(r"<[^>]+>", " ", " ".join(texts)))
    return {word for word in words(fold(plain)) if word.isalpha() and len(word) > 3}


FIND = """
async queries => {
  const found = [];
  for (const query of queries) {
    const { ranking, gone } = await caveatSearch.find(query + " ");
    found.push([ranking, gone].map(each => each.map(({ page }) => page)));
  }
  return found;
}
"""


def test_every_page_is_found_by_its_title_and_by_a_word_of_its_text(
    base: str, edition: str, site: Path, tab: Tab
) -> None:
    """By the engine of the page, without its form: hundreds of queries in a second."""
    page = opened(tab, f"{base}/{edition}/search.html")
    rare = rare_words(site, edition)
    assert set(rare) == written(site, edition)
    documents = {number: each for number, each in enumerate(Index(site, edition).documents) if each["url"] in rare}
    by_title = page.evaluate(FIND, [each["title"] for each in documents.values()])
    by_word = page.evaluate(FIND, [rare[each["url"]] for each in documents.values()])
    for (number, document), titles, texts in zip(documents.items(), by_title, by_word, strict=True):
        old = document["status"] in ("superseded", "withdrawn", "expired")
        first = 1 if document["status"] else 3  # The pages about the library are no guidance.
        assert number in titles[old][:first], document["title"]
        assert number in texts[old], f"{document['title']}: {rare[document['url']]}"
        assert number not in titles[not old] + texts[not old], document["title"]
    assert tab.errors == []
    assert tab.outside == []
    assert tab.violations() == []


def test_a_page_is_found_from_the_front_page_and_opened(base: str, edition: str, tab: Tab) -> None:
    page = tab.open(f"{base}/{edition}/index.html")
    page.locator("main input[type=search]").fill("duty to notify")
    page.locator("main input[type=search]").press("Enter")
    page.locator(".results h3 a").first.click()
    page.wait_for_url("**/guidance/topics/duty-to-notify.html")
    assert page.locator("h1").inner_text()


def test_a_search_that_the_front_page_offers_finds_something(edition: str, site: Path, tab: Tab) -> None:
    page = tab.open(f"{site.as_uri()}/{edition}/index.html")
    offers = page.locator(".try a").all_inner_texts()
    assert offers
    page = opened(tab, f"{site.as_uri()}/{edition}/search.html")
    for query in offers:
        ask(page, query)
        assert page.locator(".result").count() > 0, query


def test_half_a_word_finds_its_pages_and_goes_on_to_after_enter(base: str, tab: Tab) -> None:
    page = opened(tab, f"{base}/partner/search.html")
    ask(page, "recept", key="End")
    assert "guidance/topics/reception-centres.html" in shown(page)
    assert "guidance/topics/reception-centres.html" in results(page, "recept")
    assert page.locator("[data-search-hint]").inner_text() == ""


def test_accents_and_case_do_not_matter(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    assert results(page, "ROMĂNIA") == results(page, "romania") != []


def test_law_enforcement_words_are_in_one_index_only(site: Path, tab: Tab) -> None:
    """The positive control and the promise: a page for law enforcement only, with its label."""
    page = opened(tab, f"{site.as_uri()}/law-enforcement/search.html")
    assert results(page, "adult services websites")[0] == "guidance/topics/adult-services-websites.html"
    assert page.locator(".result").first.locator(".badge--restricted").inner_text() == "LAW ENFORCEMENT ONLY"
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    assert "guidance/topics/adult-services-websites.html" not in results(page, "adult services websites")
    assert page.locator(".badge--restricted").count() == 0


def test_a_result_says_what_it_is_and_where_it_answers(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/law-enforcement/search.html?q=section+45+cannabis")
    first = page.locator(".result").first
    meta = first.locator(".result__meta").inner_text()
    for part in ("In force", "Operation debrief", "MS-DEB-003", "20 March 2023", "OFFICIAL-SENSITIVE"):
        assert part in meta
    section = first.locator(".result__section a")
    section.click()
    page.wait_for_url("**/debriefs/*.html#*")
    assert page.locator(f"[id='{urlsplit(page.url).fragment}']").is_visible()


BADGES_OF_LIST = """
() => Object.fromEntries([...document.querySelectorAll("table.library tr[data-reference]")].map((row) =>
  [row.dataset.reference, [...row.querySelectorAll(".badge")].map((badge) => badge.textContent)]))
"""


def test_a_result_has_the_badges_that_lists_of_pages_give_it(site: Path, tab: Tab) -> None:
    """One page for each set of badges: such as UPDATED on an edition's own date, REVIEW OVERDUE, and none."""
    page = tab.open(f"{site.as_uri()}/law-enforcement/library.html")
    listed = page.evaluate(BADGES_OF_LIST)
    kinds = {tuple(badges): reference for reference, badges in listed.items() if reference}
    assert {"UPDATED", "REVIEW OVERDUE"} <= {badge for badges in kinds for badge in badges}
    page = opened(tab, f"{site.as_uri()}/law-enforcement/search.html")
    for badges, reference in kinds.items():
        results(page, reference)
        first = page.locator(".result").first
        assert first.locator(".ref").inner_text() == reference
        assert tuple(first.locator(".badge").all_inner_texts()) == badges
        assert "In force" in first.locator(".result__meta").inner_text()


def test_a_number_is_marked_as_part_of_its_provision_only(site: Path, tab: Tab) -> None:
    """The 45 of a section, and not that of 45 days."""
    page = opened(tab, f"{site.as_uri()}/law-enforcement/search.html?q=s45")
    shown(page)
    marks = {fold(mark) for mark in page.locator(".result mark").all_inner_texts()}
    assert marks
    assert "45" not in marks
    assert "section 45" in marks


# What is not in force.


def test_a_page_that_is_not_in_force_is_shown_when_asked_for_and_then_after_the_others(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    index = Index(site, "partner")
    in_force = results(page, "sexual exploitation guide")
    assert not any(index.gone(url) for url in in_force)
    act(page, "[data-search-count] a")
    everything = shown(page)
    old = [url for url in everything if index.gone(url)]
    assert everything == in_force + old
    assert old
    assert page.locator(".result--old .badge").count() == len(old)
    assert f"{len(in_force)} in force, then {len(old)} no longer in force" in words_in(page)
    page.locator("#page\\.sort").select_option("new")
    page.wait_for_url("**sort=new**")
    assert [index.gone(url) for url in shown(page)] == [False] * len(in_force) + [True] * len(old)
    act(page, "[data-search-chips] a")
    assert not any(index.gone(url) for url in shown(page))


def test_a_status_asks_for_what_is_not_in_force(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    index = Index(site, "partner")
    assert all(index.gone(url) for url in results(page, "guide status:superseded"))
    assert page.locator(".result").count() > 0
    ask(page, "guide")
    act(page, "[data-search-facets] input[value=superseded]")
    assert {index.values(url, "status")[0] for url in shown(page)} == {"superseded"}


# Without what it needs.


@pytest.mark.parametrize("name", ["index", "pages", "words-*", "postings-*", "page-*"])
def test_a_missing_file_of_the_index_is_said(name: str, site: Path, tab: Tab) -> None:
    tab.page.route(re.compile(rf"/assets/search/.*/{name.replace('*', '[0-9]+')}\.js$"), lambda route: route.abort())
    page = tab.open(f"{site.as_uri()}/partner/search.html?q=cannabis")
    whole = name in ("index", "pages")
    message = "The search index is missing." if whole else "A file of the search index is missing."
    expect(page.locator("[data-search-said]")).to_have_text(f"{message} The library and A to Z list every page.")
    assert page.locator("[data-search-none] a[href='a-to-z.html']").is_visible()
    assert page.locator(".result").count() == 0
    assert [each for each in tab.errors if "ERR_FAILED" not in each] == []


def test_after_a_missing_file_the_next_search_works(site: Path, tab: Tab) -> None:
    pattern = re.compile(r"/assets/search/.*/postings-[0-9]+\.js$")
    tab.page.route(pattern, lambda route: route.abort())
    page = opened(tab, f"{site.as_uri()}/partner/search.html?q=cannabis")
    tab.page.unroute(pattern)
    assert results(page, "cannabis")
    assert page.locator("[data-search-none]").is_hidden()


def test_once_results_are_shown_the_words_of_a_small_library_are_there_for_the_next_search(
    site: Path, server: str, tab: Tab
) -> None:
    page = opened(tab, f"{server}/partner/search.html")
    parts = list((site / "partner").glob("assets/search/*/words-*.js"))
    assert len(parts) > 1
    loaded = (
        "() => performance.getEntriesByType('resource').filter(each => /words-[0-9]+[.]js$/.test(each.name)).length"
    )
    page.wait_for_function(f"count => ({loaded})() === count", arg=len(parts))
    assert results(page, "debt bondage canabis")
    assert page.evaluate(loaded) == len(parts)


def test_without_scripts_the_page_leads_on(site: Path, browser: Browser) -> None:
    with Tab(browser, scripts=False) as tab:
        page = tab.open(f"{site.as_uri()}/partner/search.html")
        assert "Search needs JavaScript" in words_in(page)
        for address in ("library.html", "a-to-z.html", "law.html", "index.html"):
            assert page.locator(f"noscript a[href='{address}']").count() == 1
        assert page.locator("[data-search-sorting], [data-search-more], [data-search-tools]").all_inner_texts()
        assert not any(each.is_visible() for each in page.locator("main select, main button.quiet").all())
