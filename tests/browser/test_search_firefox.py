"""Search in Debian's Firefox: the same ranking, the same keys, the same policy as in Chromium."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser.firefox import Window, firefox
from browser.test_search_parity import FOUND, LONG, ODD, SHOWN, compared, judged, shards_of
from caveat.search.rank import Ranker
from caveat.search.shards import Shards

ADDRESSES = "() => [...document.querySelectorAll('.results h3 a')].map(each => each.getAttribute('href'))"
AT_REST = """query => document.querySelector("[data-search-results][aria-busy=false]")
  && (new URLSearchParams(location.search).get("q") || "") === query"""
FOCUS = """() => {
  const at = document.activeElement;
  return at.getAttribute("href") || (at.name ? `${at.name}=${at.value}` : at.tagName);
}"""


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """The window of a Firefox that runs for all tests of this module."""
    with firefox(tmp_path_factory.mktemp("firefox")) as opened:
        yield opened


def searched(window: Window, address: str, query: str = "") -> None:
    """The search page at an address, at rest."""
    window.open(address)
    window.until(AT_REST, query)


def quiet(window: Window) -> None:
    """Asserts that nothing went wrong and nothing was asked of another machine."""
    assert (window.errors(), window.outside(), window.violations()) == ([], [], [])


def test_firefox_finds_what_the_reference_finds(window: Window, base: str, edition: str, site: Path) -> None:
    """Pages, scores to the last bit, excerpts: over http and from a folder."""
    folder, files = shards_of(site, edition)
    queries = [*judged()[::12], *ODD[::2], *LONG[::3], '"duty to notify"', "-child law:s45", "updated:>2023", "canabis"]
    searched(window, f"{base}/{edition}/search.html")
    answers = json.loads(window.call(FOUND, json.dumps([f"assets/search/{folder}/", queries, SHOWN])))
    quiet(window)
    assert len(queries) > 100
    assert compared(queries, answers, files) > 90


def test_keys_lead_to_the_box_through_the_results_and_back(window: Window, base: str, site: Path) -> None:
    searched(window, f"{base}/partner/search.html?q=section+45", "section 45")
    window.press("/")
    assert window.call(FOCUS) == "q=section 45"
    window.call("() => document.activeElement.select()")
    window.press(*"cannabis", "Enter")
    window.until(AT_REST, "cannabis")
    found = window.call(ADDRESSES)
    assert found == addresses(site, "cannabis")[: len(found)]
    assert len(found) > 2
    for key, expected in (
        ("ArrowDown", found[0]),
        ("ArrowDown", found[1]),
        ("ArrowUp", found[0]),
        ("ArrowUp", "q=cannabis"),
        ("ArrowDown", found[0]),
        ("Escape", "q=cannabis"),
        ("Escape", "q="),
    ):
        window.press(key)
        assert window.call(FOCUS) == expected
    window.until(AT_REST, "")
    window.press("ArrowDown")
    first = window.call(FOCUS)
    quiet(window)
    window.press("Enter")
    window.until("path => location.pathname.endsWith(path) && document.readyState === 'complete'", first)


def addresses(site: Path, query: str) -> list[str]:
    """What the reference finds in the partners' edition, once Enter is pressed."""
    _, files = shards_of(site, "partner")
    cards = Shards(files)
    ranking = Ranker(Shards(files)).ask(query).ranking
    return [cards[f"page-{each.page}"]["url"] for each in ranking]  # type: ignore[index]


def test_suggestions_of_another_page_are_followed_by_key(window: Window, base: str) -> None:
    window.open(f"{base}/partner/guidance/topics/section-45.html")
    window.press("/")
    window.press(*"duty to noti")
    window.until("() => document.querySelectorAll('header [role=option]').length > 1")
    window.press("ArrowDown", "ArrowDown")
    chosen = window.call("() => document.querySelector('header [aria-selected=true] b').textContent")
    assert chosen.startswith("Duty to notify:")
    quiet(window)
    window.press("Enter")
    window.until("() => location.pathname.endsWith('/duty-to-notify.html')")


def test_the_policy_is_kept_and_a_breach_would_be_seen(window: Window, site: Path) -> None:
    searched(window, f"{site.as_uri()}/partner/search.html")
    quiet(window)
    window.call(
        "() => document.head.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }))"
    )
    window.until("() => window.violations.length")
    assert window.call("() => window.ran") is None
    window.call("() => { document.body.append(Object.assign(new Image(), { src: 'https://192.0.2.1/a.png' })); }")
    window.until("() => window.violations.length > 1")
