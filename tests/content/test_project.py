"""Configuration, data files, vocabularies, attachments: what the values hold."""

from pathlib import Path

import pytest

from caveat.content import legislation
from caveat.content.access import AccessRules
from caveat.content.corpus import Access, Configuration, Edition
from caveat.content.findings import Findings
from caveat.content.nodes import plain
from caveat.content.read import read_project
from caveat.content.vocabulary import LISTS, packaged, read_lists
from content.cases_project import LOGO, REGISTER, register_row
from content.sources import CONFIGURATION, page, product, read
from content.test_page import BOTH, corpus

NARROW = frozenset({"law-enforcement"})


def test_the_smallest_project(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: S\ndocs_dir: stop\nplugins:\n  - caveat: {editions: {all: {title: All}}}\n",
        "docs/index.md": "---\ntitle: A\neditions: [all]\n---\n",
    }
    found = corpus(tmp_path, files)
    assert found.configuration == Configuration("S", {"all": Edition("all", "All")}, ("docs",))


def test_every_setting_that_is_allowed(tmp_path: Path) -> None:
    more = """\
site_url: https://example.org/library/
site_description: Words
site_dir: out
theme:
  name: material
  font: false
  language: cy
  palette: {primary: indigo}
  logo: docs/a.png
markdown_extensions: [caveat_site.tripwire]
"""
    full = CONFIGURATION.replace(
        "{title: Partner,", "{title: Partner, label: Partners, marking: OFFICIAL, handling: Handle,"
    )
    found = corpus(tmp_path, {"mkdocs.yml": full + more, "docs/a.png": LOGO, REGISTER: register_row()}).configuration
    assert found.editions["partner"] == Edition(
        "partner", "Partner", "law-enforcement", "Partners", "OFFICIAL", "Handle"
    )
    assert (found.site_url, found.language, found.site_description) == ("https://example.org/library/", "cy", "Words")
    assert (found.palette, found.logo) == ({"primary": "indigo"}, "docs/a.png")


def test_which_editions_contain_which() -> None:
    names = [("a", ""), ("b", "a"), ("c", "b"), ("d", "a")]
    found = Configuration("S", {name: Edition(name, name, within) for name, within in names}, ())
    assert found.wider("c") == {"a", "b"}
    assert found.narrower("a") == {"b", "c", "d"}
    assert found.least_privileged() == ("c", "d")


def test_data_files(tmp_path: Path) -> None:
    files = {
        "docs/a.md": product(),
        "docs/data/glossary.yml": """\
- {short: NRM, long: National Referral Mechanism, meaning: Words, editions: [law-enforcement, partner]}
- {term: Debrief, meaning: Words, editions: [law-enforcement], because: tactics}
""",
        "docs/data/variables.yml": """\
unit: {name: Unit}
force:
  desk: {value: "020 7946 0000", editions: [law-enforcement], because: tactics}
example:
  block: |
    ::: restricted to partner
    ::: end restricted
""",
        "docs/data/announcements.yml": """\
- {title: New, text: Words, page: MS-GDN-001, until: 2025-01-01, editions: [law-enforcement]}
""",
        "docs/data/home.yml": """\
scene: [{text: Card, page: MS-GDN-001}]
tasks: [{text: Do, page: MS-GDN-001, editions: [law-enforcement], because: tactics}]
searches: [section 45, {text: lorry, editions: [law-enforcement]}]
""",
        "docs/data/shared/why.md": "---\neditions: [law-enforcement]\nrestrictions: 1\n---\nText.\n",
        "docs/data/releases.yml": "anything: at all\n",
    }
    found = corpus(tmp_path, files)
    assert [(entry.short, entry.term, entry.access) for entry in found.glossary] == [
        ("NRM", "", Access(BOTH)),
        ("", "Debrief", Access(NARROW, "tactics")),
    ]
    assert [(variable.name, variable.value, variable.access) for variable in found.variables] == [
        ("unit.name", "Unit", Access(BOTH)),
        ("force.desk", "020 7946 0000", Access(NARROW, "tactics")),
        ("example.block", "::: restricted to partner\n::: end restricted\n", Access(BOTH)),
    ]
    assert [(notice.title, notice.page, str(notice.until)) for notice in found.announcements] == [
        ("New", "MS-GDN-001", "2025-01-01")
    ]
    assert [task.access for task in found.home.tasks] == [Access(NARROW, "tactics")]
    assert [(task.text, task.page, task.access.editions) for task in found.home.searches] == [
        ("section 45", "", BOTH),
        ("lorry", "", NARROW),
    ]
    passage = found.passages["why"]
    assert (passage.restrictions, passage.access.editions) == (1, NARROW)
    assert [(line.text, line.number) for line in passage.body] == [("Text.", 5), ("", 6)]


