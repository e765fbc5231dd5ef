"""On paper: the marking on every sheet, no navigation, a card on two sides."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from browser.tab import TEMPLATES, Tab


def sheets(tab: Tab, address: str) -> list[str]:
    """The text of each sheet of a page as Chromium prints it."""
    page = tab.open(address)
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))
    return [sheet.extract_text() for sheet in reader.pages]


@pytest.mark.parametrize("name", ["home", "guide", "debrief", "card", "superseded", "library", "plain page"])
def test_every_sheet_bears_the_marking_twice_and_no_navigation(name: str, edition: str, site: Path, tab: Tab) -> None:
    address = f"{site.as_uri()}/{edition}/{TEMPLATES[name]}"
    marking = (
        "OFFICIAL-SENSITIVE"
        if "OFFICIAL-SENSITIVE</strong>" in (site / edition / TEMPLATES[name]).read_text()
        else "OFFICIAL"
    )
    for text in sheets(tab, address):
        assert text.count(marking) >= 2
    assert not tab.page.locator("nav:visible").count() or tab.page.evaluate("matchMedia('print').matches") is False
    tab.page.emulate_media(media="print")
    assert tab.page.locator(".masthead nav:visible, .searchbox:visible, .toc:visible, .crumbs:visible").count() == 0


def test_what_is_not_in_force_says_so_on_every_sheet(site: Path, tab: Tab) -> None:
    for text in sheets(tab, f"{site.as_uri()}/partner/{TEMPLATES['superseded']}"):
        assert "NOT IN FORCE" in text


def test_the_initial_actions_card_has_exactly_two_sides(edition: str, site: Path, tab: Tab) -> None:
    assert len(sheets(tab, f"{site.as_uri()}/{edition}/{TEMPLATES['card']}")) == 2


def test_a_printed_page_says_that_it_is_not_kept_up_to_date(site: Path, tab: Tab) -> None:
    text = " ".join(" ".join(sheets(tab, f"{site.as_uri()}/partner/{TEMPLATES['guide']}")).split())
    assert "not kept up to date" in text
