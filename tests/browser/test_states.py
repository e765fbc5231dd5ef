"""A bulletin with a last day, before and after it: by the date of the edition, and by the reader's clock."""

import datetime as dt
from pathlib import Path

from playwright.sync_api import Browser, expect

from browser.tab import Tab
from browser.test_accessibility import violations

BULLETIN = "bulletins/nrm-threshold.html"
"""In force on the shipped library's own date; its last day is 31 December 2025."""


def test_the_banner_comes_with_the_day_after_the_last(base: str, browser: Browser) -> None:
    for day, past in (
        (dt.datetime(2025, 12, 31, 12, tzinfo=dt.UTC), False),
        (dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC), True),
    ):
        with Tab(browser, timezone_id="UTC") as tab:
            tab.page.clock.install(time=day)
            page = tab.open(f"{base}/partner/{BULLETIN}")
            expect(page.locator("[data-last-day]")).to_be_visible(visible=past)
            assert page.locator(".control .badge").first.inner_text() == ("EXPIRED" if past else "IN FORCE")
            assert (page.evaluate("document.documentElement.dataset.notice") == "NOT IN FORCE") is past
            assert page.locator(".control__note").is_visible()
            assert (tab.errors, tab.violations()) == ([], [])


def test_an_expired_bulletin_is_accessible(site: Path, browser: Browser) -> None:
    with Tab(browser, width=320, bypass_csp=True) as tab:
        page = tab.open(f"{site.as_uri()}/partner/{BULLETIN}")
        assert page.locator("[data-last-day]").is_visible()
        assert violations(tab) == []


def test_without_scripts_the_last_day_is_in_words(site: Path, browser: Browser) -> None:
    with Tab(browser, scripts=False) as tab:
        page = tab.open(f"{site.as_uri()}/partner/{BULLETIN}")
        assert page.locator("[data-last-day]").is_hidden()
        assert "In force until 31 December 2025." in page.locator(".control__note").inner_text()


def test_every_page_names_the_feed(site: Path, edition: str) -> None:
    for path in (site / edition).rglob("*.html"):
        depth = len(path.relative_to(site / edition).parts) - 1
        address = "../" * depth + "feed.xml"
        assert (
            f'<link rel="alternate" type="application/atom+xml" title="What is new" href="{address}">'
            in path.read_text()
        )
    assert (site / edition / "feed.xml").is_file()
    assert 'href="feed.xml"' in (site / edition / "new.html").read_text().partition("<main")[2]
