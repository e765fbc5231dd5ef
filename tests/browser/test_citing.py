"""Citing: paragraphs have anchors that anybody can work out, and a reader copies a citation of one."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import ROOT
from browser.tab import TEMPLATES, Tab
from browser.test_accessibility import violations
from caveat.projection.address import page_address
from caveat.projection.anchors import anchors_of
from caveat.projection.dialect import convert
from caveat_site.source import Source

GUIDE = TEMPLATES["guide"]
_COPIED = """
window.copied = [];
navigator.clipboard.writeText = async text => { window.copied.push(text); };
"""
_GIVEN = re.compile(r'<(?:p|li|dd)\b[^>]*\sid="(p-[^"]+)"')


def test_a_built_page_has_the_anchors_that_its_text_gives(site: Path) -> None:
    """On every page of both editions: what is worked out from a page's Markdown is what the engine has published."""
    compared = 0
    for edition, projection in Source(ROOT).project().items():
        for document in projection.documents:
            if document.uri in projection.origins:
                published = (site / edition / page_address(document.uri)).read_text(encoding="utf-8")
                expected = [anchor for anchor in anchors_of(convert(document.body)) if anchor.startswith("p-")]
                assert _GIVEN.findall(published) == expected, document.uri
                compared += len(expected)
    assert compared > 1000


def copying(tab: Tab) -> None:
    """Have the page keep what it copies: a browser without a window has no clipboard of its own."""
    tab.page.add_init_script(_COPIED)


def cite_mode(page: Page) -> None:
    page.get_by_role("button", name="Cite a paragraph").click()


def test_a_citation_of_a_paragraph_is_copied(base: str, tab: Tab) -> None:
    """Title, id, version, edition, date, paragraph and address, and the address leads to the paragraph."""
    copying(tab)
    page = tab.open(f"{base}/partner/{GUIDE}")
    cite_mode(page)
    marks = page.locator(".cite-mark")
    expect(page.locator("[data-cite-paragraph] [role=status]")).to_have_text(
        f"{marks.count()} paragraphs above have a button now"
    )
    anchor = marks.nth(3).locator("..").get_attribute("id") or ""
    marks.nth(3).click()
    expect(page.locator("[data-cite-paragraph] [role=status]")).to_have_text(f"Copied: paragraph {anchor}")
    title, cited, address = page.evaluate("window.copied[0]").split("\n")
    assert title == page.locator("h1").inner_text()
    assert re.fullmatch(
        rf"MS-GUI-001, version [0-9.]+, partner edition, [0-9]+ [A-Z][a-z]+ 20[0-9]+, paragraph {anchor}[.]", cited
    )
    assert address.endswith(f"id/MS-GUI-001.html#{anchor}")
    assert address.startswith("http") is base.startswith("http")
    tab.open(address if base.startswith("http") else f"{base}/partner/{address}")
    page.wait_for_url(f"**/{GUIDE}#{anchor}")
    assert page.locator(f"#{anchor}:target").is_visible()
    assert page.locator("[data-cited-gone]").is_hidden()
    assert tab.errors == []
    assert tab.violations() == []


def test_citing_works_by_keyboard_and_ends_with_escape(site: Path, tab: Tab) -> None:
    copying(tab)
    page = tab.open(f"{site.as_uri()}/partner/{GUIDE}")
    toggle = page.get_by_role("button", name="Cite a paragraph")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.cite-mark')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".cite-mark:focus")).to_have_text(re.compile("^Copied"))
    assert len(page.evaluate("window.copied")) == 1
    page.keyboard.press("Escape")
    assert page.locator(".cite-mark").count() == 0
    expect(toggle).to_be_focused()


def test_without_a_clipboard_the_citation_is_there_to_select(site: Path, tab: Tab) -> None:
    tab.page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false;"
    )
    page = tab.open(f"{site.as_uri()}/partner/{GUIDE}")
    cite_mode(page)
    page.locator(".cite-mark").first.click()
    expect(page.locator("[data-cite-paragraph] [role=status]")).to_contain_text("Select this text: ")
    expect(page.locator("[data-cite-paragraph] [role=status]")).to_contain_text("id/MS-GUI-001.html#p-")


@pytest.mark.parametrize("width,scheme", [(320, "light"), (1280, "dark")])
def test_citing_is_accessible_and_fits(width: int, scheme: str, site: Path, browser: Browser) -> None:
    with Tab(browser, width=width, scheme=scheme, bypass_csp=True) as tab:
        page = tab.open(f"{site.as_uri()}/law-enforcement/{GUIDE}#p-0000000000")
        cite_mode(page)
        assert page.locator(".cite-mark").count() > 20
        assert page.locator(".restricted .cite-mark").count() > 0
        assert violations(tab) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_paragraph_that_is_not_there_any_more_is_said_to_have_changed(base: str, tab: Tab) -> None:
    """With a link to the page's history where there is one; nothing is said of any other place in a page."""
    page = tab.open(f"{base}/partner/{GUIDE}#p-0123456789")
    note = page.locator("[data-cited-gone]")
    expect(note).to_be_visible()
    assert note.locator("a").is_visible() is (page.locator("body[data-history]").count() == 1)
    page.evaluate("document.body.dataset.history = '../../history/MS-GUI-001.html'; location.hash = '#p-1123456789'")
    expect(note.get_by_role("link")).to_have_attribute("href", "../../history/MS-GUI-001.html#p-1123456789")
    page.evaluate("location.hash = '#nowhere'")
    expect(note).to_be_hidden()


def test_without_scripts_the_permanent_link_stands(site: Path, browser: Browser) -> None:
    with Tab(browser, scripts=False) as tab:
        page = tab.open(f"{site.as_uri()}/partner/{GUIDE}")
        assert page.locator("[data-permalink]").is_visible()
        assert page.get_by_role("button", name="Cite a paragraph").count() == 0
