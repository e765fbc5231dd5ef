"""A copy for partners, unpacked on a disk and used there, and what it says of its age by the reader's clock."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.search_page import opened, results
from browser.tab import Tab
from browser.test_accessibility import violations
from browser.test_print import sheets
from cli.running import OPEN
from export.exported import export, library, unzipped

DAYS = {
    "fresh": dt.date(2024, 12, 3),
    "soon": dt.date(2024, 12, 4),
    "last": dt.date(2024, 12, 31),
    "past": dt.date(2025, 1, 1),
}
"""Of a copy for use from 1 June until 31 December 2024."""


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy."""
    place = tmp_path_factory.mktemp("copy")
    return unzipped(export(library(place / "project"), place / "copy.zip"), place / "medium")


def on(tab: Tab, day: str) -> Tab:
    """The tab, at noon of a day."""
    noon = dt.datetime.combine(DAYS[day], dt.time(12), tzinfo=dt.UTC)
    tab.page.clock.set_fixed_time(noon)
    return tab


def bars(page: Page) -> tuple[bool, bool]:
    """Whether a copy says that it ends soon, and that it has expired."""
    return page.locator("[data-ends-soon]").is_visible(), page.locator("[data-expired]").is_visible()


def test_a_copy_works_from_a_disk_without_a_network(copy: Path, browser: Browser) -> None:
    with Tab(browser, offline=True) as tab:
        page = tab.open((copy / "READ-ME-FIRST.html").as_uri())
        assert tab.violations() == []
        page.get_by_role("link", name="Open the library").click()
        page.get_by_role("link", name="Search").first.wait_for()
        page.goto((copy / "data" / "guidance" / "product.html").as_uri())
        assert OPEN in page.locator("main").inner_text()
        opened(tab, (copy / "data" / "search.html").as_uri())
        assert sorted(results(page, OPEN)) == ["about.html", "guidance/product.html"]
        assert (tab.errors, tab.violations(), tab.outside) == ([], [], [])


@pytest.mark.parametrize(
    ("day", "expected"),
    [("fresh", (False, False)), ("soon", (True, False)), ("last", (True, False)), ("past", (False, True))],
)
def test_a_copy_shows_its_age_by_the_readers_clock(
    copy: Path, browser: Browser, day: str, expected: tuple[bool, bool]
) -> None:
    address = (copy / "data" / "guidance" / "product.html").as_uri()
    with Tab(browser, timezone_id="UTC") as tab:
        page = on(tab, day).open(address)
        assert bars(page) == expected
        assert "copy issued 1 June 2024, use until 31 December 2024" in page.locator(".masthead").inner_text()
        assert "This copy was issued on 1 June 2024. Use until 31 December 2024." in page.locator("footer").inner_text()
        assert (tab.errors, tab.violations()) == ([], [])


def test_the_two_bars_differ_in_colour_and_in_words(copy: Path, browser: Browser) -> None:
    address = (copy / "data" / "index.html").as_uri()
    colour = "element => getComputedStyle(element).backgroundColor"
    with Tab(browser, timezone_id="UTC") as tab:
        bar = on(tab, "soon").open(address).locator("[data-ends-soon]")
        assert (bar.evaluate(colour), bar.inner_text()) == (
            "rgb(255, 207, 51)",
            "Use this copy until 31 December 2024. That is soon: ask for the current copy.",
        )
    with Tab(browser, timezone_id="UTC") as tab:
        bar = on(tab, "past").open(address).locator("[data-expired]")
        assert (bar.evaluate(colour), bar.inner_text()) == (
            "rgb(163, 20, 43)",
            "This copy expired on 31 December 2024. Do not rely on it. Delete it and ask for the current copy.",
        )


@pytest.mark.parametrize("width,scheme", [(320, "dark"), (1280, "light")])
@pytest.mark.parametrize("day", ["soon", "past"])
def test_a_copy_that_is_old_is_accessible(copy: Path, browser: Browser, day: str, width: int, scheme: str) -> None:
    with Tab(browser, width=width, scheme=scheme, bypass_csp=True, timezone_id="UTC") as tab:
        page = on(tab, day).open((copy / "data" / "guidance" / "product.html").as_uri())
        assert any(bars(page))
        assert violations(tab) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_page_is_accessible(copy: Path, browser: Browser) -> None:
    for width in (320, 1280):
        with Tab(browser, width=width, bypass_csp=True) as tab:
            page = tab.open((copy / "READ-ME-FIRST.html").as_uri())
            assert violations(tab) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_dates_are_in_words(copy: Path, browser: Browser) -> None:
    with Tab(browser, scripts=False) as tab:
        page = tab.open((copy / "data" / "guidance" / "product.html").as_uri())
        assert bars(page) == (False, False)
        assert "copy issued 1 June 2024, use until 31 December 2024" in page.locator(".masthead").inner_text()


@pytest.mark.parametrize(
    ("day", "said", "stamp"), [("soon", "Use this copy until", False), ("past", "This copy expired on", True)]
)
def test_a_printed_copy_says_it_too(copy: Path, browser: Browser, day: str, said: str, stamp: bool) -> None:
    with Tab(browser, timezone_id="UTC") as tab:
        found = sheets(on(tab, day), (copy / "data" / "guidance" / "product.html").as_uri())
        assert "use until 31 December 2024" in found[0]
        assert said in found[0]
        assert all(("EXPIRED COPY" in sheet) is stamp for sheet in found)
