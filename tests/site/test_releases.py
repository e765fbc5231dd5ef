"""Earlier releases in finished sites: whole, marked, linked, scanned; recalls; what is rendered again and what is not."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from caveat.content.problem import ContentError
from caveat.history import archive as archive_module
from caveat.history.recalls import FILE
from caveat.projection.project import examine
from caveat_site.build import build
from caveat_site.releasing import _on, page_history, releases, show
from caveat_site.usage import UsageError
from cli.running import content, says
from history import story
from history.built import Built, counted
from history.told import Told, read
from leaks.snapshot import differences, snapshot

EDITIONS = ("law-enforcement", "partner", "public")
DATES = {
    "law-enforcement": ("2019-02-01", "2020-03-01", "2020-09-15", "2021-06-30", "2022-11-05"),
    "partner": ("2019-02-01", "2020-03-01", "2021-06-30", "2022-11-05"),
    "public": ("2021-06-30",),
}


class Links(HTMLParser):
    """The addresses that a page names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src", "action", "data-redirect") and value]


def pages(site: Path, *, archived: bool) -> Iterator[tuple[str, str]]:
    """Address and text of every page of an edition that is, or is not, of an earlier release."""
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        if address.startswith("releases/") == archived:
            yield address, path.read_text(encoding="utf-8")


def unbuilt(built: Built, folder: Path) -> Path:
    """A copy of the project, of which nothing was ever built."""
    return shutil.copytree(built.root, folder / "copy", ignore=shutil.ignore_patterns("site", "before", ".cache"))


# What is published.


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_edition_has_its_own_releases(edition: str, built_library: Built) -> None:
    folders = sorted(path.name for path in (built_library.site / edition / "releases").iterdir())
    assert folders == sorted(DATES[edition])


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_of_every_page_leads_to_a_file(edition: str, built_library: Built) -> None:
    """Of what is in force, of earlier releases, of histories and comparisons, from one to the other."""
    site = built_library.site / edition
    broken = [
        (address, link)
        for archived in (False, True)
        for address, text in pages(site, archived=archived)
        for link in Links(text).found
        if not re.match(r"[a-z]+:|#", link)
        and not ((site / address).parent / unquote(re.split("[#?]", link)[0])).resolve().is_file()
    ]
    assert broken == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_of_an_earlier_release_says_so_and_leads_out_of_it(edition: str, built_library: Built) -> None:
    found = dict(pages(built_library.site / edition, archived=True))
    assert found
    for address, text in found.items():
        assert text.count('class="banner banner--stop release"') == 1, address
        assert "do not follow it now" in text
        assert f'{"../" * address.count("/")}as-at.html"' in text, address
        assert re.search(r"What this page says now|what is in force", text), address
        assert "This is the version in force" not in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_in_force_leads_to_other_dates_and_has_no_such_notice(edition: str, built_library: Built) -> None:
    for address, text in pages(built_library.site / edition, archived=False):
        assert f'{"../" * address.count("/")}as-at.html"' in text, address
        assert "banner--stop release" not in text, address


def test_a_page_offers_its_versions(built_library: Built) -> None:
    text = (built_library.site / "partner/guidance/changed.html").read_text(encoding="utf-8")
    assert "This is the version in force" in text
    links = re.findall(r'<li><a href="([^"]+)">As at .*?</a> <span>version ([0-9.]+)</span>', text)
    assert links == [
        ("../releases/2022-11-05/guidance/changed.html", "1.2"),
        ("../releases/2021-06-30/guidance/changed.html", "1.2"),
        ("../releases/2020-03-01/guidance/changed.html", "1.1"),
        ("../releases/2019-02-01/guidance/changed.html", "1.0"),
    ]
    assert '<a href="../history/G-1.html">' in text


def test_a_page_that_moved_offers_versions_from_where_it_was(built_library: Built) -> None:
    text = (built_library.site / "partner/guidance/new-place.html").read_text(encoding="utf-8")
    assert '"../releases/2019-02-01/guidance/old-place.html"' in text
    old = (built_library.site / "partner/releases/2019-02-01/guidance/old-place.html").read_text(encoding="utf-8")
    assert '<a href="../../../guidance/new-place.html">What this page says now</a>' in old
    gone = (built_library.site / "partner/releases/2019-02-01/guidance/deleted.html").read_text(encoding="utf-8")
    assert "This page is no longer part of the edition" in gone


def test_a_release_says_from_when_to_when_it_was_in_force(built_library: Built) -> None:
    """The partner edition's own days: the third release changed nothing in it."""
    for edition, last in (("partner", "29 June 2021"), ("law-enforcement", "14 September 2020")):
        text = (built_library.site / edition / "releases/2020-03-01/index.html").read_text(encoding="utf-8")
        assert f"in force from 1 March 2020 to {last}" in text


def test_a_release_that_changed_only_hidden_text_is_nowhere(built_library: Built) -> None:
    partner = built_library.site / "partner"
    assert says(partner, "2020-09-1") == []
    assert says(partner, "September 2020") == []
    assert says(built_library.site, "mantis") == []


