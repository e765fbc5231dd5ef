"""`caveat new`: a page that is valid at once, whose id nobody ever had, and that overwrites nothing."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.assurance.examination import examination
from caveat.content.findings import Findings
from caveat.content.front_matter import FIELD_ORDER, NEVER_SHOWN, TYPES, FrontMatter
from caveat.content.nodes import Fields, Scalar
from caveat.content.read import read_project
from caveat.content.yaml_reader import read_yaml
from caveat.editing.neighbours import CODES, Neighbours, file_name
from caveat.editing.new_page import plain, skeleton
from caveat_cli.main import parser, run
from caveat_cli.new import wanted
from caveat_site.authoring import Authoring
from projection.corpora import page, product, read, write

ROOT = Path(__file__).parents[2]
EVERYONE = ["--editions", "law-enforcement", "--editions", "partner"]
OWNER = ["--owner", "Guidance lead"]


def new(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), "new", *arguments])


def needed(kind: str) -> list[str]:
    """What a page of a type needs to be told."""
    return [*EVERYONE, *(OWNER if kind != "page" else ()), *(["--operation", "EXAMPLE"] if kind == "debrief" else ())]


def written(root: Path) -> str:
    """The one page that is new."""
    (found,) = [path for path in root.rglob("*.md") if "<!-- Say in one" in path.read_text(encoding="utf-8")]
    return found.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped library, with its releases."""
    root = tmp_path_factory.mktemp("library")
    for name in ("docs", "guidance", "bulletins", "debriefs"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", "releases.bundle"):
        shutil.copy(ROOT / name, root / name)
    return root


def test_every_type_gives_a_page_without_problems_on_the_shipped_library(library: Path) -> None:
    """As a draft and in force: one page of each type, all checked together."""
    before = set(library.rglob("*.md"))
    authoring = Authoring(library)
    for kind in TYPES:
        words = ["new", kind, f"A new page of type {kind}", *needed(kind), "--status", "current"]
        authoring.write(wanted(authoring, parser().parse_args(words), asks=False))
    made = set(library.rglob("*.md")) - before
    try:
        reading = read_project(library)
        assert examination(reading) == ()
        assert len(made) == len(TYPES)
        assert reading.corpus is not None
        pages = {each.path: each.front_matter for each in reading.corpus.pages}
        assert pages["guidance/topics/a-new-page-of-type-guidance.md"].id == "MS-GDN-022"
        assert pages["debriefs/a-new-page-of-type-debrief.md"].id == "MS-DEB-013"
        assert pages["guidance/topics/a-new-page-of-type-guidance.md"].history[0].version == "1.0"
    finally:
        for path in made:
            path.unlink()


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("status", ["draft", "current"])
def test_every_type_gives_a_page_without_problems_on_the_smallest_project(
    tmp_path: Path, kind: str, status: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {"docs/index.md": page()})
    assert new(root, kind, "Vehicle stops: what to do", *needed(kind), "--status", status) == 0
    assert examination(read_project(root)) == ()
    assert run(["-C", str(root), "check"]) == 0
    assert ("caveat serve --drafts" in capsys.readouterr().out) == (status == "draft")


def test_every_field_has_its_place_in_the_order() -> None:
    assert sorted(FIELD_ORDER) == sorted([*FrontMatter.model_fields, *NEVER_SHOWN])


def test_fields_stand_in_the_order_of_the_handbook(tmp_path: Path) -> None:
    root = write(tmp_path, {"docs/index.md": page()})
    new(root, "debrief", "Operation EXAMPLE", *needed("debrief"), "--summary", "What it taught.")
    fields = [line.partition(":")[0] for line in written(root).split("---\n")[1].splitlines() if line[0] != " "]
    assert fields == sorted(fields, key=FIELD_ORDER.index)
    assert fields[:6] == ["id", "type", "title", "summary", "editions", "marking"]


def test_what_was_asked_for_is_what_the_page_says(tmp_path: Path) -> None:
    root = write(tmp_path, {"docs/index.md": page(), "guidance/border/a.md": product()})
    given_values = [
        *("--editions", "law-enforcement", "--because", "tactics", "--owner", "Lead: borders", "--id", "X-B-7"),
        *("--marking", "OFFICIAL-SENSITIVE", "--summary", "Yes", "--date", "2024-02-29", "--folder", "guidance/sea"),
    ]
    assert new(root, "guidance", "Boats", *given_values) == 0
    (found,) = [each for each in read_project(root).corpus.pages if each.path == "guidance/sea/boats.md"]
    matter = found.front_matter
    assert (found.access.editions, found.access.because) == ({"law-enforcement"}, "tactics")
    assert (matter.owner, matter.id, matter.marking) == ("Lead: borders", "X-B-7", "OFFICIAL-SENSITIVE")
    assert (matter.summary, matter.review_by, matter.status) == ("Yes", dt.date(2025, 2, 28), "draft")
    assert matter.history[0].date == dt.date(2024, 2, 29)


def test_an_edition_brings_those_that_contain_it(tmp_path: Path) -> None:
    root = write(tmp_path, {"docs/index.md": page()})
    new(root, "page", "About", "--editions", "partner")
    assert "editions: [law-enforcement, partner]\n" in written(root)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["guidance", "T", *OWNER], "--editions E is missing"),
        (["guidance", "T", *EVERYONE], "--owner WHO is missing"),
        (["guidance", *EVERYONE, *OWNER], "TITLE is missing"),
        ([], "TYPE is missing"),
        (["debrief", "T", *EVERYONE, *OWNER], "--operation NAME is missing"),
        (["page", "T", *EVERYONE, "--operation", "X"], "only a debrief"),
        (["page", "T", "--editions", "law-enforcement"], "--because R is missing"),
        (["page", "T", *EVERYONE, "--because", "tactics"], "leave --because out"),
        (["page", "T", "--editions", "law-enforcement", "--because", "tactic"], "did you mean 'tactics'?"),
        (["page", "T", "--editions", "partners"], "did you mean 'partner'?"),
        (["guidence", "T"], "did you mean 'guidance'?"),
        (["page", "T", *EVERYONE, "--folder", "docs/data"], "no content folder"),
        (["page", "T", *EVERYONE, "--folder", "../docs"], "no content folder"),
        (["page", "T", *EVERYONE, "--folder", "docs/../../x"], "a folder's name"),
        (["guidance", "T", *EVERYONE, *OWNER, "--id", "X-1"], "never used twice"),
        (["guidance", "T", *EVERYONE, *OWNER, "--id", "X-OLD"], "never used twice"),
        (["page", "Index page", *EVERYONE, "--folder", "docs/taken"], "something has this address already"),
        (["page", "Old name", *EVERYONE], "something has this address already"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal nobody is asked."""
    more = "former_ids: [X-OLD]\naliases: [old-name.md]\n"
    files = {"docs/index.md": page(), "docs/taken/Index-Page.md": page(), "docs/a.md": product(more=more)}
    root = write(tmp_path, files)
    before = sorted(root.rglob("*"))
    assert new(root, *arguments) == 2
    assert words in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Restricted areas", ""),
        ("::: restricted to law-enforcement", "marker"),
        ("Search", "page-collision"),
        ("With a \u200b space of no width", "character"),
    ],
)
def test_a_page_that_would_have_problems_is_not_written(
    tmp_path: Path, title: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {"docs/index.md": page()})
    before = sorted(root.rglob("*"))
    done = new(root, "page", title, *EVERYONE)
    assert (done == 0) == (code == "")
    if code:
        assert code in capsys.readouterr().err
        assert sorted(root.rglob("*")) == before


def test_an_id_of_a_release_is_not_given_again(tmp_path: Path) -> None:
    """The page has gone from the source; its permanent link and its citations have not."""
    files = {"docs/index.md": page(), "guidance/a.md": product(identifier="X-GDN-001")}
    root = write(tmp_path, {**files, "guidance/b.md": product(identifier="X-GDN-005")})
    assert run(["-C", str(root), "release", "first", "--bundle", "--date", "2024-02-01"]) == 0
    (root / "guidance/b.md").unlink()
    assert new(root, "guidance", "New", *EVERYONE, *OWNER) == 0
    assert "id: X-GDN-006\n" in written(root)
    assert new(root, "guidance", "Newer", *EVERYONE, *OWNER, "--id", "X-GDN-005") == 2


def test_a_release_that_cannot_be_read_stops_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which ids it used is not known then."""
    root = write(tmp_path, {"docs/index.md": page(), "guidance/a.md": product()})
    run(["-C", str(root), "release", "first", "--bundle", "--date", "2024-02-01"])
    (root / "releases.bundle").unlink()
    assert new(root, "guidance", "New", *EVERYONE, *OWNER) == 1
    assert "release-missing" in capsys.readouterr().err


def test_a_broken_page_elsewhere_stops_nobody_and_keeps_its_id(tmp_path: Path) -> None:
    broken = product(identifier="X-GDN-009").replace("owner: Guidance lead\n", "")
    root = write(
        tmp_path, {"docs/index.md": page(), "guidance/a.md": product(identifier="X-GDN-001"), "guidance/b.md": broken}
    )
    assert new(root, "guidance", "New", *EVERYONE, *OWNER) == 0
    assert "id: X-GDN-010\n" in written(root)


def test_the_number_goes_on_after_all_that_were_used(tmp_path: Path) -> None:
    more = "former_ids: [AB-GDN-0040]\n"
    files = {f"guidance/{name}.md": product(identifier=f"AB-GDN-{name}") for name in ("0001", "0039")}
    corpus = read(tmp_path, {**files, "guidance/c.md": product(identifier="AB-GDN-0003", more=more)})
    used = ["AB-GDN-0001", "AB-GDN-0039", "AB-GDN-0003", "AB-GDN-0040"]
    assert Neighbours(corpus, used).identifier("guidance") == "AB-GDN-0041"
    assert Neighbours(corpus, used).identifier("bulletin") == "AB-BUL-001"


@pytest.mark.parametrize(
    ("kind", "folder"),
    [
        ("page", "docs"),
        ("guidance", "guidance/sea"),
        ("bulletin", "bulletins"),
        ("debrief", "guidance"),
        ("training", "guidance"),
    ],
)
def test_a_page_goes_where_its_type_is_kept(tmp_path: Path, kind: str, folder: str) -> None:
    """Where most of its type lie; else in the content folder for the type; else with the guidance."""
    names = ("docs/index", "docs/handbook/a", "docs/handbook/b", "bulletins/index")
    pages = {f"{name}.md": page(title=name) for name in names}
    guidance = {f"guidance/{name}.md": product(identifier=f"X-{name[-1]}") for name in ("a1", "sea/a2", "sea/a3")}
    corpus = read(tmp_path, {**pages, **guidance})
    assert Neighbours(corpus, ()).folder(kind) == folder


def test_a_project_without_ids_takes_the_letters_of_its_name(tmp_path: Path) -> None:
    corpus = read(tmp_path, {"docs/index.md": page()})
    assert Neighbours(corpus, ()).identifier("guidance") == "TL-GDN-001"
    assert set(CODES) == set(TYPES) - {"page"}
    assert len(set(CODES.values())) == len(CODES)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Vehicle stops", "vehicle-stops.md"),
        ("The victim’s account: côté", "the-victims-account-cote.md"),
        ("Index", "index-page.md"),
        ("CON", "con-page.md"),
        ("Жертва", "x-1.md"),
        ("One " * 40, "one-one-one-one-one-one-one-one-one-one-one-one-one-one-one.md"),
        ("a" * 90, "a" * 60 + ".md"),
    ],
)
def test_a_file_is_called_as_its_page(title: str, name: str) -> None:
    assert file_name(title, "X-1") == name


