"""What is left of a source for an edition: every kind of value, with one that the edition has and one that it has not."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from caveat.content.corpus import Access, Configuration, Corpus, Edition
from caveat.content.problem import Location
from caveat.projection.audience import audience
from caveat.projection.narrow import narrow, scheme_of
from caveat.projection.view import View
from caveat.redaction.redact import LABEL_END, LABEL_START, PASSAGE_END
from projection.corpora import page, product, read

CONFIGURATION = """\
site_name: Library
site_url: https://example.org/library/
docs_dir: stop
theme: {name: material, language: cy}
plugins:
  - caveat:
      editions:
        law-enforcement: {title: Law-enforcement edition, marking: OFFICIAL-SENSITIVE}
        partner: {title: Partner edition, within: law-enforcement, handling: For partners}
"""
REGISTER = (
    "- {{path: docs/{name}.csv, title: {name}, sha256: {digest}, marking: OFFICIAL, cleared_by: M, cleared_on: 2024-01-15,"
    " {editions}}}\n"
)
BOTH, FEW = "editions: [law-enforcement, partner]", "editions: [law-enforcement]"
FILES = {
    "mkdocs.yml": CONFIGURATION,
    "docs/z.md": page("Open.\n\n::: restricted to law-enforcement because tactics\nThe heron.\n::: end restricted\n", restrictions=1),
    "docs/heron.md": page("All of it.\n", editions="law-enforcement", title="Heron"),
    "docs/draft.md": product(identifier="D-1").replace("status: current", "status: draft"),
    "docs/later.md": product(
        identifier="L-1", more="restricted:\n  law-enforcement:\n    status: draft\n    owner: Heron desk\n"
    ),
    "docs/a.md": product(
        identifier="A-1",
        more="restricted:\n  law-enforcement: {owner: Heron desk}\n",
    ).replace(
        "history:\n",
        "history:\n  - {version: '1.0.1', date: 2024-02-29, kind: minor, change: Heron, editions: [law-enforcement]}\n",
    ),
    "docs/data/shared/open.md": f"---\n{BOTH}\n---\nOpen signs.\n",
    "docs/data/shared/heron.md": f"---\n{FEW}\n---\nHeron signs.\n",
    "docs/data/variables.yml": f"desk:\n  open: '1'\n  heron: {{value: '2', {FEW}}}\n",
    "docs/data/glossary.yml": (
        f"- {{short: OIC, long: Officer in the case, meaning: Who leads., {BOTH}}}\n"
        f"- {{term: Heron, meaning: A bird., {FEW}}}\n"
    ),
    "docs/data/vocabulary.yml": (
        "sector:\n"
        "  farm: {label: Farming, plural: Farms, note: On land, synonyms: [field]}\n"
        f"  heron: {{label: Heron, {FEW}}}\n"
    ),
    "docs/open.csv": "open",
    "docs/heron.csv": "heron",
    "docs/data/attachments.yml": "".join(
        REGISTER.format(name=name, digest=hashlib.sha256(name.encode()).hexdigest(), editions=editions)
        for name, editions in (("open", BOTH), ("heron", FEW))
    ),
    "docs/data/announcements.yml": (
        f"- {{title: Open, text: Read it., page: A-1, until: 2025-01-31, {BOTH}}}\n- {{title: Heron, text: No., {FEW}}}\n"
    ),
    "docs/data/home.yml": (
        f"scene:\n  - {{text: First, page: A-1}}\n  - {{text: Heron, page: A-1, {FEW}}}\n"
        f"tasks:\n  - {{text: Second, page: A-1}}\n  - {{text: Heron, page: A-1, {FEW}}}\n"
        f"searches:\n  - third\n  - {{text: heron, {FEW}}}\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return read(tmp_path_factory.mktemp("project"), FILES)


def view_of(corpus: Corpus, edition: str, *, drafts: bool = False) -> View:
    view, problems = narrow(corpus, edition, drafts=drafts)
    assert problems == ()
    return view


def texts(view: View) -> dict[str, str]:
    return {page.uri: "\n".join(line.text for line in page.body) for page in view.pages}


def test_partners_have_the_open_values_and_no_other(corpus: Corpus) -> None:
    view = view_of(corpus, "partner")
    assert texts(view) == {"a.md": "Text.", "later.md": "Text.", "z.md": "Open."}
    assert {name: [line.text for line in body] for name, body in view.passages.items()} == {"open": ["Open signs."]}
    assert view.variables == {"desk.open": "1"}
    assert [(each.short, each.long, each.term, each.meaning) for each in view.glossary] == [
        ("OIC", "Officer in the case", "", "Who leads.")
    ]
    (term,) = view.terms["sector"].values()
    assert (term.name, term.label, term.plural, term.note, term.synonyms) == (
        "farm", "Farming", "Farms", "On land", ("field",)
    )  # fmt: skip
    assert [(each.title, each.text, each.page, each.until) for each in view.notices] == [
        ("Open", "Read it.", "A-1", date(2025, 1, 31))
    ]
    home = view.home.scene, view.home.tasks, view.home.searches
    assert [[(task.text, task.page) for task in tasks] for tasks in home] == [
        [("First", "A-1")], [("Second", "A-1")], [("third", "")]
    ]  # fmt: skip


def test_every_value_knows_its_place(corpus: Corpus) -> None:
    """Messages about it are told there."""
    view = view_of(corpus, "law-enforcement")
    data = "docs/data"
    assert [str(each.location) for each in view.glossary] == [f"{data}/glossary.yml:1:3", f"{data}/glossary.yml:2:3"]
    assert [str(each.location) for each in view.terms["sector"].values()] == [
        f"{data}/vocabulary.yml:{place}" for place in ("2:9", "3:10")
    ]
    assert [str(each.location) for each in view.notices] == [f"{data}/announcements.yml:{n}:3" for n in (1, 2)]
    heron, open_ = view.attachments
    assert (open_.path, open_.uri, open_.title, open_.marking) == ("docs/open.csv", "open.csv", "open", "OFFICIAL")
    assert (open_.data, str(open_.location)) == (b"open", f"{data}/attachments.yml:1:3")
    assert str(heron.location) == f"{data}/attachments.yml:2:3"


def test_nothing_of_the_view_knows_the_other_edition(corpus: Corpus) -> None:
    """Not in a field that nothing prints today; only the places of fields do, which serve messages."""
    view = view_of(corpus, "partner")
    told = repr(replace(view, pages=tuple(replace(page, locations={}) for page in view.pages)))
    assert "law-enforcement" not in told
    assert "eron" not in told


def test_the_wider_edition_has_all_of_it(corpus: Corpus) -> None:
    view = view_of(corpus, "law-enforcement")
    label = f"{LABEL_START}tactics\ue003Law enforcement only{LABEL_END}"
    assert texts(view) == {
        "a.md": "Text.", "heron.md": "All of it.", "z.md": f"Open.\n\n{label}\nThe heron.\n{PASSAGE_END}"
    }  # fmt: skip
    assert set(view.passages) == {"open", "heron"}
    assert view.variables == {"desk.open": "1", "desk.heron": "2"}
    assert [each.short or each.term for each in view.glossary] == ["OIC", "Heron"]
    assert list(view.terms["sector"]) == ["farm", "heron"]
    assert [each.title for each in view.notices] == ["Open", "Heron"]
    assert [len(tasks) for tasks in (view.home.scene, view.home.tasks, view.home.searches)] == [2, 2, 2]
    assert all(task.access == Access(frozenset()) for task in view.home.scene)


def test_a_page_has_the_fields_and_the_history_of_its_edition(corpus: Corpus) -> None:
    """A history entry no longer says who sees it: every entry left is seen."""
    few, both = view_of(corpus, "partner").pages[0], view_of(corpus, "law-enforcement").pages[0]
    assert (few.path, few.uri, both.path, both.uri) == ("docs/a.md", "a.md", "docs/a.md", "a.md")
    assert (few.front_matter.owner, both.front_matter.owner) == ("Guidance lead", "Heron desk")
    assert [(each.version, each.editions) for each in few.front_matter.history] == [("1.0", None)]
    assert [(each.version, each.editions) for each in both.front_matter.history] == [("1.0.1", None), ("1.0", None)]
    assert few.where("title") == both.where("title")
    assert few.where("title").line == 4
    assert few.where("attachments") == Location("docs/a.md")


def test_a_page_says_whom_it_is_for_where_a_narrower_edition_lacks_it(corpus: Corpus) -> None:
    told = {page.uri: page.audience for page in view_of(corpus, "law-enforcement").pages}
    assert told == {"a.md": "", "heron.md": "Law enforcement only", "z.md": ""}
    assert {page.audience for page in view_of(corpus, "partner").pages} == {""}


def test_drafts_are_in_no_edition_and_in_a_preview(corpus: Corpus) -> None:
    """A page may be a draft for one edition and current for another."""
    for edition, without in (
        ("partner", {"a.md", "later.md", "z.md"}),
        ("law-enforcement", {"a.md", "heron.md", "z.md"}),
    ):
        assert set(texts(narrow(corpus, edition)[0])) == without
        assert set(texts(view_of(corpus, edition, drafts=True))) == without | {"draft.md", "later.md"}


def test_the_site_settings_are_those_of_the_edition(corpus: Corpus) -> None:
    view, wide = view_of(corpus, "partner"), view_of(corpus, "law-enforcement")
    assert (view.site_name, view.site_url, view.language) == ("Library", "https://example.org/library/", "cy")
    assert view.edition == Edition("partner", "Partner edition", handling="For partners")
    assert wide.edition == Edition("law-enforcement", "Law-enforcement edition", marking="OFFICIAL-SENSITIVE")
    assert (view.narrow, wide.narrow) == (True, False)
    assert view.acts == corpus.vocabulary.acts
    assert view.provisions == corpus.vocabulary.provisions
    assert view.acts
    assert view.provisions


def test_pages_are_in_the_order_of_their_addresses(corpus: Corpus) -> None:
    """Whatever order the source has them in."""
    backwards = replace(corpus, pages=corpus.pages[::-1])
    assert view_of(backwards, "partner") == view_of(corpus, "partner")


def test_no_such_edition(corpus: Corpus) -> None:
    with pytest.raises(KeyError):
        narrow(corpus, "public")


def test_markers_may_use_the_projects_editions_and_reasons(corpus: Corpus) -> None:
    scheme = scheme_of(corpus)
    assert scheme.editions == {"law-enforcement", "partner"}
    assert {"tactics", "personal-data"} <= scheme.reasons


CHAIN = Configuration(
    "Library",
    {
        each.name: each
        for each in (
            Edition("national", "National  Edition"),
            Edition("law-enforcement", "Law-enforcement edition", "national"),
            Edition("military", "Service-police edition", "national", label="Service police eyes"),
            Edition("partner", "Partner-edition", "law-enforcement"),
        )
    },
    ("docs",),
)


@pytest.mark.parametrize(
    ("viewer", "editions", "words"),
    [
        ("national", {"national"}, "National only"),
        ("national", {"national", "law-enforcement"}, "Law enforcement only"),
        ("national", {"national", "law-enforcement", "partner"}, "Partner only"),
        ("national", {"national", "law-enforcement", "military"}, "Law enforcement only, Service police eyes"),
        ("law-enforcement", {"national", "law-enforcement"}, "Law enforcement only"),
        ("law-enforcement", {"national", "law-enforcement", "military"}, "Law enforcement only"),
        ("military", {"national", "military", "partner"}, "Service police eyes"),
    ],
)
def test_whom_a_passage_is_for(viewer: str, editions: set[str], words: str) -> None:
    """The narrowest that have it, and only of editions that the reader's own contains."""
    assert audience(CHAIN, viewer, frozenset(editions)) == words
