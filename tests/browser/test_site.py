"""Both editions open from a web server and from a disk, at a desk and on a phone, without a network and without scripts."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from browser.tab import TEMPLATES, Tab

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_page_opens_without_error_violation_or_outside_request(name: str, base: str, edition: str, tab: Tab) -> None:
    page = tab.open(f"{base}/{edition}/{TEMPLATES[name]}")
    assert tab.errors == []
    assert tab.violations() == []
    assert tab.outside == []
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1


def test_the_listener_sees_a_violation(base: str, tab: Tab) -> None:
    """The positive control: an inline style under the policy is counted."""
    page = tab.open(f"{base}/partner/index.html")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(50)
    assert len(tab.violations()) == 1


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_scrolls_sideways(name: str, width: int, site: Path, browser: Browser) -> None:
    """Also with the text spacing of WCAG 1.4.12. A width of 320 px is a screen of 1280 px enlarged to 400 %."""
    with Tab(browser, width=width, bypass_csp=True) as tab:
        page = tab.open(f"{site.as_uri()}/law-enforcement/{TEMPLATES[name]}")
        page.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_marking_stands_at_the_top_and_the_bottom(name: str, edition: str, site: Path, tab: Tab) -> None:
    page = tab.open(f"{site.as_uri()}/{edition}/{TEMPLATES[name]}")
    bars = page.locator("header .marking, footer .marking")
    assert bars.count() == 2
    texts = {" ".join(text.split()) for text in bars.all_inner_texts()}
    assert len(texts) == 1
    assert re.match(r"OFFICIAL(-SENSITIVE)? ", texts.pop())


def test_the_partner_edition_is_never_marked_sensitive(site: Path) -> None:
    sensitive = [
        path for path in (site / "partner").rglob("*.html") if "OFFICIAL-SENSITIVE</strong>" in path.read_text()
    ]
    assert sensitive == []
    assert "OFFICIAL-SENSITIVE</strong>" in (site / "law-enforcement" / "index.html").read_text()


@pytest.mark.parametrize("name", TEMPLATES)
def test_everything_can_be_read_without_scripts(name: str, edition: str, site: Path, browser: Browser) -> None:
    with Tab(browser, scripts=False) as tab:
        page = tab.open(f"{site.as_uri()}/{edition}/{TEMPLATES[name]}")
        assert page.locator("h1").is_visible()
        assert len(page.locator("main").inner_text()) > 40
        assert page.locator("[data-filters]:visible").count() == 0


def test_the_wider_edition_labels_what_the_narrower_lacks(site: Path, tab: Tab) -> None:
    """Words before and after, not colour alone; and nothing of it in the partner edition."""
    guide = TEMPLATES["guide"]
    page = tab.open(f"{site.as_uri()}/law-enforcement/{guide}")
    passage = page.locator(".restricted").first
    assert passage.inner_text().startswith("Law enforcement only")
    assert passage.inner_text().rstrip().endswith("End of law enforcement only")
    page = tab.open(f"{site.as_uri()}/partner/{guide}")
    assert page.locator(".restricted, .restricted-inline, .restricted-note").count() == 0


def test_a_permanent_link_leads_to_its_page(base: str, edition: str, tab: Tab) -> None:
    page = tab.open(f"{base}/{edition}/id/MS-GDN-001.html")
    page.wait_for_url("**/guidance/topics/section-45.html")
    assert "MS-GDN-001" in page.locator("main").inner_text()


def test_a_permanent_link_that_is_not_followed_can_be_read(base: str, edition: str, site: Path, tab: Tab) -> None:
    """The page itself keeps the policy too. Its two ways of leading on are taken out before it is shown."""

    def stay(route: Route) -> None:
        text = (site / edition / "id/MS-GDN-001.html").read_text(encoding="utf-8")
        held = re.sub(r'<meta http-equiv="refresh"[^>]*>| data-redirect="[^"]*"', "", text)
        route.fulfill(body=held, content_type="text/html")

    tab.page.route("**/id/*.html", stay)
    page = tab.open(f"{base}/{edition}/id/MS-GDN-001.html")
    assert page.locator("main a").get_attribute("href") == "../guidance/topics/section-45.html"
    assert tab.errors == []
    assert tab.violations() == []


def test_nothing_moves_by_itself(site: Path) -> None:
    """There is no motion to reduce: `prefers-reduced-motion` has nothing to ask of these pages."""
    for path in sorted((site / "partner" / "assets").rglob("*")):
        if path.suffix in (".css", ".js"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\b(transition|animation|scroll-behavior)\s*:|@keyframes|\bsmooth\b", text), path


class Addresses(HTMLParser):
    """Every address and every attribute that the policy forbids in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.forbidden: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "srcset", "action", "poster"):
                self.addresses.append(value or "")
            if name == "style" or name.startswith("on"):
                self.forbidden.append(f"{tag} {name}")
        if tag == "style" or (tag == "script" and not dict(attrs).get("src")):
            self.forbidden.append(tag)


def test_every_page_keeps_the_policy_in_its_own_text(site: Path) -> None:
    """No inline script or style, no `data:`, no address on another host but in links that a reader follows."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)
        assert policy, path
        found = dict(part.strip().split(" ", 1) for part in policy[1].replace("&#39;", "'").split(";"))
        assert POLICY.items() <= found.items(), path
        parsed = Addresses(text)
        assert parsed.forbidden == [], path
        assert [each for each in parsed.addresses if each.startswith(("/", "data:", "javascript:"))] == [], path


def test_every_relative_link_leads_to_a_file(site: Path, edition: str) -> None:
    for path in sorted((site / edition).rglob("*.html")):
        for address in Addresses(path.read_text(encoding="utf-8")).addresses:
            target = re.split(r"[?#]", address, maxsplit=1)[0]
            if target and not re.match(r"[a-z]+:", target):
                assert (path.parent / target).resolve().is_file(), f"{path}: {address}"


def test_nothing_that_pages_do_not_use_is_shipped(site: Path, edition: str) -> None:
    """No source map, no font, none of the base theme's own scripts and styles."""
    kinds = {path.suffix for path in (site / edition).rglob("*") if path.is_file()}
    assert kinds <= {".html", ".css", ".js", ".svg", ".csv", ".pdf", ".xml", ".json"}
