"""Every problem that projection finds, in the smallest project that has it: where it is told, and under which code.

The canary stands in what only one edition may see, or in the words that are wrong. No message repeats it: findings are
shown in logs, on screens and in pull requests that not everybody who may see them may see the text of.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from caveat.assurance.examination import examination
from caveat.content.problem import Problem
from caveat.content.read import read_project
from caveat.projection.codes import CODES
from projection.corpora import CONFIGURATION, page, product, write

CANARY = "Zugvogel"
COVERT = page(f"The {CANARY} stands in the yard.\n\n## By {CANARY}\n", editions="law-enforcement", title=CANARY)
ONLY = "restricted to law-enforcement"
CEILING = CONFIGURATION.replace("within: law-enforcement}", "within: law-enforcement, marking: OFFICIAL}")


@dataclass(frozen=True)
class Case:
    """A project and the findings it has."""

    files: Mapping[str, str | bytes]
    expected: tuple[str, ...]
    """`path:line:col code`, sorted."""


def body(text: str, **fields: object) -> str:
    """A plain page of five lines of front matter, so that its body starts on line 6."""
    return page(text, restrictions=text.count("restricted to"), **fields)


CASES: Mapping[str, Case] = {
    "abbreviation-not-in-edition": Case(
        {"docs/a.md": body(f"Ask the HRN.\n\n::: {ONLY}\n*[HRN]: {CANARY}\n::: end restricted\n")},
        ("docs/a.md:6:9 abbreviation-not-in-edition",),
    ),
    "absolute-link": Case(
        {"docs/a.md": body(f"See [it](/{CANARY}.md).\n")},
        ("docs/a.md:6:10 absolute-link",),
    ),
    "anchor-not-in-edition": Case(
        {"docs/a.md": body(f"See [it](#by-zugvogel).\n\n::: {ONLY}\n## By {CANARY}\n::: end restricted\n")},
        ("docs/a.md:6:10 anchor-not-in-edition",),
    ),
    "attachment-not-in-edition": Case(
        {
            "docs/a.md": page("Text.\n", attachments="[docs/zugvogel.csv]"),
            "docs/zugvogel.csv": "a\n",
            "docs/data/attachments.yml": (
                f"- path: docs/zugvogel.csv\n  title: {CANARY}\n"
                "  sha256: 87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7\n"
                "  marking: OFFICIAL\n  editions: [law-enforcement]\n  cleared_by: Manager\n  cleared_on: 2024-01-15\n"
            ),
        },
        ("docs/a.md:4:14 attachment-not-in-edition",),
    ),
    "brackets-too-deep": Case(
        {"docs/a.md": body(f"{CANARY} {'[' * 65}\n")},
        (f"docs/a.md:6:{len(CANARY) + 66} brackets-too-deep",),
    ),
    "broken-link": Case(
        {"docs/a.md": body(f"See [one]({CANARY}.md) and [two](id:{CANARY}).\n")},
        ("docs/a.md:6:11 broken-link", "docs/a.md:6:34 broken-link"),
    ),
    "footnote-not-in-edition": Case(
        {"docs/a.md": body(f"Text.[^n]\n\n::: {ONLY}\n[^n]: {CANARY}\n::: end restricted\n")},
        ("docs/a.md:6:6 footnote-not-in-edition",),
    ),
    "hand-numbering": Case(
        {
            "docs/a.md": body(f"Step 1: ask.\n\n::: {ONLY}\nStep 2: {CANARY}.\n::: end restricted\n\nStep 3: tell.\n"),
            "docs/b.md": body(f"## Part 1 of 2\n\n::: {ONLY}\n## Part 2 of 2\n::: end restricted\n"),
            "docs/c.md": body(f"(a) Ask.\n{{{ONLY}}}(b) {CANARY}{{end restricted}}\n(c) Tell.\n"),
            "docs/data/shared/d.md": (
                f"---\neditions: [law-enforcement, partner]\nrestrictions: 1\n---\n## 1. Ask\n\n::: {ONLY}\n"
                f"## 2. {CANARY}\n::: end restricted\n\n## 3. Tell\n"
            ),
        },
        (
            "docs/a.md:12:6 hand-numbering",
            "docs/b.md:6:9 hand-numbering",
            "docs/c.md:8:1 hand-numbering",
            "docs/data/shared/d.md:11:1 hand-numbering",
        ),
    ),
    "history-gap": Case(
        {
            "docs/a.md": product().replace(
                "history:\n",
                "history:\n"
                "  - {version: '1.2', date: 2024-03-31, kind: minor, change: Corrected}\n"
                f"  - {{version: '1.1', date: 2024-02-29, kind: minor, change: {CANARY}, editions: [law-enforcement]}}\n",
            )
        },
        ("docs/a.md:11:3 history-gap",),
    ),
    "include-loop": Case(
        {
            "docs/a.md": body("{{ include one }}\n"),
            "docs/data/shared/one.md": f"---\neditions: [law-enforcement, partner]\n---\n{CANARY}\n\n{{{{ include two }}}}\n",
            "docs/data/shared/two.md": "---\neditions: [law-enforcement, partner]\n---\n{{ include one }}\n",
        },
        ("docs/data/shared/two.md:4:1 include-loop",),
    ),
    "include-not-in-edition": Case(
        {
            "docs/a.md": body("{{ include zugvogel }}\n"),
            "docs/data/shared/zugvogel.md": f"---\neditions: [law-enforcement]\n---\n{CANARY}\n",
        },
        ("docs/a.md:6:1 include-not-in-edition",),
    ),
    "link-not-in-edition": Case(
        {
            "docs/a.md": body("See [it](zugvogel.md), [it](id:ZUG-1) and <a href='zugvogel.html'>it</a>.\n"),
            "docs/zugvogel.md": COVERT.replace("title:", "id: ZUG-1\ntitle:"),
        },
        tuple(f"docs/a.md:6:{column} link-not-in-edition" for column in (10, 29, 52)),
    ),
    "link-scheme": Case(
        {"docs/a.md": body(f"Open [it](file:///{CANARY}).\n")},
        ("docs/a.md:6:11 link-scheme",),
    ),
    "malformed-variable": Case(
        {"docs/a.md": body(f"Call {{{{desk.{CANARY.lower()}}}}} now.\n")},
        ("docs/a.md:6:6 malformed-variable",),
    ),
    "not-within": Case(
        {"docs/a.md": body(f"Before.\n\n::: restricted to partner\n{CANARY}\n::: end restricted\n")},
        ("docs/a.md:8:1 not-within",),
    ),
    "page-collision": Case(
        {"docs/library.md": body(f"{CANARY}\n")},
        ("docs/library.md:3:8 page-collision",),
    ),
    "reference-not-in-edition": Case(
        {"docs/a.md": body(f"See [it][r].\n\n::: {ONLY}\n[r]: https://example.org/{CANARY}\n::: end restricted\n")},
        ("docs/a.md:6:5 reference-not-in-edition",),
    ),
    "second-title": Case(
        {"docs/a.md": body(f"Text.\n\n# {CANARY}\n")},
        ("docs/a.md:8:1 second-title",),
    ),
    "successor-not-in-edition": Case(
        {
            "docs/a.md": product(identifier="X-1", more="superseded_by: ZUG-1\n").replace("current", "superseded"),
            "docs/zugvogel.md": product(CANARY, identifier="ZUG-1", editions="law-enforcement"),
        },
        ("docs/a.md:12:16 successor-not-in-edition",),
    ),
    "too-much-included": Case(
        {
            "docs/a.md": body("{{ include p1 }}\n"),
            **{
                f"docs/data/shared/p{n}.md": "---\neditions: [law-enforcement, partner]\n---\n"
                + (f"{{{{ include p{n + 1} }}}}\n\n" * 8 if n < 9 else f"{CANARY} {'again ' * 9_999}\n")
                for n in range(1, 10)
            },
        },
        ("docs/data/shared/p9.md:4:1 too-much-included",),
    ),
    "unclosed-comment": Case(
        {"docs/a.md": body(f"Text. <!-- {CANARY}\n")},
        ("docs/a.md:6:1 unclosed-comment",),
    ),
    "unknown-include": Case(
        {"docs/a.md": body(f"Text.\n\n::: {ONLY}\n{{{{ include {CANARY.lower()} }}}}\n::: end restricted\n")},
        ("docs/a.md:9:1 unknown-include",),
    ),
    "unknown-variable": Case(
        {"docs/a.md": body(f"Text.\n\n::: {ONLY}\nCall {{{{ desk.{CANARY.lower()} }}}}.\n::: end restricted\n")},
        ("docs/a.md:9:6 unknown-variable",),
    ),
    "variable-not-in-edition": Case(
        {
            "docs/a.md": body("Call {{ desk.zugvogel }} now.\n"),
            "docs/data/variables.yml": f"desk:\n  zugvogel: {{value: {CANARY}, editions: [law-enforcement]}}\n",
        },
        ("docs/a.md:6:6 variable-not-in-edition",),
    ),
}
"""Code to its case."""
MESSAGES = (Path(__file__).parent / "messages.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "text",
    [
        f"{{{ONLY}}}Note.{{end restricted}} Part 2 of the Act says so.\n",
        f"Section 45.\n\n::: {ONLY}\nSection 46.\n::: end restricted\n\nSection 52.\n",
        f"Step 1: ask.\n\nStep 2: tell.\n\n::: {ONLY}\nStep 3: {CANARY}.\n::: end restricted\n",
        f"1. Ask.\n{{{ONLY}}}1. {CANARY}.{{end restricted}}\n1. Tell.\n",
    ],
    ids=["a part of an Act", "sections of an Act", "the last step", "a list that Markdown counts"],
)
def test_numbers_that_tell_nothing_are_no_problem(text: str, tmp_path: Path) -> None:
    assert examination(read_project(write(tmp_path, {"docs/a.md": body(text)}))) == ()


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Sequence[Problem]]:
    """What is wrong with the project of a case. Kept: some cases are large."""
    return cache(lambda code: examination(read_project(write(tmp_path_factory.mktemp(code), CASES[code].files))))


@pytest.mark.parametrize("code", CASES)
def test_a_problem_is_found_at_its_place(code: str, findings: Callable[[str], Sequence[Problem]]) -> None:
    """The case has no other finding: one mistake gives one problem to act on. Its words are in `messages.txt`."""
    found = findings(code)
    assert tuple(f"{each.location} {each.code}" for each in found) == CASES[code].expected
    assert {f"{each.code}: {each.message}" for each in found} <= set(MESSAGES)


@pytest.mark.parametrize("code", CASES)
def test_a_message_never_repeats_protected_text(code: str, findings: Callable[[str], Sequence[Problem]]) -> None:
    messages = [each.message for each in findings(code)]
    assert not [message for message in messages if CANARY.casefold() in message.casefold()]


@pytest.mark.parametrize("code", CASES)
def test_a_message_says_what_to_do(code: str, findings: Callable[[str], Sequence[Problem]]) -> None:
    """What is wrong, a semicolon, what to write instead."""
    for each in findings(code):
        assert ";" in each.message


def test_every_message_is_shown(findings: Callable[[str], Sequence[Problem]]) -> None:
    """`messages.txt` has the messages of all cases, so that their wording is reviewed like a page's."""
    assert sorted({f"{each.code}: {each.message}" for code in CASES for each in findings(code)}) == MESSAGES


def test_every_code_has_a_case() -> None:
    assert set(CASES) == set(CODES)


def test_every_case_shows_its_own_code() -> None:
    assert [code for code, case in CASES.items() if not case.expected[0].endswith(code)] == []
