"""An old release is read by the rules of its time, and today's source by today's."""

from pathlib import Path

import pytest

from caveat.content.read import read_project
from caveat.content.schema import RENAMED, SCHEMA
from content.sources import found, product, write

OLD = product(
    "law: [MSA 2015 s 45]",
    "role: [investigator]",
    "restricted: {law-enforcement: {law: [MSA 2015 s 45, MSA 2015 s 1], role: [prosecutor]}}",
    "restricted_because: tactics",
)
NEW = OLD.replace("law: [", "legislation: [").replace("role: [", "audience: [")


def test_fields_of_the_first_schema_are_those_of_today(tmp_path: Path) -> None:
    """In fields that one edition has, too."""
    old = read_project(write(tmp_path / "old", {"docs/a.md": OLD}), 1)
    new = read_project(write(tmp_path / "new", {"docs/a.md": NEW}))
    assert (old.problems, new.problems) == ((), ())
    assert old.corpus is not None
    assert new.corpus is not None
    (one,), (two,) = old.corpus.pages, new.corpus.pages
    assert one.front_matter == two.front_matter
    assert one.front_matter.legislation == ("MSA 2015 s 45",)
    assert one.restricted == two.restricted
    assert one.restricted["law-enforcement"].audience == ("prosecutor",)
    assert one.restricted_fields == two.restricted_fields


def test_names_of_one_schema_are_unknown_to_the_other(tmp_path: Path) -> None:
    today = read_project(write(tmp_path / "old", {"docs/a.md": OLD}))
    assert [problem.rpartition(" ")[2] for problem in found(today)] == ["unknown-field"] * 2
    then = read_project(write(tmp_path / "new", {"docs/a.md": product("legislation: [MSA 2015 s 45]")}), 1)
    assert found(then) == ["docs/a.md:11:1 unknown-field"]


def test_what_did_not_change_its_name_is_read_alike(tmp_path: Path) -> None:
    root = write(tmp_path, {"docs/a.md": product("sector: [agriculture]")})
    readings = [read_project(root, schema) for schema in range(1, SCHEMA + 1)]
    assert len({str(reading.corpus and reading.corpus.pages) for reading in readings}) == 1


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_every_step_from_an_old_schema_to_today_is_known(schema: int) -> None:
    assert RENAMED[schema]
