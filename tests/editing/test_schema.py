"""`caveat schema`: what the models take, a schema takes; what they refuse, it refuses too, or it is said why not."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from caveat.content.corpus import Corpus
from caveat.content.fences import split_page
from caveat.content.findings import Findings
from caveat.content.front_matter import ONLY_FOR, TYPES, FrontMatter, Product
from caveat.content.legislation import explain
from caveat.content.nodes import plain
from caveat.content.read import read_project
from caveat.content.yaml_reader import read_yaml
from caveat.editing.schema import Schema, schema_of, schema_of_any
from caveat_cli.main import run
from projection.corpora import page, product, read, write

ROOT = Path(__file__).parents[2]


@cache
def library() -> Corpus:
    corpus = read_project(ROOT).corpus
    assert corpus is not None
    return corpus


@cache
def validator(kind: str) -> Draft202012Validator:
    """The schema of a type of the shipped library; `` of any."""
    schema = schema_of(library(), kind) if kind else schema_of_any(library(), tuple(library().vocabulary.lists["type"]))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def as_json(value: Any) -> Any:
    """A value as a YAML server hands it to a schema: dates are text."""
    return json.loads(json.dumps(value, default=dt.date.isoformat))


def fields(text: str) -> Any:
    findings = Findings()
    parts = split_page(text, "a.md", findings)
    assert parts is not None
    tree = read_yaml(parts.front_matter, "a.md", findings)
    assert tree is not None
    return as_json(plain(tree))


def complaints(kind: str, given_fields: Any) -> list[str]:
    return [error.json_path for error in validator(kind).iter_errors(given_fields)]


@pytest.mark.parametrize("kind", TYPES)
def test_every_page_of_the_shipped_library_is_valid(kind: str) -> None:
    pages = [each for each in library().pages if each.front_matter.type == kind]
    assert pages
    for each in pages:
        found = fields((ROOT / each.path).read_text(encoding="utf-8"))
        assert (each.path, complaints(kind, found)) == (each.path, [])
        assert (each.path, complaints("", found)) == (each.path, [])


HISTORY = "{version: '1.0', date: 2024-01-31, kind: major, change: First published}"
BASE: Mapping[str, str] = {
    "id": "X-1",
    "type": "bulletin",
    "title": "Product X",
    "editions": "[law-enforcement, partner]",
    "marking": "OFFICIAL",
    "status": "current",
    "owner": "Guidance lead",
    "review_by": "2025-01-31",
    "history": f"[{HISTORY}]",
}
"""A bulletin without problems."""
WRONG: Mapping[str, Mapping[str, str | None]] = {
    "no editions": {"editions": None},
    "an empty list of editions": {"editions": "[]"},
    "an unknown edition": {"editions": "[law-enforcement, public]"},
    "an edition twice": {"editions": "[law-enforcement, law-enforcement]"},
    "editions that are no list": {"editions": "law-enforcement"},
    "no title": {"title": None},
    "a number for a title": {"title": "12"},
    "a title of several lines": {"title": '"One\\ntwo"'},
    "a title with a space at its end": {"title": '"One "'},
    "an empty title": {"title": '""'},
    "no id": {"id": None},
    "an id in small letters": {"id": "ms-1"},
    "no owner": {"owner": None},
    "no review": {"review_by": None},
    "a review on no day": {"review_by": "soon"},
    "no history": {"history": None},
    "an empty history": {"history": "[]"},
    "an entry without a change": {"history": "[{version: '1.0', date: 2024-01-31, kind: major}]"},
    "a version of one number": {"history": f"[{HISTORY.replace('1.0', '1')}]"},
    "an entry of another kind": {"history": f"[{HISTORY.replace('major', 'huge')}]"},
    "an entry for an unknown edition": {"history": f"[{HISTORY.replace('kind', 'editions: [public], kind')}]"},
    "an unknown marking": {"marking": "SECRET"},
    "an unknown status": {"status": "live"},
    "an unknown field": {"colour": "red"},
    "the old name of a field": {"law": "[MSA 2015 s 1]"},
    "an unknown type": {"type": "leaflet"},
    "a field of another type": {"series": "Guide", "part": "1"},
    "an operation of a bulletin": {"operation": "{name: FORT}"},
    "a word that is not in the vocabulary": {"audience": "[everybody]"},
    "a word twice": {"audience": "[investigator, investigator]"},
    "a tag twice": {"tags": "[one, one]"},
    "one word for a list": {"audience": "investigator"},
    "an unknown Act": {"legislation": "[XYZ 2015 s 1]"},
    "a provision in another form": {"legislation": "['section 45 MSA']"},
    "an unknown reason": {"editions": "[law-enforcement]", "restricted_because": "because"},
    "a number of restrictions in words": {"restrictions": "two"},
    "fields of an unknown edition": {"restricted": "{public: {tags: [a]}}"},
    "an id for one edition": {"restricted": "{law-enforcement: {id: X-2}}"},
    "an unknown field for one edition": {"restricted": "{law-enforcement: {colour: red}}"},
    "superseded by nothing": {"status": "superseded"},
    "two successors": {"status": "superseded", "superseded_by": "X-2", "absorbed_into": "X-3"},
    "a successor of what is in force": {"superseded_by": "X-2"},
    "withdrawn for no reason": {"status": "withdrawn"},
    "a reason to withdraw what is in force": {"withdrawn_because": "It was wrong."},
    "a source without a title": {"sources": "[{url: 'https://example.org/'}]"},
    "a source without https": {"sources": "[{title: A, url: 'http://example.org/'}]"},
    "an alias that is no page": {"aliases": "[old/name.pdf]"},
    "an alias from the root": {"aliases": "[/old/name.md]"},
    "a check without a body": {"legal_check": "{date: 2024-01-31}"},
    "unknown proceedings": {"proceedings": "{status: perhaps}"},
}
BEYOND: Mapping[str, Mapping[str, str | None]] = {
    "a day that the calendar does not have": {"review_by": "2025-02-30"},
    "a date in quotes": {"review_by": "'2025-01-31'"},
    "an edition without the one that contains it": {"editions": "[partner]"},
    "a history out of order": {"history": f"[{HISTORY}, {HISTORY.replace('1.0', '1.1')}]"},
    "a marking above that of an edition": {"marking": "OFFICIAL-SENSITIVE"},
    "an alias that leaves the site": {"aliases": "[a/../../b.md]"},
    "a page that replaces itself": {"supersedes": "[X-1]"},
    "a page that is not there": {"related": "[X-4]"},
}
"""What a schema cannot say; docs/handbook/repository.md tells editors of it."""


def bulletin(changes: Mapping[str, str | None]) -> str:
    lines = (f"{name}: {value}\n" for name, value in {**BASE, **changes}.items() if value is not None)
    return f"---\n{''.join(lines)}---\nText.\n"


def is_refused(root: Path, changes: Mapping[str, str | None]) -> bool:
    """Whether Caveat itself refuses a page with such fields."""
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    configuration = configuration.replace("[docs, guidance, bulletins, debriefs]", "[docs]")
    vocabulary = (ROOT / "docs" / "data" / "vocabulary.yml").read_text(encoding="utf-8")
    files = {"mkdocs.yml": configuration, "docs/data/vocabulary.yml": vocabulary, "docs/a.md": bulletin(changes)}
    others = {f"docs/{number}.md": bulletin({"id": f"X-{number}", "title": f"Other {number}"}) for number in (2, 3)}
    return bool(read_project(write(root, {**files, **others})).problems)


def test_the_page_that_is_changed_is_right(tmp_path: Path) -> None:
    """The positive control of both tables."""
    assert not is_refused(tmp_path, {})
    assert complaints("bulletin", fields(bulletin({}))) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_the_models_refuse_the_schema_refuses(tmp_path: Path, name: str) -> None:
    assert is_refused(tmp_path, WRONG[name])
    found = fields(bulletin(WRONG[name]))
    assert complaints("bulletin", found)
    assert complaints("", found)


@pytest.mark.parametrize("name", BEYOND)
def test_what_a_schema_cannot_say_is_for_check_alone(tmp_path: Path, name: str) -> None:
    assert is_refused(tmp_path, BEYOND[name])
    assert complaints("bulletin", fields(bulletin(BEYOND[name]))) == []


@pytest.mark.parametrize(
    "text",
    [
        "MSA 2015", "MSA 2015 s 45(1)", "MSA 2015 Sch 4 para 2", "MSA 2015 s 45(1)(a)", "POCA 2002 Pt 2", "MSA 2015 s 45 ",
        "MSA 2015 s45", "msa 2015 s 45", "MSA 2016 s 45", "MSA", "s 45", "MSA 2015 s 45(1) para 2(a)", "XMSA 2015", "MSA 2015\n",
    ],
)  # fmt: skip
def test_a_provision_has_the_one_form(text: str) -> None:
    pattern = validator("guidance").schema["$defs"]["provision"]["pattern"]
    assert bool(re.search(pattern, text)) == (explain(text, library().vocabulary.acts) == "") or text.endswith("\n")


VALUES = st.one_of(
    st.text(max_size=8), st.integers(-1, 3), st.booleans(), st.none(), st.lists(st.sampled_from(["investigator", "a", "X-1"]), max_size=3),
    st.sampled_from(["OFFICIAL", "current", "draft", "guidance", "2024-01-31", "MS-GDN-001", "1.0", "MSA 2015 s 1"]),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(sorted(FrontMatter.model_fields)), VALUES, max_size=4))
def test_what_the_schema_takes_the_model_takes(changes: dict[str, Any]) -> None:
    """Never the other way round: a schema that takes more than the model would send editors the wrong way."""
    found = {**fields(bulletin({})), "type": "guidance", **changes}
    if complaints("guidance", found):
        return
    values = {name: _as_the_reader_gives(name, value) for name, value in found.items() if name != "editions"}
    TYPES["guidance"].model_validate(values)


def _as_the_reader_gives(name: str, value: Any) -> Any:
    dates = ("review_by", "law_as_at")
    if name in dates:
        return dt.date.fromisoformat(value)
    if name == "history":
        return tuple({**entry, "date": dt.date.fromisoformat(entry["date"])} for entry in value)
    return tuple(value) if isinstance(value, list) else value


@pytest.mark.parametrize("kind", TYPES)
def test_every_field_says_what_it_is(kind: str) -> None:
    schema = validator(kind).schema
    assert all(field["description"] for field in schema["properties"].values())
    for name, definition in schema["$defs"].items():
        if "properties" in definition:
            assert all(field.get("description") for field in definition["properties"].values()), name


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_has_its_own_fields_alone(kind: str) -> None:
    has = set(validator(kind).schema["properties"])
    assert {name for name, kinds in ONLY_FOR.items() if kind in kinds} == has & set(ONLY_FOR)
    required = set(validator(kind).schema["required"])
    assert required == {"title", "editions"} if kind == "page" else set(_needed(Product)) <= required


def _needed(model: type[FrontMatter]) -> list[str]:
    return [name for name, field in model.model_fields.items() if field.is_required()]


def test_a_page_without_a_type_is_a_plain_page() -> None:
    plain_page = {"title": "About", "editions": ["law-enforcement"]}
    assert complaints("", plain_page) == []
    assert complaints("", {**plain_page, "part": 1})
    assert complaints("", {**plain_page, "type": "guidance"})


def test_a_project_has_its_own_words(tmp_path: Path) -> None:
    vocabulary = "type: {page: Page, guidance: Guidance}\naudience:\n  skipper: {label: Skipper of a boat}\n"
    legislation = "acts: {BOA 1999: Boats Act 1999}\n"
    data = {"docs/data/vocabulary.yml": vocabulary, "docs/data/legislation.yml": legislation}
    corpus = read(tmp_path, {"docs/index.md": page(), **data})
    schema = schema_of(corpus, "guidance")
    assert schema["$defs"]["term-audience"] == {
        "type": "string",
        "enum": ["skipper"],
        "enumDescriptions": ["Skipper of a boat"],
    }
    assert schema["$defs"]["editions"]["items"]["enum"] == ["law-enforcement", "partner"]
    assert "BOA 1999" in schema["$defs"]["provision"]["pattern"]
    whole = schema_of_any(corpus, ("guidance",))
    assert whole["properties"]["type"]["enum"] == ["guidance"]
    without, with_type = ({"title": "About", "editions": ["partner"], **more} for more in ({}, {"type": "page"}))
    assert [Draft202012Validator(whole).is_valid(each) for each in (without, with_type)] == [True, False]


def printed(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> Schema:
    assert run(["-C", str(root), "schema", *arguments]) == 0
    found: Schema = json.loads(capsys.readouterr().out)
    return found


def test_the_command_prints_one_and_writes_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, {"docs/index.md": page(), "guidance/a.md": product()})
    one = printed(capsys, root, "guidance")
    whole = printed(capsys, root)
    assert run(["-C", str(root), "schema", "--out", "schemas"]) == 0
    assert capsys.readouterr().out == "schemas: 15 schemas\n"
    files = {path.name: json.loads(path.read_text()) for path in (root / "schemas").iterdir()}
    assert set(files) == {f"{kind}.schema.json" for kind in (*TYPES, "front-matter")}
    assert (files["guidance.schema.json"], files["front-matter.schema.json"]) == (one, whole)
    assert run(["-C", str(root), "check"]) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["guidence"], "did you mean 'guidance'?"), (["--out", "docs/schemas"], "lies in the content")],
)
def test_a_wrong_use_writes_nothing(
    tmp_path: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {"docs/index.md": page()})
    assert run(["-C", str(root), "schema", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert not (root / "docs" / "schemas").exists()
