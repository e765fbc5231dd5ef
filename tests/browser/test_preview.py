"""The preview in a real Chromium: the switch, problems over the page, and changes that appear by themselves."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.tab import Tab
from browser.test_accessibility import RULES
from cli.previews import Server, serving
from cli.running import CANARY, OPEN, project

PRODUCT = "guidance/product.html"
BAR = "#caveat-preview"


def opened(tab: Tab, server: Server, path: str) -> Page:
    """A page of a preview, loaded: it never comes to rest, as it waits for changes."""
    tab.page.goto(f"http://{server.address}/{path}")
    expect(tab.page.locator(BAR)).to_be_visible()
    return tab.page


def test_the_switch_keeps_the_page_and_its_place(tmp_path: Path, tab: Tab) -> None:
    """And leads home from a page that the other edition lacks, after saying so."""
    with serving(project(tmp_path), "--edition", "law-enforcement") as server:
        server.wait(f"partner/{PRODUCT}", OPEN)
        page = opened(tab, server, "")
        assert page.url.endswith("/law-enforcement/index.html")
        page = opened(tab, server, f"law-enforcement/{PRODUCT}#first-steps")
        assert CANARY in page.content()
        page.locator(BAR).get_by_role("link", name="Partner edition").click()
        expect(page.locator(".masthead__edition b")).to_have_text("Partner edition")
        assert page.url.endswith(f"/partner/{PRODUCT}#first-steps")
        assert CANARY not in page.content()
        page = opened(tab, server, "law-enforcement/secret.html")
        expect(page.locator(BAR)).to_contain_text("Partner edition: does not have this page")
        page.locator(BAR).get_by_role("link", name="go to its home").click()
        page.wait_for_url("**/partner/index.html")
        # Search works as in a build, with the edition's own index.
        page.goto(f"http://{server.address}/partner/search.html?q={OPEN}")
        expect(page.locator("main").get_by_role("link", name="About", exact=True).first).to_be_visible()
        assert tab.errors == []
        assert tab.violations() == []


def test_a_change_appears_and_a_problem_comes_and_goes(tmp_path: Path, tab: Tab) -> None:
    """Nobody loads the page anew: it follows the files."""
    root = project(tmp_path)
    about = root / "docs" / "about.md"
    text = about.read_text(encoding="utf-8")
    with serving(root) as server:
        server.wait("partner/about.html", OPEN)
        page = opened(tab, server, "partner/about.html")
        about.write_text(text + "\nA wagtail.\n", encoding="utf-8")
        expect(page.locator("main")).to_contain_text("wagtail")
        about.write_text(text + "\n[x](nowhere.md)\n", encoding="utf-8")
        problems = page.locator(f"{BAR} .caveat-problems")
        expect(problems).to_contain_text("1 problem")
        lines = (text + "\n[x]").count("\n") + 1
        expect(problems).to_contain_text(f"docs/about.md:{lines}:5")
        expect(problems).to_contain_text("[broken-link]")
        expect(page.locator("main")).to_contain_text("wagtail")
        about.write_text(text + "\nA nuthatch.\n", encoding="utf-8")
        expect(page.locator("main")).to_contain_text("nuthatch")
        expect(problems).to_have_count(0)
        assert tab.errors == []
        assert tab.violations() == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_bar_is_accessible(tmp_path: Path, browser: Browser, width: int) -> None:
    root = project(tmp_path)
    about = root / "docs" / "about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\n[x](nowhere.md)\n", encoding="utf-8")
    with serving(root, "--drafts") as server, Tab(browser, width=width, bypass_csp=True) as tab:
        server.wait("law-enforcement/index.html", "[broken-link]")
        page = opened(tab, server, "law-enforcement/draft.html")
        expect(page.locator(f"{BAR} .caveat-problems")).to_be_visible()
        found = Axe().run(page, options=RULES).response["violations"]
        assert [f"{each['id']}: {each['nodes'][0]['target']}" for each in found] == []
