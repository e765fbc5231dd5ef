"""Search and suggestions as people use them: with keys, by ear, on a phone, in any colours, without a network."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.search_page import BOX, act, ask, at_rest, opened, said, shown
from browser.tab import Tab
from browser.test_accessibility import LOOKS, violations

HOME = "main input[type=search]"
MASTHEAD = "header input[type=search]"
GUIDE = "guidance/topics/section-45.html"


def focus(page: Page) -> str:
    """What has the focus: its address, its name and value, or its text."""
    script = """
    () => {
      const at = document.activeElement;
      return at.getAttribute("href") || (at.name ? `${at.name}=${at.value}` : at.textContent.trim());
    }
    """
    found: str = page.evaluate(script)
    return found


# The search page.


def test_keys_lead_from_the_box_through_the_results_and_back(base: str, tab: Tab) -> None:
    page = opened(tab, f"{base}/partner/search.html")
    assert focus(page) == "q="
    page.keyboard.type("cannabis")
    page.wait_for_url("**?q=cannabis")
    page.keyboard.press("Enter")
    at_rest(page)
    first, second, *_ = page.eval_on_selector_all(".results h3 a", "all => all.map(each => each.getAttribute('href'))")
    for key, expected in (
        ("ArrowDown", first),
        ("ArrowDown", second),
        ("ArrowUp", first),
        ("ArrowUp", "q=cannabis"),
        ("ArrowDown", first),
        ("Escape", "q=cannabis"),
    ):
        page.keyboard.press(key)
        assert focus(page) == expected
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_have_value("")
    page.keyboard.press("Control+z")
    page.keyboard.type("debt bondage")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=debt+bondage")
    at_rest(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/partner/(?!search)"))
    page.go_back()
    expect(page.locator(BOX)).to_have_value("debt bondage")
    assert page.locator(".result").count() > 0
    assert tab.errors == []


def test_the_last_result_leads_to_more_and_more_leads_on(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html?q=exploitation")
    page.locator(".results h3 a").last.focus()
    page.keyboard.press("ArrowDown")
    assert focus(page).startswith("Show more results")
    page.keyboard.press("Enter")
    page.locator(".result").nth(10).wait_for()
    assert focus(page) == page.locator(".results h3 a").nth(10).get_attribute("href")


def test_a_choice_by_key_keeps_its_place(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html?q=exploitation")
    page.locator("[data-search-facets] details[data-facet=type] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    chosen = focus(page)
    page.keyboard.press("Space")
    page.wait_for_url("**type=**")
    at_rest(page)
    assert focus(page) == chosen
    assert page.locator("[data-search-facets] input:focus").is_checked()


def test_what_was_found_is_read_out_once_somebody_rests(site: Path, tab: Tab) -> None:
    """Not after every letter; at once after Enter and after a choice."""
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    page.evaluate(
        """() => {
          window.heard = [];
          const status = document.querySelector("[data-search-said]");
          new MutationObserver(() => window.heard.push(status.textContent)).observe(status, { childList: true });
        }"""
    )
    page.locator(BOX).press_sequentially("canabis", delay=140)
    said(page, "No page has canabis. Did you mean cannabis? The results are for that.")
    heard = page.evaluate("window.heard")
    assert len(heard) == 1
    assert re.search(r" \d+ results", heard[0])
    ask(page, "canabis")
    page.wait_for_timeout(50)
    assert page.evaluate("window.heard") == heard, "the same is not read out twice"
    act(page, "[data-search-facets] input[name=type]")
    number = len(shown(page))
    said(page, f"{number} result")
    ask(page, "zzzzzz")
    said(page, "Nothing in this edition matches ‘zzzzzz’.")
    status = page.locator("[data-search-said]")
    assert (status.get_attribute("role"), status.is_visible()) == ("status", True)


def test_on_a_phone_the_choices_are_folded_and_lead_to_what_they_leave(site: Path, browser: Browser) -> None:
    with Tab(browser, width=320) as tab:
        page = opened(tab, f"{site.as_uri()}/law-enforcement/search.html?q=section+45+canabis&stage=trial")
        fold = page.locator("summary", has_text="Narrow the results")
        assert fold.inner_text().split() == "Narrow the results (1 in use)".split()
        assert page.locator("[data-search-facets] input").first.is_hidden()
        fold.click()
        act(page, "[data-search-facets] input[name=type]")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        close = page.locator("[data-search-close]")
        assert close.inner_text() == f"Show {page.locator('[data-search-count] b').inner_text()}"
        close.click()
        assert page.locator("[data-search-facets] input").first.is_hidden()
        assert focus(page).startswith(page.locator("[data-search-count] b").inner_text())
        page.get_by_text("Help with searching").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width,scheme", LOOKS)
def test_axe_finds_no_violation_in_search(width: int, scheme: str, site: Path, browser: Browser) -> None:
    """With everything open that can be, and where nothing is found."""
    with Tab(browser, width=width, scheme=scheme, bypass_csp=True) as tab:
        page = opened(tab, f"{site.as_uri()}/law-enforcement/search.html?q=section+45+canabis&stage=trial&old=1")
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
        assert page.locator(".law-card, .result, .badge, mark, [data-search-chips] a").count() > 4
        assert violations(tab) == []
        ask(page, '"cannabis notify"')
        assert violations(tab) == []


# Suggestions.


def suggestions(page: Page, box: str, text: str) -> list[str]:
    """What is suggested for a text, typed letter by letter."""
    page.locator(box).press_sequentially(text, delay=20)
    page.locator("[role=option]").first.wait_for()
    page.wait_for_timeout(200)
    found: list[str] = page.locator("[role=option] b").all_inner_texts()
    return found


def test_suggestions_name_pages_sections_and_words_of_the_glossary(base: str, tab: Tab) -> None:
    page = tab.open(f"{base}/partner/index.html")
    found = suggestions(page, HOME, "duty to noti")
    assert found[0] == "DtN: Duty to Notify"
    assert found[1].startswith("Duty to notify:")
    assert any("Section" in note for note in page.locator("[role=option] span").all_inner_texts())
    assert len(found) == len(set(found)) <= 6
    page.locator("[role=option]").nth(1).click()
    page.wait_for_url("**/guidance/topics/duty-to-notify.html")
    assert tab.errors == []
    assert tab.violations() == []


def test_a_suggestion_of_a_section_leads_to_it(base: str, tab: Tab) -> None:
    page = tab.open(f"{base}/partner/{GUIDE}")
    suggestions(page, MASTHEAD, "refer or notify")
    page.locator("[role=option]", has_text="Section of").first.click()
    page.wait_for_url("**.html#*")
    assert page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))).tagName") in ("H2", "H3")


def test_suggestions_by_key_are_those_of_a_combobox(site: Path, tab: Tab) -> None:
    page = tab.open(f"{site.as_uri()}/partner/{GUIDE}")
    box = page.locator(MASTHEAD)
    number = len(suggestions(page, MASTHEAD, "cannabis"))
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(f"[id='{box.get_attribute('aria-controls')}']").get_attribute("role") == "listbox"

    def active() -> int | None:
        options = page.locator("[role=option]")
        selected = [
            place for place in range(options.count()) if options.nth(place).get_attribute("aria-selected") == "true"
        ]
        named = box.get_attribute("aria-activedescendant")
        assert [options.nth(place).get_attribute("id") for place in selected] == ([named] if named else [])
        return selected[0] if selected else None

    assert active() is None, "Enter searches for what was typed until an arrow chooses"
    for key, place in (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("ArrowUp", 0),
        ("ArrowUp", None),
        ("ArrowUp", number - 1),
        ("ArrowDown", None),
    ):
        page.keyboard.press(key)
        assert active() == place
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert (page.locator("[role=option]").count(), box.input_value()) == (0, "cannabis")
    page.keyboard.press("ArrowDown")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Tab")
    assert page.locator("[role=option]").count() == 0
    box.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=cannabis")


def test_the_number_of_suggestions_is_read_out_once_somebody_rests(site: Path, tab: Tab) -> None:
    page = tab.open(f"{site.as_uri()}/partner/index.html")
    page.evaluate(
        """() => {
          window.heard = [];
          const status = document.querySelector("main form [role=status]");
          new MutationObserver(() => window.heard.push(status.textContent)).observe(status, { childList: true });
        }"""
    )
    number = len(suggestions(page, HOME, "cannabis"))
    page.wait_for_function("() => window.heard.length")
    assert page.evaluate("window.heard") == [f"{number} suggestions, use the arrow keys"]


def test_without_an_index_the_box_still_leads_to_search(base: str, tab: Tab) -> None:
    tab.page.route(re.compile(r"/assets/search/.*/index\.js$"), lambda route: route.abort())
    page = tab.open(f"{base}/partner/index.html")
    page.locator(HOME).press_sequentially("cannabis", delay=20)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=cannabis")
    expect(page.locator("[data-search-said]")).to_contain_text("The search index is missing.")


@pytest.mark.parametrize("width,scheme", LOOKS)
def test_axe_finds_no_violation_in_open_suggestions(width: int, scheme: str, site: Path, browser: Browser) -> None:
    with Tab(browser, width=width, scheme=scheme, bypass_csp=True) as tab:
        page = tab.open(f"{site.as_uri()}/law-enforcement/index.html")
        suggestions(page, HOME, "vulnerability")
        page.keyboard.press("ArrowDown")
        assert page.locator(".suggest__restricted").count() > 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(tab) == []


# The machine.


def test_nothing_of_search_leaves_the_machine_or_breaks_the_policy(base: str, tab: Tab) -> None:
    page = tab.open(f"{base}/law-enforcement/{GUIDE}")
    if base.startswith("file:"):
        page.context.set_offline(True)
    suggestions(page, MASTHEAD, "cannabis")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=cannabis")
    act(page, "[data-search-facets] input[name=type]")
    act(page, "[data-search-chips] a")
    ask(page, '"duty to notify" -child updated:>2019')
    assert shown(page)
    assert tab.outside == []
    assert tab.violations() == []
    assert tab.errors == []


NEWER = {
    "logical assignment": (r"(?:\?\?|\|\||&&)=", "a ??= b"),
    "private name": (r"[{.;]\s*#[a-z]", "class A { #a }"),
    "separator in a number": (r"\b[0-9]+_[0-9]", "1_000"),
    "static block": (r"\bstatic\s*\{", "static {"),
    "at": (r"\.at\(", "list.at(-1)"),
    "replaceAll": (r"\.replaceAll\(", "text.replaceAll(a, b)"),
    "hasOwn": (r"\bhasOwn\(", "Object.hasOwn(a, b)"),
    "findLast": (r"\.findLast(?:Index)?\(", "list.findLast(f)"),
    "copying methods": (r"\.(?:toSorted|toReversed|toSpliced|with)\(", "list.toSorted()"),
    "grouping": (r"\.groupBy\(", "Map.groupBy(list, f)"),
    "sets": (r"\.(?:union|intersection|difference|isSubsetOf)\(", "a.union(b)"),
    "clone": (r"\bstructuredClone\(", "structuredClone(a)"),
    "promises": (r"\bPromise\.(?:any|withResolvers|try)\b", "Promise.any(all)"),
    "weak": (r"\b(?:WeakRef|FinalizationRegistry|AggregateError)\b", "new WeakRef(a)"),
    "pattern flags": (r"/[a-z]*[vd][a-z]*(?=[.,;)])", "/a/v.test(b)"),
    "import": (r"^(?:import|export|await)\b", "import a from 'b'"),
}
"""What came after ES2020 to a pattern and an example. `make check-js` parses the scripts; this needs no node."""


@pytest.mark.parametrize("name", NEWER)
def test_the_scripts_are_no_newer_than_es2020(name: str, site: Path) -> None:
    pattern, example = NEWER[name]
    assert re.search(pattern, code(example), re.MULTILINE), "the check sees its example"
    scripts = sorted((site / "partner" / "assets").glob("*.js"))
    assert {"search.js", "search-engine.js", "suggest.js"} <= {path.name for path in scripts}
    for path in scripts:
        assert not re.search(pattern, code(path.read_text(encoding="utf-8")), re.MULTILINE), path.name


def code(text: str) -> str:
    """A script without its comments and strings."""
    tokens = r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    return re.sub(tokens, lambda found: '""' if found[0][0] in "\"'" else " ", text, flags=re.DOTALL)
