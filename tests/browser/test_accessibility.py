"""axe-core finds no violation of WCAG 2.0 to 2.2 A and AA, or of its best practices, on any template."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser.tab import EDITIONS, TEMPLATES, Tab

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # Targets of 24 px: in wcag22aa, but off unless it is named.
}
LOOKS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]


def violations(tab: Tab) -> list[str]:
    found = Axe().run(tab.page, options=RULES).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['target']}" for each in found]


@pytest.mark.parametrize("width,scheme", LOOKS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_axe_finds_no_violation(name: str, width: int, scheme: str, site: Path, browser: Browser) -> None:
    # The templates are shared: each edition takes half of the looks, one of each width and of each scheme.
    edition = EDITIONS[(width == 1280) != (scheme == "dark")]
    with Tab(browser, width=width, scheme=scheme, bypass_csp=True) as tab:
        tab.open(f"{site.as_uri()}/{edition}/{TEMPLATES[name]}")
        assert violations(tab) == []


def test_axe_sees_a_violation(site: Path, browser: Browser) -> None:
    """The positive control."""
    with Tab(browser, bypass_csp=True) as tab:
        page = tab.open(f"{site.as_uri()}/partner/index.html")
        page.evaluate("document.querySelector('main').append(document.createElement('img'))")
        assert any(each.startswith("image-alt") for each in violations(tab))


STOPS = """
() => {
  const stops = 'a[href], button, input, select, summary, [tabindex="0"]';
  window.stops = [...document.querySelectorAll(stops)].filter(each => each.checkVisibility());
  return window.stops.length;
}
"""
FOCUS = """
() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  return {
    index: window.stops.indexOf(at),
    html: at.outerHTML.slice(0, 120),
    ring: getComputedStyle(at).outlineStyle !== "none",
    seen: box.bottom > 0 && box.top < innerHeight,
  };
}
"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["home", "guide", "library", "search"])
def test_everything_is_reached_by_keyboard(name: str, width: int, site: Path, browser: Browser) -> None:
    """In the order of the page, from the link that skips to the content on; every stop is seen and wears a ring."""
    with Tab(browser, width=width) as tab:
        page = tab.open(f"{site.as_uri()}/law-enforcement/{TEMPLATES[name]}")
        page.evaluate("document.activeElement.blur()")
        for index in range(page.evaluate(STOPS)):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if index == 0:
                assert 'class="skip"' in focus["html"]
            assert focus["index"] == index, focus
            assert focus["ring"], focus
            assert focus["seen"], focus


def test_states_are_seen_in_forced_colours(site: Path, browser: Browser) -> None:
    """Where the system paints every ground alike, borders carry what colours did."""
    with Tab(browser, forced_colors="active") as tab:
        page = tab.open(f"{site.as_uri()}/law-enforcement/{TEMPLATES['guide']}")
        borders = {
            selector: page.locator(selector).first.evaluate("each => getComputedStyle(each).borderTopStyle")
            for selector in (".marking", ".masthead", ".restricted", ".restricted-inline", ".badge", "button")
        }
        assert "none" not in borders.values(), borders
        assert borders[".restricted"] == borders[".restricted-inline"] == "double"
