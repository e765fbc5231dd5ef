"""What a reader does with a page: filter, choose colours, copy a reference, read a table on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.tab import TEMPLATES, Tab


def test_the_library_is_filtered_sorted_and_linked_to(base: str, tab: Tab) -> None:
    page = tab.open(f"{base}/partner/library.html")
    page.get_by_label("Type", exact=True).select_option("debrief")
    page.get_by_label("Sort by").select_option("updated")
    rows = page.locator("table.library tbody tr:visible")
    assert {row.get_attribute("data-type") for row in rows.all()} == {"debrief"}
    dates = [row.get_attribute("data-updated") or "" for row in rows.all()]
    assert dates == sorted(dates, reverse=True)
    page.reload()
    assert page.get_by_label("Type", exact=True).input_value() == "debrief"
    page.get_by_label("Words in title").fill("xyzzyplugh")
    expect(page.get_by_text("No page has all 2 filters")).to_be_visible()
    page.get_by_role("button", name="xyzzyplugh").click()
    assert rows.count() == len(dates)
    assert tab.errors == []
    assert tab.violations() == []


def test_a_choice_of_colours_is_kept(base: str, tab: Tab) -> None:
    page = tab.open(f"{base}/partner/index.html")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(paper)
    assert dark != light
    tab.open(f"{base}/partner/{TEMPLATES['guide']}")
    assert page.evaluate(paper) == dark
    page.get_by_role("button", name="As the device").click()
    assert page.evaluate(paper) == light
    assert tab.violations() == []


def test_the_reference_of_a_page_is_copied(base: str, tab: Tab) -> None:
    page = tab.open(f"{base}/partner/{TEMPLATES['guide']}")
    page.get_by_role("button", name="Copy reference").click()
    expect(page.locator("[data-copy] [role=status]")).to_have_text("Reference copied")
    assert tab.errors == []
    assert tab.violations() == []


def test_a_key_leads_to_the_search_box_until_it_is_turned_off(site: Path, tab: Tab) -> None:
    page = tab.open(f"{site.as_uri()}/partner/index.html")
    focused = "document.activeElement.getAttribute('type')"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "search"
    page.get_by_role("button", name="Off").click()
    page.keyboard.press("/")
    assert page.evaluate(focused) != "search"


def test_a_table_on_a_phone_has_no_label_without_a_value(site: Path, browser: Browser) -> None:
    with Tab(browser, width=320) as tab:
        page = tab.open(f"{site.as_uri()}/partner/{TEMPLATES['statistics']}")
        cells = page.locator("table.stack td[data-label]")
        assert cells.count() > page.locator("table.stack td[data-label]:visible").count() > 0
        assert [
            cell.inner_text() for cell in page.locator("table.stack td:visible").all() if not cell.inner_text()
        ] == []


@pytest.mark.parametrize("width", [768, 1280])
def test_no_word_of_the_library_is_cut_in_two(width: int, site: Path, browser: Browser) -> None:
    """A column is as wide as its longest word: a cell of one word takes one line."""
    lines = """
        cells => cells.filter(cell => /^[a-z]+$/i.test(cell.textContent)).map(cell => {
            const text = document.createRange();
            text.selectNodeContents(cell);
            return text.getClientRects().length;
        })
    """
    with Tab(browser, width=width) as tab:
        page = tab.open(f"{site.as_uri()}/law-enforcement/library.html")
        assert set(page.locator("table.library td").evaluate_all(lines)) == {1}