def test_no_edition_has_the_record_or_the_recalls(built_library: Built) -> None:
    for made in story.RELEASES.values():
        assert says(built_library.site, made.name) == []
    assert says(built_library.site, "Force information manager") == []
    assert not [path for path in content(built_library.site) if "releases.yml" in path or "recalls.yml" in path]


def test_earlier_releases_use_the_styles_and_scripts_of_the_site(built_library: Built) -> None:
    """Ten releases do not cost ten copies; and search looks in what is in force alone."""
    archived = [path for path in content(built_library.site) if "/releases/" in path]
    assert {Path(path).suffix for path in archived} == {".html", ".json", ".svg"}
    assert not [path for path in archived if "/assets/" in path or "search" in path]


def test_the_listing_says_which_editions_a_release_changed(built_library: Built) -> None:
    assert [(each.name, each.date, each.editions) for each in releases(built_library.root)] == [
        ("opening", date(2019, 2, 1), ("law-enforcement", "partner")),
        ("second-thoughts", date(2020, 3, 1), ("law-enforcement", "partner")),
        ("mantis-only", date(2020, 9, 15), ("law-enforcement",)),
        ("great-move", date(2021, 6, 30), ("law-enforcement", "partner", "public")),
        ("spring-clean", date(2022, 11, 5), ("law-enforcement", "partner", "public")),
    ]


# Recalls.


def test_a_passage_that_is_restricted_today_and_public_then_stops_the_build(built_library: Built) -> None:
    """The message names the place, the release and the command, and not the text."""
    (line,) = built_library.stopped
    assert re.fullmatch(
        r"guidance/passages\.md:20:1: the partner edition may not see this today, and earlier releases say it, in"
        r" releases/2019-02-01/guidance/passages\.html and \d+ more; take it out: caveat recall --edition partner"
        r" --source guidance/passages\.md:20, or answer for it in docs/data/recalls\.yml \[recall-needed\]",
        line,
    )


def test_a_recall_reaches_the_edition_it_names_everywhere(built_library: Built) -> None:
    """Pages, comparisons, search, catalogue, feed: every file of it, and every earlier release."""
    word = "koala"
    before = says(built_library.before / "partner", word)
    assert {path.split("/")[1] for path in before if path.startswith("releases/")} == set(DATES["partner"])
    assert "history/G-6/1.1.html" in before
    assert says(built_library.site / "partner", word) == []
    assert says(built_library.site / "law-enforcement", word) != []


def test_a_recall_changes_no_byte_of_another_edition(built_library: Built) -> None:
    for edition in ("law-enforcement", "public"):
        one, two = (snapshot(folder / edition) for folder in (built_library.before, built_library.site))
        assert differences(one, two) == []


def test_a_recall_changes_nothing_else_of_its_edition(built_library: Built) -> None:
    before, after = (content(folder / "partner") for folder in (built_library.before, built_library.site))
    assert before.keys() == after.keys()
    changed = {re.sub(r"releases/[^/]+/", "releases/*/", path) for path in before if before[path] != after[path]}
    # The page of versions knows the anchors of their paragraphs.
    assert changed == {"releases/*/guidance/passages.html", "history/G-6/1.1.html", "history/G-6.html"}


