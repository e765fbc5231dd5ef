"""The same findings as text, JSON, SARIF, annotations and a table."""

import json
from pathlib import Path

import jsonschema
import pytest

from caveat.checking.told import FORMATS
from caveat.content.problem import Location, Problem

SCHEMA = Path(__file__).parent / "sarif-2.1.0.json"
"""The schema of OASIS, as code hosts check it (sarif-2.1.0-rtm.5)."""
PROBLEMS = (
    Problem(Location("docs/a b.md", 3, 10), "unknown-edition", "no such edition; write partner"),
    Problem(Location("docs/x,y:z.md", 4), "house-style", "100 % of `a | b`\n::error::c @team #1 <b>"),
    Problem(Location("docs/x,y:z.md", 9), "house-style", "100 % of `a | b`\n::error::c @team #1 <b>"),
)


def test_text_is_a_line_each_and_says_what_only_warns() -> None:
    said = FORMATS["text"](PROBLEMS[:1] + PROBLEMS[1:2]).split("\n", 1)
    assert said[0] == "docs/a b.md:3:10: no such edition; write partner [unknown-edition]"
    assert said[1].startswith("docs/x,y:z.md:4:1: warning: 100 %")
    assert said[1].endswith("1 problem, 1 warning.")


def test_json_has_every_part() -> None:
    found = json.loads(FORMATS["json"](PROBLEMS))["problems"]
    assert found[0] == {
        "path": "docs/a b.md",
        "line": 3,
        "column": 10,
        "code": "unknown-edition",
        "severity": "error",
        "message": "no such edition; write partner",
    }
    assert [each["severity"] for each in found] == ["error", "warning", "warning"]


def test_github_annotates_lines_and_nothing_breaks_out() -> None:
    """A message is data: a line of it must not become a workflow command."""
    first, second, _, last = FORMATS["github"](PROBLEMS).split("\n")
    assert first == "::error file=docs/a b.md,line=3,col=10,title=unknown-edition::no such edition; write partner"
    assert second == (
        "::warning file=docs/x%2Cy%3Az.md,line=4,col=1,title=house-style::100 %25 of `a | b`%0A::error::c @team #1 <b>"
    )
    assert last == "1 problem, 2 warnings."


def test_markdown_is_a_table_in_which_no_markup_works() -> None:
    said = FORMATS["markdown"](PROBLEMS[:2])
    assert said.split("\n") == [
        "**1 problem, 1 warning.**",
        "",
        "| Where | What | Rule |",
        "|---|---|---|",
        "| docs/a b.md:3:10 | no such edition; write partner | `unknown-edition` |",
        r"| docs/x,y:z.md:4:1 | 100 % of \`a \| b\` ::error::c \@team \#1 \<b\> | `house-style` (warning) |",
    ]


@pytest.mark.parametrize("problems", [(), PROBLEMS[:1], PROBLEMS], ids=len)
def test_sarif_is_valid_by_its_published_schema(problems: tuple[Problem, ...]) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    said = json.loads(FORMATS["sarif"](problems))
    jsonschema.Draft4Validator(schema).validate(said)
    (run,) = said["runs"]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "warning"][: len(problems)]
    for each, problem in zip(run["results"], problems, strict=True):
        assert run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == problem.code
        assert each["locations"][0]["physicalLocation"]["region"]["startLine"] == problem.location.line


def test_the_check_of_sarif_can_fail() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    said = json.loads(FORMATS["sarif"](PROBLEMS))
    said["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate(said)


def test_a_finding_keeps_its_fingerprint_when_lines_above_it_move() -> None:
    def prints(problems: tuple[Problem, ...]) -> list[str]:
        run = json.loads(FORMATS["sarif"](problems))["runs"][0]
        return [each["partialFingerprints"]["caveat/v1"] for each in run["results"]]

    moved = tuple(Problem(Location(p.location.path, p.location.line + 7), p.code, p.message) for p in PROBLEMS)
    assert prints(moved) == prints(PROBLEMS)
    assert len(set(prints(PROBLEMS))) == len(PROBLEMS)


@pytest.mark.parametrize("form", ["text", "github", "markdown"])
def test_no_finding_is_said_too(form: str) -> None:
    assert FORMATS[form](()).strip("*") == "0 problems."
