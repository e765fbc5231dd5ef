"""Search finds every page of an edition by its title and by a word of its text, and nothing else."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.tab import Tab
from caveat.search.tokens import tokens


def documents(site: Path, edition: str) -> list[dict[str, str]]:
    text = (site / edition / "assets" / "search" / "documents.js").read_text(encoding="utf-8")
    found: list[dict[str, str]] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return found


def results(page: Page, query: str) -> list[str]:
    """Addresses of the results of a query, in order."""
    box = page.locator("main input[type=search]")
    box.fill(query)
    box.press("Enter")
    page.wait_for_function("query => new URL(location.href).searchParams.get('q') === query", arg=query)
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    expect(page.locator("[role=status]").first).not_to_be_empty()
    found: list[str] = page.eval_on_selector_all(
        ".results h3 a", "links => links.map(each => each.getAttribute('href'))"
    )
    return [each.partition("#")[0] for each in found]


def rare_word(site: Path, edition: str, href: str) -> str:
    """The longest word of a page's own paragraphs."""
    html = (site / edition / href).read_text(encoding="utf-8")
    main = html[html.index("<main") : html.index("</main>")]
    paragraphs = (
        re.findall(r"<p>([^<]{40,})</p>", main)
        or re.findall(r"<li>([^<]{20,})</li>", main)
        or [re.sub("<[^>]+>", " ", main)]
    )
    words = [word for word in tokens(" ".join(paragraphs)) if word.isalpha()]
    return max(words, key=lambda word: (len(word), word))


def test_every_page_is_found_by_its_title_and_by_a_word_of_its_text(
    base: str, edition: str, site: Path, tab: Tab
) -> None:
    page = tab.open(f"{base}/{edition}/search.html")
    for document in documents(site, edition):
        assert document["href"] in results(page, document["title"])[:3], document["title"]
        word = rare_word(site, edition, document["href"])
        assert document["href"] in results(page, word), f"{document['title']}: {word}"
    assert tab.errors == []
    assert tab.outside == []


def test_a_result_opens_its_page(base: str, edition: str, tab: Tab) -> None:
    page = tab.open(f"{base}/{edition}/index.html")
    page.locator("main input[type=search]").fill("duty to notify")
    page.locator("main input[type=search]").press("Enter")
    page.locator(".results h3 a").first.click()
    page.wait_for_url("**/guidance/topics/duty-to-notify.html")
    assert page.locator("h1").inner_text()


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
