"""The page of `caveat review`: axe finds nothing, at any width nothing runs off it, and on paper all of it is there."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.tab import Tab
from browser.test_accessibility import LOOKS, violations

REPORT = Path(__file__).parents[1] / "reviewing" / "cases" / "everything-at-once" / "report.html"


@pytest.mark.parametrize("width,scheme", LOOKS)
def test_axe_finds_no_violation(width: int, scheme: str, browser: Browser) -> None:
    with Tab(browser, width=width, scheme=scheme, bypass_csp=True) as tab:
        page = tab.open(REPORT.as_uri())
        assert violations(tab) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_its_own_policy_lets_its_styles_in_and_paper_shows_every_word(browser: Browser) -> None:
    with Tab(browser) as tab:
        page = tab.open(REPORT.as_uri())
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.querySelector('.gain')).borderLeftWidth") == "4px"
        hidden = "[...document.querySelectorAll('main *')].filter(each => !each.checkVisibility()).length"
        assert page.evaluate(hidden) == 0