def test_a_project_has_lists_of_its_own(tmp_path: Path) -> None:
    vocabulary = """\
sector:
  bakery: Bakeries
  mill: {label: Mills, synonyms: [flour], editions: [law-enforcement], because: tactics}
"""
    files = {"docs/data/vocabulary.yml": vocabulary, "docs/a.md": product("sector: [bakery]", "stage: [charge]")}
    lists = corpus(tmp_path, files).vocabulary.lists
    assert list(lists["sector"]) == ["bakery", "mill"]
    assert lists["sector"]["mill"].access == Access(NARROW, "tactics")
    assert lists["sector"]["mill"].synonyms == ("flour",)
    assert "charge" in lists["stage"], "a list that is not named is the packaged one"


def test_the_packaged_vocabulary_is_right() -> None:
    findings = Findings()
    rules = AccessRules(BOTH, {name: frozenset() for name in BOTH}, frozenset())
    lists = read_lists(None, rules, findings)
    assert findings.problems == ()
    assert tuple(lists) == LISTS
    assert all(term.label for terms in lists.values() for term in terms.values())


def test_a_cleared_file(tmp_path: Path) -> None:
    files = {"docs/a.md": page("attachments: [docs/a.png]"), "docs/a.png": LOGO, REGISTER: register_row()}
    (found,) = corpus(tmp_path, files).attachments
    assert (found.path, found.uri, found.data, found.access) == ("docs/a.png", "a.png", LOGO, Access(BOTH))


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("s.45 MSA", "MSA 2015 s 45"),
        ("section 45 Modern Slavery Act 2015", "MSA 2015 s 45"),
        ("Modern Slavery Act 2015, s. 45(1)", "MSA 2015 s 45(1)"),
        ("MSA 2015 s45", "MSA 2015 s 45"),
        ("MSA 2015 S 45 (1) (A)", "MSA 2015 s 45(1)(a)"),
        ("MSA s 45", "MSA 2015 s 45"),
        ("Schedule 4 to the Modern Slavery Act", "MSA 2015 Sch 4"),
        ("sch 4, para 36 MSA", "MSA 2015 Sch 4 para 36"),
        ("s 59a sexual offences act 2003", "SOA 2003 s 59A"),
        ("Proceeds of Crime Act 2002", "POCA 2002"),
        ("section 45 of some Act", ""),
        ("s 1 SOA", ""),
    ],
)
def test_the_one_form_of_a_provision_is_suggested(written: str, canonical: str) -> None:
    acts = plain(packaged("legislation.yml"))["acts"]
    assert legislation.suggest(written, acts) == canonical
    assert canonical in legislation.explain(written, acts)


@pytest.mark.parametrize(
    "provision", ["MSA 2015", "MSA 2015 s 45", "MSA 2015 s 45(1)(a)", "MSA 2015 Sch 4 para 2", "SOA 2003 s 59A"]
)
def test_the_one_form_is_accepted(provision: str) -> None:
    assert legislation.explain(provision, plain(packaged("legislation.yml"))["acts"]) == ""


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions do not bind the superuser that tests may run as: the refusal is played."""
    read(tmp_path, {"docs/a.md": page()})

    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr("caveat.content.walk.os.open", refuse)
    reading = read_project(tmp_path)
    assert [(str(problem.location), problem.code) for problem in reading.problems] == [
        ("mkdocs.yml:1:1", "unreadable-file")
    ]


def test_a_folder_that_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tmp_path, {"docs/a.md": page()})

    def refuse(*_: object) -> list[object]:
        raise PermissionError

    monkeypatch.setattr("caveat.content.walk.os.scandir", refuse)
    reading = read_project(tmp_path)
    assert [(str(problem.location), problem.code) for problem in reading.problems] == [
        ("docs:1:1", "unreadable-file"),
        ("docs/data:1:1", "unreadable-file"),
    ]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    reading = read_project(tmp_path / "nowhere")
    assert reading.corpus is None
    assert [problem.code for problem in reading.problems] == ["no-configuration"]
