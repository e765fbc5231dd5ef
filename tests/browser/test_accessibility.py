"""axe-core finds no violation of WCAG 2.0 to 2.2 A and AA, or of its best practices, on any template."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser.tab import EDITIONS, TEMPLATES, Tab

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]


def violations(tab: Tab) -> list[str]:
    found = Axe().run(tab.page, options=RULES).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['target']}" for each in found]


@pytest.mark.parametrize("width,scheme", LOOKS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_axe_finds_no_violation(name: str, width: int, scheme: str, site: Path, browser: Browser) -> None:
    # The templates are shared: each edition takes half of the looks.
    edition = EDITIONS[LOOKS.index((width, scheme)) % 2]
    with Tab(browser, width=width, scheme=scheme, bypass_csp=True) as tab:
        tab.open(f"{site.as_uri()}/{edition}/{TEMPLATES[name]}")
        assert violations(tab) == []


def test_axe_sees_a_violation(site: Path, browser: Browser) -> None:
    """The positive control."""
    with Tab(browser, bypass_csp=True) as tab:
        page = tab.open(f"{site.as_uri()}/partner/index.html")
        page.evaluate("document.querySelector('main').append(document.createElement('img'))")
        assert any(each.startswith("image-alt") for each in violations(tab))


@pytest.mark.parametrize("name", ["home", "guide", "library", "search"])
def test_everything_is_reached_by_keyboard(name: str, site: Path, browser: Browser) -> None:
    """The first stop skips to the content; every stop can be seen to have the focus."""
    with Tab(browser) as tab:
        page = tab.open(f"{site.as_uri()}/law-enforcement/{TEMPLATES[name]}")
        page.keyboard.press("Tab")
        if name != "search":
            assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
        for _ in range(12):
            page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", page.evaluate("document.activeElement.outerHTML")