@given(
    st.text(
        st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"]),
        min_size=1,
    )
    .map(str.strip)
    .filter(bool)
)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    """No reader takes a title for a number, a date, a mapping or a comment."""
    findings = Findings()
    tree = read_yaml(f"title: {plain(text)}\n", "a.md", findings)
    assert isinstance(tree, Fields)
    node = tree.entries["title"]
    assert isinstance(node, Scalar)
    assert node.value == text


def test_what_is_left_of_a_skeleton_is_never_published(tmp_path: Path) -> None:
    """Its hints are comments, which no edition has."""
    root = write(tmp_path, {"docs/index.md": page()})
    for kind in TYPES:
        new(root, kind, f"Of type {kind}", *needed(kind), "--status", "current")
        assert "<!-- Say in one" in skeleton(kind)
    assert run(["-C", str(root), "stage", "law-enforcement", "out"]) == 0
    staged = {path.stem: path.read_text(encoding="utf-8") for path in (root / "out" / "docs").rglob("of-type-*.md")}
    assert len(staged) == len(TYPES)
    for kind in TYPES:
        text = staged[f"of-type-{kind}"]
        assert "<!--" not in text
        for line in skeleton(kind).splitlines():
            assert not line.startswith("## ") or f"\n{line}" in text


def test_nothing_is_left_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, {"docs/index.md": page()})
    before = sorted(root.rglob("*"))
    monkeypatch.setattr("caveat_site.authoring.Path.open", _full)
    assert new(root, "page", "Sea", *EVERYONE, "--folder", "docs/sea") == 1
    assert sorted(root.rglob("*")) == before


def _full(*_arguments: object, **_more: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_link_for_a_folder_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path / "p", {"docs/index.md": page()})
    (tmp_path / "elsewhere").mkdir()
    (root / "docs" / "sea").symlink_to(tmp_path / "elsewhere")
    assert new(root, "page", "Sea", *EVERYONE, "--folder", "docs/sea") == 2
    assert not [*(tmp_path / "elsewhere").iterdir()]
