"""The search page offers choices, has an address, says what it understood, and helps where it finds nothing."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.search_page import Index, act, ask, offered, opened, results, shown, words_in
from browser.tab import Tab

# Finding by choice.


def test_facets_count_what_is_found(edition: str, site: Path, tab: Tab) -> None:
    """As somebody would who counts in the shards, for the query and for each choice beside it."""
    index = Index(site, edition)
    page = opened(tab, f"{site.as_uri()}/{edition}/search.html?q=section+45")
    found = shown(page)
    expected = index.counts(found)
    act(page, "[data-search-count] a")
    with_old = index.counts(shown(page))
    expected["status"] = with_old["status"]
    assert offered(page) == with_old
    act(page, "[data-search-chips] a")
    assert offered(page) == expected

    act(page, "[data-search-facets] input[name=type][value=guidance]")
    guidance = [url for url in found if "guidance" in index.values(url, "type")]
    assert shown(page) == guidance
    assert len(guidance) == expected["type"]["guidance"]
    narrowed = offered(page)
    assert narrowed["type"] == expected["type"], "a facet counts what each choice in it would add"
    assert narrowed["stage"] == index.counts(guidance)["stage"]
    assert 0 not in {number for counts in narrowed.values() for number in counts.values()}


def test_choices_of_one_facet_add_and_those_of_several_narrow(site: Path, tab: Tab) -> None:
    index = Index(site, "partner")
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    found = results(page, "exploitation")
    for facet, value in (("type", "guidance"), ("type", "bulletin"), ("stage", "investigation")):
        act(page, f"[data-search-facets] input[name={facet}][value={value}]")
    assert shown(page) == [
        url
        for url in found
        if {"guidance", "bulletin"} & set(index.values(url, "type")) and "investigation" in index.values(url, "stage")
    ]
    assert page.locator("[data-search-used]").inner_text() == "(3 in use)"
    chips = page.locator("[data-search-chips] a")
    assert {text.partition("×")[0].strip() for text in chips.all_inner_texts()} == {
        "Type: Bulletin",
        "Type: Guidance",
        "Stage: Investigation",
    }
    act(page, "[data-search-chips] a:has-text('Bulletin')")
    assert {"guidance"} == {value for url in shown(page) for value in index.values(url, "type")}
    act(page, "[data-search-clear]")
    assert shown(page) == found
    assert page.locator("[data-search-chips]").is_hidden()


def test_without_words_the_newest_pages_are_there_to_choose_from(site: Path, tab: Tab) -> None:
    index = Index(site, "partner")
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    everything = shown(page)
    assert sorted(everything) == sorted(each["url"] for each in index.documents if not index.gone(each["url"]))
    days = [index.updated(url) for url in everything]
    assert days == sorted(days, reverse=True)
    assert {facet: offered(page)[facet] for facet in ("type", "law")} == {
        facet: index.counts(everything)[facet] for facet in ("type", "law")
    }


def test_the_order_is_the_readers_choice(site: Path, tab: Tab) -> None:
    index = Index(site, "partner")
    page = opened(tab, f"{site.as_uri()}/partner/search.html?q=exploitation")
    best = shown(page)
    page.get_by_label("Sort by").select_option("new")
    page.wait_for_url("**sort=new**")
    days = [index.updated(url) for url in shown(page)]
    assert days == sorted(days, reverse=True)
    assert sorted(shown(page)) == sorted(best)


# Address.


def test_the_address_of_a_search_can_be_shared(base: str, tab: Tab, browser: Browser) -> None:
    page = opened(tab, f"{base}/partner/search.html")
    ask(page, "“section 45” & child’s")
    act(page, "[data-search-facets] input[name=type]")
    page.get_by_label("Sort by").select_option("new")
    page.wait_for_url("**sort=new**")
    mine = shown(page)
    assert mine
    with Tab(browser) as other:
        assert shown(opened(other, page.url)) == mine
        assert other.page.locator("[data-search-chips] a").count() == 1
        assert other.page.title().startswith("“section 45” & child’s – Search")


def test_back_leads_through_what_was_searched_and_out(base: str, tab: Tab) -> None:
    """What was typed on the way is one entry, not one for each letter."""
    page = tab.open(f"{base}/partner/about.html")
    page.goto(f"{base}/partner/search.html?q=cannabis")
    page.locator(".result").first.wait_for()
    page.locator("main input[type=search]").fill("")
    page.locator("main input[type=search]").press_sequentially("debt bondage", delay=150)
    page.wait_for_url("**?q=debt+bondage")
    act(page, "[data-search-facets] input[name=type]")

    def query() -> dict[str, list[str]]:
        return parse_qs(urlsplit(page.url).query)

    assert set(query()) == {"q", "type"}
    page.go_back()
    expect(page.locator("[data-search-chips]")).to_be_hidden()
    assert query() == {"q": ["debt bondage"]}
    page.go_back()
    expect(page.locator("main input[type=search]")).to_have_value("cannabis")
    page.go_back()
    page.wait_for_url("**/about.html")


# What was understood.


def test_a_typing_mistake_is_said_and_not_only_mended(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    mended = results(page, '-zzz "section 45" canabis')
    hint = page.locator("[data-search-hint]")
    assert page.locator("main input[type=search]").input_value() == '-zzz "section 45" canabis'
    assert "No page has canabis. Did you mean" in hint.inner_text()
    act(page, "[data-search-hint] a")
    assert page.locator("main input[type=search]").input_value() == '-zzz "section 45" cannabis'
    assert hint.inner_text() == ""
    assert shown(page) == mended != []


def test_an_unknown_word_beside_others_is_said(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    assert results(page, "cannabis qqqqqqq") == results(page, "cannabis")
    ask(page, "cannabis qqqqqqq")
    assert "No page has qqqqqqq. The results are for the other words." in words_in(page)


def test_the_other_name_of_an_abbreviation_is_searched_and_said(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html?q=NRM")
    assert "Also searched: national referral mechanism." in words_in(page)


@pytest.mark.parametrize(
    "query,title,place",
    [
        ("section 45", "Modern Slavery Act 2015, section 45", "law.html#msa-2015-s-45"),
        ("MSA s.45(1)", "Modern Slavery Act 2015, section 45", "law.html#msa-2015-s-45"),
        ("MSA Schedule 4", "Modern Slavery Act 2015, Schedule 4", "law.html#msa-2015-sch-4"),
        ("modern slavery act", "Modern Slavery Act 2015", "law.html#msa-2015"),
        ("what is PVOT?", "PVOT: Potential victim of trafficking", "glossary.html#pvot"),
        ("duty to notify", "DtN: Duty to Notify", "glossary.html#dtn"),
    ],
)
def test_a_card_answers_what_is_asked_by_name(query: str, title: str, place: str, site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    ask(page, query)
    card = page.locator(".law-card", has=page.locator(f"a[href='{place}']"))
    assert title in card.locator("b").all_inner_texts()
    number = re.search(r"\((\d+)\)", card.locator(f"a[href='{place}']").inner_text())
    if place.startswith("law"):
        page = tab.open(f"{site.as_uri()}/partner/{place}")
        assert number
        assert page.locator(f"[aria-labelledby='{place.partition('#')[2]}'] a").count() == int(number[1])


def test_a_short_form_with_several_meanings_shows_each(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    words = "[['XYZ', 'One long form', 'Its meaning.', 'glossary.html#a'], ['XYZ', 'Another', '', 'glossary.html#b']]"
    page.evaluate(f"caveatSearch.definitions = () => Promise.resolve({words})")
    ask(page, "XYZ")
    card = page.locator(".law-card").inner_text()
    assert "From the glossary: 2 meanings" in card
    assert "XYZ: One long form. Its meaning." in card
    assert "XYZ: Another" in card


def test_an_ordinary_query_has_no_card(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    ask(page, "cannabis grow with children")
    assert page.locator(".law-card").count() == 0


# Nothing found.


@pytest.mark.parametrize("query", ["zz", "qqqqqq xxxxxx", "<img qqqq>"])
def test_a_query_without_a_match_says_so(query: str, site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    assert results(page, query) == []
    assert f"Nothing in this edition matches ‘{query}’." in words_in(page)
    assert page.locator("[data-search-none] a[href='library.html']").is_visible()
    assert page.locator("[data-search-sorting]").is_hidden()
    assert tab.errors == []


def test_words_that_mean_something_to_a_script_are_words(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html?constructor=x&__proto__=y")
    for query in ("constructor __proto__ hasOwnProperty", "<b>bold</b>", "type:__proto__", "${1} \\u0000 %00"):
        ask(page, query)
        assert page.locator("main b b, .result b").count() == 0
    assert tab.errors == []


def others(page: Page) -> dict[str, int]:
    found = {}
    for line in page.locator("[data-search-others] li").all_inner_texts():
        name, number = re.fullmatch(r"(.+) \((\d+) results?\)", line).groups()  # type: ignore[union-attr]
        found[name] = int(number)
    return found


def test_where_nothing_is_found_each_lesser_query_says_what_it_finds(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html")
    assert results(page, '"cannabis notify"') == []
    found = others(page)
    assert set(found) == {"cannabis notify", "cannabis", "notify"}
    act(page, "[data-search-others] a")
    assert len(shown(page)) == found["cannabis notify"]
    assert results(page, "cannabis -cannabis") == []
    assert list(others(page)) == ["cannabis"]
    assert results(page, "cannabis type:statistics updated:<2001") == []
    assert {"cannabis"} <= set(others(page))


def test_where_filters_leave_nothing_each_can_be_taken_away(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html?q=cannabis&stage=trial&exploitation=organ-removal")
    assert shown(page) == []
    assert "No page that matches ‘cannabis’ has all 2 filters." in words_in(page)
    name, number = next(iter(others(page).items()))
    assert name.startswith("Without ")
    act(page, "[data-search-others] a")
    assert len(shown(page)) == number
    assert page.locator("[data-search-chips] a").count() == 1


def test_a_filter_that_the_edition_does_not_know_leaves_nothing(site: Path, tab: Tab) -> None:
    page = opened(tab, f"{site.as_uri()}/partner/search.html?q=cannabis&type=%3Cb%3Enone&colour=red")
    assert shown(page) == []
    act(page, "[data-search-chips] a:has-text('Type: <b>none')")
    assert shown(page)
    assert tab.errors == []
