"""Earlier releases in a real browser: a date opens what was in force then, from a server and a disk; nothing needs scripts."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.conftest import served
from browser.tab import Tab
from browser.test_accessibility import violations
from history.built import Built, shared

STARTS = {
    "partner": ("2019-02-01", "2020-03-01", "2021-06-30", "2022-11-05"),
    "law-enforcement": ("2019-02-01", "2020-03-01", "2020-09-15", "2021-06-30", "2022-11-05"),
}
"""The days of an edition's releases. What is in force was changed after all of them, on 1 March 2023."""
NOW = "2023-03-01"
PAGES = {
    "dates": "as-at.html",
    "history": "history/G-1.html",
    "comparison": "history/G-1/1.1.html",
    "page in force": "guidance/changed.html",
    "earlier page": "releases/2020-03-01/guidance/changed.html",
    "earlier home": "releases/2020-03-01/index.html",
    "earlier library": "releases/2020-03-01/library.html",
    "lost page": "releases/2020-03-01/not-here.html",
}


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return shared(tmp_path_factory)


@pytest.fixture(params=["http", "file"])
def place(request: pytest.FixtureRequest, releases: Built) -> Iterator[str]:
    """Where the editions are: on a web server, and in a folder of a disk."""
    if request.param == "file":
        yield releases.site.as_uri()
    else:
        with served(releases.site) as address:
            yield address


def boundaries(edition: str) -> list[date]:
    """The day before each release, its day, and the day after."""
    first = (date.fromisoformat(day) for day in (*STARTS[edition], NOW))
    return [day + timedelta(days=step) for day in first for step in (-1, 0, 1)]


def in_force(edition: str, day: date) -> str:
    """The address that a day leads to."""
    begun = [first for first in STARTS[edition] if first <= day.isoformat()]
    if day.isoformat() >= NOW:
        return "index.html"
    return f"releases/{begun[-1]}/index.html" if begun else "as-at.html"


def test_a_date_opens_what_was_in_force_on_it(releases: Built, tab: Tab) -> None:
    """Typed as a reader does, on a disk; what the other edition has on other days is no part of it."""
    home = f"{releases.site.as_uri()}/partner"
    assert [day for day in boundaries("partner") if opened(tab, home, day) != in_force("partner", day)] == []
    assert (tab.errors, tab.violations(), tab.outside) == ([], [], [])


def test_a_date_opens_it_on_a_web_server_too(releases: Built, tab: Tab) -> None:
    with served(releases.site) as address:
        home = f"{address}/law-enforcement"
        days = [date(2020, 9, 14), date(2020, 9, 15), date(2023, 3, 1)]
        assert [opened(tab, home, day) for day in days] == [in_force("law-enforcement", day) for day in days]
        assert [in_force("law-enforcement", day)[9:19] for day in days[:2]] == ["2020-03-01", "2020-09-15"]
        assert (tab.errors, tab.violations(), tab.outside) == ([], [], [])


def opened(tab: Tab, home: str, day: date) -> str:
    """The address, below an edition, that typing a day on its page of dates leads to."""
    page = tab.page
    page.goto(f"{home}/as-at.html", wait_until="load")
    page.get_by_label("Date").fill(day.isoformat())
    page.get_by_role("button", name="Open what was in force").click()
    page.wait_for_function(
        "document.querySelector('.as-at__said')?.textContent || !location.href.endsWith('as-at.html')"
    )
    page.wait_for_load_state("load")
    return page.url.removeprefix(f"{home}/")


def test_a_day_without_a_release_is_told(releases: Built, tab: Tab) -> None:
    page = tab.open(f"{releases.site.as_uri()}/partner/as-at.html")
    page.get_by_role("button", name="Open what was in force").click()
    page.get_by_role("status").filter(has_text="Choose a date").wait_for()
    page.get_by_label("Date").fill("2019-01-31")
    page.get_by_role("button", name="Open what was in force").click()
    page.get_by_role("status").filter(has_text="Nothing had been released by then").wait_for()


def test_without_scripts_the_list_of_releases_stands(releases: Built, browser: Browser) -> None:
    with Tab(browser, scripts=False) as tab:
        page = tab.open(f"{releases.site.as_uri()}/partner/as-at.html")
        assert not page.get_by_label("Date").is_visible()
        links = page.locator("[data-releases] a")
        assert [link.get_attribute("href") for link in links.all()] == [
            "index.html",
            *(f"releases/{day}/index.html" for day in reversed(STARTS["partner"])),
        ]
        links.nth(4).click()
        page.wait_for_url("**/partner/releases/2019-02-01/index.html")
        page.get_by_text("Earlier release, in force from 1 February 2019 to 29 February 2020").wait_for()


def test_versions_lead_to_an_old_page_and_back(place: str, tab: Tab) -> None:
    page = tab.open(f"{place}/partner/guidance/new-place.html")
    page.get_by_text("This is the version in force").click()
    page.get_by_role("link", name="As at 1 February 2019").click()
    page.wait_for_url("**/partner/releases/2019-02-01/guidance/old-place.html")
    page.get_by_text("do not follow it now").wait_for()
    page.get_by_role("link", name="What this page says now").click()
    page.wait_for_url("**/partner/guidance/new-place.html")
    assert (tab.errors, tab.violations(), tab.outside) == ([], [], [])


def test_the_choice_of_versions_works_without_scripts(releases: Built, browser: Browser) -> None:
    with Tab(browser, scripts=False) as tab:
        page = tab.open(f"{releases.site.as_uri()}/partner/guidance/changed.html")
        page.get_by_text("This is the version in force").click()
        page.get_by_role("link", name="As at 1 March 2020").click()
        page.get_by_text("Wait for the badger.").wait_for()


def test_a_page_of_an_earlier_release_says_so_on_paper(releases: Built, tab: Tab) -> None:
    page = tab.open(f"{releases.site.as_uri()}/partner/releases/2020-03-01/guidance/changed.html")
    page.emulate_media(media="print")
    page.get_by_text("do not follow it now").wait_for()


def test_a_comparison_marks_words_for_eye_and_ear(releases: Built, tab: Tab) -> None:
    page = tab.open(f"{releases.site.as_uri()}/partner/history/G-1/1.1.html")
    assert page.locator("del").text_content() == "[deleted: aardvark.]"
    assert page.locator("ins").text_content() == "[inserted: badger.]"
    lines = [
        page.locator(name).evaluate("each => getComputedStyle(each).textDecorationLine") for name in ("del", "ins")
    ]
    assert lines == ["line-through", "underline"]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(name: str, releases: Built, browser: Browser) -> None:
    """Half of the pages narrow and light, half wide and dark: the theme has its own tests."""
    width, scheme = ((320, "light"), (1280, "dark"))[[*PAGES].index(name) % 2]
    with Tab(browser, width=width, scheme=scheme, bypass_csp=True) as tab:
        page = tab.open(f"{releases.site.as_uri()}/partner/{PAGES[name]}")
        assert violations(tab) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_page_of_these_tests_is_there(releases: Built) -> None:
    assert [
        path for path in PAGES.values() if not Path(releases.site, "partner", re.sub(r"[?#].*", "", path)).is_file()
    ] == []