@pytest.mark.parametrize("fault", ["as_allowed_now", "without_recalled"])
def test_a_build_that_forgets_today_is_stopped_by_the_scan(
    fault: str, built_library: Built, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The second line of defence: what the archive forgets to take out is found in the finished pages."""
    forgets = {"as_allowed_now": lambda old, _now: old, "without_recalled": lambda corpus, *_: corpus}
    root = unbuilt(built_library, tmp_path)
    monkeypatch.setattr(archive_module, fault, forgets[fault])
    with pytest.raises(ContentError) as caught:
        build(root, ["partner"], tmp_path / "site")
    assert {each.code for each in caught.value.problems} == {"recall-needed"}
    assert list((tmp_path / "site").glob("*")) == []


# Noninterference.


def test_two_histories_that_differ_in_what_partners_may_not_see_give_them_the_same_bytes(
    built_library: Built, tmp_path: Path
) -> None:
    """Other hidden words in every release, other names, one release less, and a recall from the wider edition alone.

    What differs for them, `tests/history/test_noninterference.py` shows; here that every byte of the site is one.
    """
    made = {number: story.Made(f"other-{number}", each.day, each.schema) for number, each in story.RELEASES.items()}
    del made[3]
    root = story.told(tmp_path / "project", tmp_path, made, story.otherwise)
    recalls = (built_library.root / FILE).read_text(encoding="utf-8")
    further = "  - {page: X-B-2, editions: [law-enforcement], reason: source, date: 2023-04-02, decided_by: Somebody}\n"
    (root / FILE).write_text(recalls + further, encoding="utf-8")
    build(root, ["partner"], root / "site")
    one, two = (snapshot(each / "partner") for each in (built_library.site, root / "site"))
    assert differences(one, two) == []
    assert len(two) > 200


def test_partners_have_no_word_that_is_hidden_from_them(built_library: Built) -> None:
    partner, police = (content(built_library.site / edition) for edition in ("partner", "law-enforcement"))
    for word in (each.casefold().encode() for each in story.HIDDEN):
        assert not [path for path, data in partner.items() if word in data.lower()]
        # No page shows the shared passage of today.
        assert word == b"puma" or [path for path, data in police.items() if word in data.lower()]


# What is rendered again.


def test_an_unchanged_release_is_not_rendered_again(built_library: Built) -> None:
    """The first build renders three editions and ten releases; then what is in force, and what the recall changed."""
    assert built_library.engines == (3 + 10, 1, 3 + 4)


def test_a_damaged_rendering_is_made_again(built_library: Built, tmp_path: Path) -> None:
    kept = built_library.root / ".cache/caveat/rendered/public"
    (rendering,) = (path for path in kept.iterdir() if path.is_dir())
    (rendering / "index.html").write_text("Something else.", encoding="utf-8")
    with counted() as started:
        build(built_library.root, ["public"], tmp_path / "site")
    assert sorted(path.parent.name for path in started) == ["public", "public-2021-06-30"]
    same = differences(snapshot(built_library.site / "public"), snapshot(tmp_path / "site/public"))
    assert same == []
    assert "Something else." not in (rendering / "index.html").read_text(encoding="utf-8")


def test_without_anything_kept_the_site_is_the_same(built_library: Built, tmp_path: Path) -> None:
    root = unbuilt(built_library, tmp_path)
    build(root, ["public"], root / "site")
    assert differences(snapshot(built_library.site / "public"), snapshot(root / "site/public")) == []


def test_renderings_of_no_release_are_forgotten(built_library: Built) -> None:
    """Each release of an edition once; nothing that anybody else could read."""
    for edition, days in DATES.items():
        kept = built_library.root / ".cache/caveat/rendered" / edition
        assert len([path for path in kept.iterdir() if path.is_dir()]) == len(days)
        assert kept.stat().st_mode & 0o077 == 0


# On a day.


@pytest.fixture(scope="module")
def told(built_library: Built, tmp_path_factory: pytest.TempPathFactory) -> Told:
    return read(built_library.root, tmp_path_factory.mktemp("work"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_day_has_the_release_that_was_in_force_on_it(edition: str, told: Told) -> None:
    """The day before each release, its day, and the day after."""
    archive, current = told.archive(edition), examine(told.now, edition)
    begins = [*(each.date for each in archive.releases), *([archive.dated] if archive.is_released else [])]
    day = timedelta(days=1)
    for number, first in enumerate(begins):
        for on in (first, first + day):
            examined, released = _on(archive, current, on)
            assert released == first
            assert examined is (current if number == len(archive.releases) else archive.releases[number].examined)
        if number:
            assert _on(archive, current, first - day)[1] == begins[number - 1]
    with pytest.raises(UsageError, match=f"nothing of this edition had been released by {begins[0] - day}"):
        _on(archive, current, begins[0] - day)
    assert _on(archive, current, date(2999, 1, 1))[1] == begins[-1]


SHOWN: Mapping[str, tuple[str, str, date | None, str]] = {
    "the second version": (
        "G-1",
        "partner",
        date(2021, 6, 29),
        "# Product G-1\n\n## What to do\n\nWait for the badger.\n",
    ),
    "the third, from its day on": (
        "G-1",
        "partner",
        date(2021, 6, 30),
        "# Product G-1\n\n## What to do\n\nWait for the capybara.\n",
    ),
    "what was recalled from partners": ("G-6", "partner", date(2020, 1, 1), "# Product G-6\n\nBefore.\n"),
    "as it stands": ("G-7", "partner", None, "# Product G-7\n\nText about fields.\n"),
}


@pytest.mark.parametrize("case", SHOWN)
def test_a_page_is_shown_as_it_was_with_its_digest(case: str, built_library: Built) -> None:
    page, edition, day, text = SHOWN[case]
    shown = show(built_library.root, page, edition, day)
    assert shown.text == text
    assert len(shown.sha256) == 64
    assert (shown.released is None) == (day is None)


def test_a_page_that_an_edition_did_not_have_is_not_shown(built_library: Built) -> None:
    for page, day in (
        ("G-4", date(2020, 3, 1)),
        ("G-3", date(2020, 3, 1)),
        ("G-5", None),
        ("X-B-2", date(2022, 12, 1)),
    ):
        with pytest.raises(UsageError, match=f"this edition had no page {page} then"):
            show(built_library.root, page, "partner", day)


def test_the_history_of_a_page_says_where_each_version_is_kept(built_library: Built) -> None:
    found = {version.entry.version: version.address for version in page_history(built_library.root, "G-1", "partner")}
    assert found == {
        "1.2": "guidance/changed.md",
        "1.1": "releases/2020-03-01/guidance/changed.md",
        "1.0": "releases/2019-02-01/guidance/changed.md",
    }


def test_the_catalogue_of_an_edition_is_of_what_is_in_force(built_library: Built) -> None:
    now = json.loads((built_library.site / "partner/library.json").read_text(encoding="utf-8"))
    then = json.loads((built_library.site / "partner/releases/2019-02-01/library.json").read_text(encoding="utf-8"))
    assert "G-5" in str(then)
    assert "G-5" not in str(now)
