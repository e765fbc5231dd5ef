"""On paper: the marking at the head and foot of every sheet, no navigation, a card on two sides."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from browser.tab import TEMPLATES, Tab

MARGIN = 57.0
"""Points at the head and the foot of a sheet that belong to its margin: 20 mm."""


def printed(tab: Tab, address: str) -> list[PageObject]:
    """Each sheet of a page as Chromium prints it."""
    page = tab.open(address)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False))).pages[:]


def sheets(tab: Tab, address: str) -> list[str]:
    """The text of each sheet of a page."""
    return [sheet.extract_text() for sheet in printed(tab, address)]


def margins(sheet: PageObject) -> Iterator[str]:
    """The text in the margin at the head of a sheet, and that at its foot."""
    found: list[tuple[float, str]] = []

    def note(text: str, matrix: list[float], place: list[float], *_: object) -> None:
        found.append((place[4] * matrix[1] + place[5] * matrix[3] + matrix[5], text))

    sheet.extract_text(visitor_text=note)
    height = float(sheet.mediabox.height)
    yield "".join(text for at, text in found if at > height - MARGIN)
    yield "".join(text for at, text in found if at < MARGIN)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_sheet_bears_the_marking_twice_and_no_navigation(name: str, edition: str, site: Path, tab: Tab) -> None:
    page = TEMPLATES[name]
    sensitive = "OFFICIAL-SENSITIVE</strong>" in (site / edition / page.partition("?")[0]).read_text()
    for sheet in printed(tab, f"{site.as_uri()}/{edition}/{page}"):
        for text in margins(sheet):
            assert ("OFFICIAL-SENSITIVE" if sensitive else "OFFICIAL") in text
            assert sensitive or "SENSITIVE" not in text
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
