"""Reports as files: `cases/<name>/before` and `now` hold a project, `report.*` what a reviewer is given.

After a change that is meant: CAVEAT_WRITE_REPORTS=1 writes them anew; read the difference before you commit it.
"""

import json
import os
import re
from pathlib import Path

import pytest
from lxml import html

from caveat.content.findings import Findings
from caveat.content.read import read_project
from caveat.projection.dialect import convert
from caveat.reviewing import report
from caveat.reviewing.approvals import read_approvals
from caveat.reviewing.markdown import as_markdown
from caveat.reviewing.review import Review
from caveat_cli.review import FORMATS
from reviewing.reviewed import part, review_of

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
NAMES = {"markdown": "report.md", "json": "report.json", "html": "report.html"}


def review(case: Path) -> Review:
    before, now = (read_project(case / name).corpus for name in ("before", "now"))
    assert before is not None
    assert now is not None
    findings = Findings()
    approvals = read_approvals(case / "now", frozenset(now.configuration.editions), findings)
    assert not findings.problems
    return review_of(before, now, approvals)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_report_reads_like_this(case: Path, form: str) -> None:
    place, found = case / NAMES[form], FORMATS[form](review(case))
    if "CAVEAT_WRITE_REPORTS" in os.environ:
        place.write_text(found, encoding="utf-8")
    assert found == place.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_says_first_whom_it_is_for(case: Path, form: str) -> None:
    """Before anything that may not be seen by all, in the same words in every form."""
    found = (case / NAMES[form]).read_text(encoding="utf-8")
    quoted = [found.index(name) for name in re.findall(r"\b(?:guidance|docs)/[\w/.-]+", found)[:1]]
    assert all(found.index(report.NOTICE) < place for place in quoted)
    assert report.NOTICE in found.partition("</style>")[2 if form == "html" else 0][:300]


HOSTILE = Path(__file__).parent / "cases" / "markup-in-the-text"


def test_no_word_of_an_editor_is_markup_in_the_comment() -> None:
    """The comment as GitHub would make it of the Markdown: code holds every word, and the folds close where they should."""
    text = as_markdown(review(HOSTILE))
    outside, fence = [], ""
    for line in text.splitlines():
        opening = re.match(r"`{3,}", line)
        if not fence and opening:
            fence = opening[0]
        elif fence and line == fence:
            fence = ""
        elif not fence:
            outside.append(re.sub(r"<code>.*?</code>", "", re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", line)))
    assert not fence
    left = "\n".join(outside)
    for word in ("@everybody", "#1234", "<script", "</details>\n</details>", "Zugvogel"):
        assert word not in left
    assert left.count("<details") == left.count("</details>")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_page_runs_nothing_and_fetches_nothing(case: Path) -> None:
    page = html.document_fromstring((case / "report.html").read_text(encoding="utf-8"))
    elements = [each for each in page.iter() if isinstance(each.tag, str)]
    assert not {each.tag for each in elements} & {"script", "img", "link", "iframe", "object", "form", "a"}
    names = {name for each in elements for name in each.attrib}
    assert names <= {"class", "lang", "charset", "name", "content", "http-equiv"}
    assert page.get("lang") == "en"
    assert page.xpath("//title/text()") == [report.TITLE]


def test_what_was_inserted_is_told_to_the_ear() -> None:
    """Not by colour or line alone."""
    page = html.document_fromstring((HOSTILE / "report.html").read_text(encoding="utf-8"))
    assert page.xpath("//ins")
    assert all(each.xpath("span[@class='vh']") for each in page.xpath("//ins | //del"))


def test_the_entries_to_copy_are_yaml_that_waits_for_an_approver() -> None:
    """Copied as they are they are refused, and each empty value is told of; filled in they are approvals."""
    found = review(HOSTILE)
    text = report.entries(found)
    assert text.count('by: ""') == len(found.missing) > 0
    data = json.loads(FORMATS["json"](found))
    assert data["approvals"] == text
    assert data["missing"] == len(found.missing)


def test_markdown_is_the_converter_s_too() -> None:
    """A report that is opened as a page of any Markdown reader has its code as code."""
    assert "<script>" not in convert(as_markdown(review(HOSTILE)))


def test_every_gain_of_the_partner_is_in_every_form() -> None:
    for case in CASES:
        for gain in part(review(case), "partner").gains:
            for name in NAMES.values():
                assert gain.change.sha256 in (case / name).read_text(encoding="utf-8")
