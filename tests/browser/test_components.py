"""What the theme can show and the shipped library happens not to use, in a small staged folder written by hand.

Tabs, task lists, notes, code, right-to-left text, a copy past its last day, an address that does not exist.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.conftest import served
from browser.tab import Tab
from browser.test_accessibility import violations

SAMPLE = Path(__file__).parent / "theme_sample"
EDITIONS = {"wide": "mkdocs.yml", "narrow": "mkdocs-partner.yml"}
"""Folder to the settings it is built with; the narrow one is an exported copy whose last day has passed."""

PAGES = ("markdown.html", "guidance/leaflet.html", "guidance/guide.html", "library.html", "index.html", "404.html")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Edition to the address of its own web server: the page for an unknown address links from the root."""
    with ExitStack() as servers:
        found = {}
        for edition, settings in EDITIONS.items():
            out = tmp_path_factory.mktemp(edition)
            command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(SAMPLE / settings), "-d", str(out)]
            quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
            done = subprocess.run(command, capture_output=True, text=True, check=False, env=quiet)
            assert done.returncode == 0, done.stderr
            found[edition] = servers.enter_context(served(out))
        yield found


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("page", PAGES)
def test_every_component_keeps_the_policy(page: str, edition: str, sample: Mapping[str, str], tab: Tab) -> None:
    tab.open(f"{sample[edition]}/{page}")
    assert tab.errors == []
    assert tab.violations() == []
    assert tab.outside == []


@pytest.mark.parametrize(
    "width,scheme,edition", [(320, "dark", "wide"), (1280, "light", "wide"), (320, "light", "narrow")]
)
@pytest.mark.parametrize("page", PAGES)
def test_every_component_is_accessible(
    page: str, width: int, scheme: str, edition: str, sample: Mapping[str, str], browser: Browser
) -> None:
    with Tab(browser, width=width, scheme=scheme, bypass_csp=True) as tab:
        opened = tab.open(f"{sample[edition]}/{page}")
        assert violations(tab) == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_an_exported_copy_says_that_it_has_expired(sample: Mapping[str, str], browser: Browser) -> None:
    """By the reader's clock, and so with scripts only; without them the last day stands in the footer."""
    with Tab(browser) as tab:
        page = tab.open(f"{sample['narrow']}/guidance/guide.html")
        assert "This copy expired on 30 June 2024." in page.locator("[data-expired]").inner_text()
    with Tab(browser, scripts=False) as tab:
        page = tab.open(f"{sample['narrow']}/guidance/guide.html")
        assert page.locator("[data-expired]").is_hidden()
        assert "Use until 30 June 2024" in page.locator("footer").inner_text()


def test_a_page_in_arabic_runs_from_right_to_left(sample: Mapping[str, str], tab: Tab) -> None:
    page = tab.open(f"{sample['wide']}/guidance/leaflet.html")
    body = page.locator(".doc__body")
    assert (body.get_attribute("lang"), body.get_attribute("dir")) == ("ar", "rtl")
