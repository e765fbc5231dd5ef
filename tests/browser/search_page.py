"""The search page as a test drives it, and the shards of an edition as a test counts them."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from browser.tab import Tab
from caveat.search.shards import data_of

BOX = "main input[type=search]"

Offers = dict[str, dict[str, int]]
"""Facet to value to number of pages."""


class Index:
    """The shards of an edition, read without the scripts."""

    def __init__(self, site: Path, edition: str) -> None:
        folder = next((site / edition / "assets" / "search").iterdir())
        found: dict[int, Any] = {
            int(path.stem.partition("-")[2]): data_of(path.read_bytes()) for path in folder.glob("page-*.js")
        }
        self.documents: list[dict[str, str]] = [found[number] for number in sorted(found)]
        self._numbers = {each["url"]: number for number, each in enumerate(self.documents)}
        self._pages: Any = data_of((folder / "pages.js").read_bytes())

    def values(self, url: str, facet: str) -> list[str]:
        """The values of a page in a facet."""
        column = self._pages["facets"][facet]
        return [column["values"][number] for number in column["sets"][column["pages"][self._numbers[url]]]]

    def counts(self, urls: list[str]) -> Offers:
        """What a page of results is to offer: no value of no page, no facet that would leave nothing out."""
        counted = {
            facet: dict(Counter(value for url in urls for value in self.values(url, facet)))
            for facet in self._pages["facets"]
        }
        return {facet: counts for facet, counts in counted.items() if any(n < len(urls) for n in counts.values())}

    def updated(self, url: str) -> int:
        """The day of the last change, as 20240318."""
        day: int = self._pages["updated"][self._numbers[url]]
        return day

    def gone(self, url: str) -> bool:
        """Whether a page is superseded or withdrawn."""
        return bool(self._pages["gone"][self._numbers[url]])


def at_rest(page: Page) -> None:
    """Waits until what was asked for is shown."""
    page.wait_for_function("() => document.querySelector('[data-search-results][aria-busy=false]')")


def opened(tab: Tab, address: str) -> Page:
    """The search page at an address, with what it finds."""
    tab.page.goto(address)
    at_rest(tab.page)
    return tab.page


def ask(page: Page, query: str, key: str = "Enter") -> None:
    """Types a query and presses a key."""
    page.evaluate("document.querySelector('[data-search-results]').removeAttribute('aria-busy')")
    page.locator(BOX).fill(query)
    page.locator(BOX).press(key)
    at_rest(page)


def act(page: Page, selector: str) -> None:
    """Clicks something that changes what is asked."""
    page.evaluate("document.querySelector('[data-search-results]').removeAttribute('aria-busy')")
    page.locator(selector).first.click()
    at_rest(page)


def shown(page: Page) -> list[str]:
    """Addresses of all results, in order, after "Show more" to the end."""
    while (more := page.locator("[data-search-more] button")).is_visible():
        before = page.locator(".result").count()
        more.click()
        page.wait_for_function("n => document.querySelectorAll('.result').length > n", arg=before)
    found: list[str] = page.eval_on_selector_all(".results h3 a", "all => all.map(each => each.getAttribute('href'))")
    return found


def results(page: Page, query: str) -> list[str]:
    """Addresses of the results of a query, in order."""
    ask(page, query)
    return shown(page)


def offered(page: Page) -> Offers:
    """What the page offers to narrow by."""
    script = "all => all.map(each => [each.name, each.value, parseInt(each.closest('label').lastChild.textContent)])"
    found: Offers = {}
    for facet, value, number in page.eval_on_selector_all("[data-search-facets] input", script):
        found.setdefault(facet, {})[value] = number
    return found


def said(page: Page, text: str) -> None:
    """Waits until the status region, which is read out, says a text."""
    page.wait_for_function("text => document.querySelector('[data-search-said]').textContent.includes(text)", arg=text)


def words_in(page: Page) -> str:
    """The text of the page's main part, with single spaces."""
    return re.sub(r"\s+", " ", page.locator("main").inner_text())
