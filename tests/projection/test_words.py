"""How text of a page is read: code, brackets, blocks, numbers, uses; and how it is worded."""

import pytest

from caveat.content.line import split_lines
from caveat.projection.address import href, page_address, relative, to_root
from caveat.projection.blocks import block_starts, kind_of, stands_alone
from caveat.projection.dialect import anchors
from caveat.projection.numbering import numbering_problems
from caveat.projection.scan import DEPTH, deep_brackets, scan
from caveat.projection.staged import StagedPage
from caveat.projection.uses import undefined_uses
from caveat.projection.wording import Label, Wording
from caveat.redaction.markers import Scheme, mark
from caveat.redaction.redact import redact

SCHEME = Scheme(frozenset({"law-enforcement", "partner"}), frozenset())


@pytest.mark.parametrize(
    ("start", "target", "expected"),
    [
        ("index.md", "a.md", "a.md"),
        ("a/b.md", "a/c.md", "c.md"),
        ("a/b/c.md", "a/d/e.md", "../d/e.md"),
        ("a/b/c.md", "d.md", "../../d.md"),
        ("a.md", "b/c.md", "b/c.md"),
        ("a/b.md", "a.md", "../a.md"),
        ("a/b/c.md", "a/b", "../b"),
        ("a/x/c.md", "b/x/c.md", "../../b/x/c.md"),
        ("a/b/c/d.md", "a/b/c/e.md", "e.md"),
        ("a/b/c/d.md", "a/b/e/f.md", "../e/f.md"),
    ],
)
def test_relative_address(start: str, target: str, expected: str) -> None:
    assert relative(start, target) == expected


def test_addresses_in_the_built_site() -> None:
    assert page_address("a/b.md") == "a/b.html"
    assert href("a/b.md", "c.md#d#e") == "../c.html#d#e"
    assert href("a/b.md", "c.md") == "../c.html"
    assert [to_root(uri) for uri in ("a.md", "a/b.md", "a/b/c.md")] == ["", "../", "../../"]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("a\nb", ["a", "b"]),
        ("a `b` c", ["a     c"]),
        ("``a ` b`` c `d", ["          c `d"]),
        (r"\`a` b", [r"\`a` b"]),
        ("```\na\n```\nb", [None, None, None, "b"]),
        ("~~~~ text\n~~~\n~~~~\nb", [None, None, None, "b"]),
        ("``` a ` b\nc", ["``` a ` b", "c"]),
        ("> - ```\n  `````  \nb", [None, None, "b"]),
        ("1. ~~~\n~~~ x\n~~~ ~`\nb", [None, None, None, "b"]),
        ("```\n~~~\na", [None, None, None]),
        ("```\n``` X\na", [None, None, None]),
    ],
)
def test_code_is_no_prose(text: str, prose: list[str | None]) -> None:
    """Column for column; None stands for a line of a fence."""
    found = list(scan(split_lines(text, "a.md")))
    assert [None if each.fenced else each.text for each in found] == prose
    assert [each.position for each in found] == list(range(len(prose)))
    assert all(not each.text for each in found if each.fenced)


def test_brackets_are_counted_within_a_paragraph() -> None:
    def places(text: str) -> list[tuple[int, int]]:
        return [(place.line, place.column) for place in deep_brackets(split_lines(text, "a.md"))]

    assert places("[" * DEPTH) == []
    assert places("[" * (DEPTH + 2)) == [(1, DEPTH + 1)]
    assert places("x[" * DEPTH + "\n[") == [(2, 1)]
    assert places("[" * DEPTH + "\n \n[") == []
    assert places("[\n\n" + "[" * DEPTH) == []
    assert places("]" * 9 + "[" * DEPTH + "][]]]][") == []
    assert places("[" * (DEPTH + 1) + "][") == [(1, DEPTH + 1), (1, DEPTH + 3)]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("a\nb\n\nc", [0, 3]),
        ("\n\na", [0, 2]),
        ("\n- a\n\nb", [0, 1, 3]),
        ("- a\n\n- b\n\nc\n\n1. d", [0, 4, 6]),
        ("a\n\n    b\n\nc", [0, 4]),
        ("a\n\n\tb\n\n: c\n\nd", [0, 6]),
        ("```\na\n\nb\n```\n\nc", [0, 6]),
        ("a\n\n```\n\nb\n\n```\n\nc", [0, 2, 8]),
        ("-\n\n-x\n\n* a\n\n12) b", [0, 2, 4]),
    ],
)
def test_where_blocks_seem_to_begin(text: str, starts: list[int]) -> None:
    assert block_starts(split_lines(text, "a.md")) == starts


def test_lines_that_words_around_them_would_undo() -> None:
    alone = ("- a", "* a", "+ a", "1. a", "2) a", "| a |", "> a", "## a", ": a", "   - a")
    assert [line for line in alone if not stands_alone(line)] == []
    assert [line for line in ("a", "-a", "1.a", "*a* b", "<b>") if stands_alone(line)] == []


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<ul><li>a</li></ul>", "list"),
        ("<ol>", "list"),
        ("<dl>", "list"),
        ("\n <table>", "table"),
        ("<pre>", "example"),
        ('<div class="highlight">', "example"),
        ('<div class="note">', "block"),
        ('<p class="highlight">a</p>', "paragraph"),
        ("<h2>a</h2>", "heading"),
        ("<hr>", "block"),
        ("<section>", "block"),
        ("", "block"),
    ],
)
def test_what_a_block_is_called(html: str, kind: str) -> None:
    assert kind_of(html) == kind


def test_what_a_label_says() -> None:
    wording = Wording({"tactics": "Tactics & methods"})
    label = Label('Police <b>"Heron"</b> only', "tactics")
    assert wording.lead(label) == [
        '<div class="restricted" role="group" aria-label="Police &lt;b&gt;&quot;Heron&quot;&lt;/b&gt; only" markdown="1">',
        '<p class="restricted__label"><b>Police &lt;b&gt;&quot;Heron&quot;&lt;/b&gt; only</b>'
        " <span>Reason: tactics &amp; methods</span></p>",
        "",
    ]
    simple = Label("Police only")
    assert wording.lead(simple)[1] == '<p class="restricted__label"><b>Police only</b></p>'
    assert "<span>Reason: other</span>" in wording.lead(Label("Police only", "other"))[1]
    assert wording.end(simple) == ["", '<p class="restricted__end">End of police only</p>', "</div>"]
    assert wording.opening(simple) == (
        '<span class="restricted-inline"><span class="restricted-inline__label">Police only:</span> '
    )
    assert wording.closing(simple) == '<span class="vh"> (end of police only)</span></span>'
    assert wording.note("list", "Police only") == (
        '<p class="restricted-note"><b>Part of this list is for police only</b></p>'
    )
    assert Label.read(label.carried()) == label
    assert Label.read(simple.carried()) == simple


@pytest.mark.parametrize(
    ("source", "columns"),
    [
        # Whole in the source, broken without the restriction.
        ("Step 1\n~Step 2\nStep 3", [(7, 6)]),
        ("- **Step 1** a\n~- Step 2\n- **Step 3** b", [(7, 10)]),
        ("Step 1\nSTEP 2\n~Step 3\nStep 4\nStep 5", [(8, 6)]),
        ("## 1. A\n~## 2. B\n## 3. C", [(7, 1)]),
        ("(a) A\n~(b) B\n(c) C", [(7, 1)]),
        ("(1) A\n~(2) B\n(3) C", [(7, 1)]),
        ("1) A\n~2) B\n3) C", []),
        ("Part 1 of 3\n~Part 2 of 3\nPart 3 of 3", [(1, 6), (7, 6)]),
        ("See 1 of 2.\n~See 2 of 2.", [(1, 5)]),
        # Counts may begin anew, and headings of another level count apart.
        ("Step 1\nStep 2\n~Step 3\nStep 1\nStep 2", []),
        ("## Step 1\n### Step 1\n~### Step 2\n## Step 2", []),
        ("Step 1\nPhase 1\n~Phase 2\nStep 2", []),
        ("## 1. A\n~(a) B\n## 2. C", []),
        # Never whole: the author's own gap tells nothing.
        ("Step 1\n~Step 3\nStep 4", []),
        ("Part 1 of 3\n~Part 2 of 3", []),
        ("Step 2\n~Step 3\nStep 4", []),
        # No counts.
        ("1. A\n~2. B\n3. C", []),
        ("Section 1.5\n~Section 2.5\nSection 3,5", []),
        ("In 2019\n~In 2020\nIn 2021", []),
        ("## 1A\n~## 2A\n## 3A", []),
    ],
)
def test_numbers_by_hand(source: str, columns: list[tuple[int, int]]) -> None:
    """`~` stands before a line that partners lack."""
    text = "\n".join(
        f"\n::: restricted to law-enforcement\n{line[1:]}\n::: end restricted\n" if line.startswith("~") else line
        for line in source.split("\n")
    )
    marking = mark(split_lines(text, "a.md"), SCHEME)
    assert marking.problems == ()
    body = marking.body
    found = list(numbering_problems(redact(body, "partner"), body.lines))
    assert sorted((each.location.line, each.location.column) for each in found) == columns
    assert list(numbering_problems(redact(body, "law-enforcement"), body.lines)) == []


@pytest.mark.parametrize(
    ("visible", "lost", "found"),
    [
        ("A[^1] b[^2].", "[^1]: x\n[^2]: y", ["1:2 footnote", "1:8 footnote"]),
        ("A[^1].\n\n[^1]: here", "[^2]: y", []),
        ("A `[^1]`.\n```\n[^1]\n```", "[^1]: x", []),
        ("[^1]: text[^2]", "[^2]: y", ["1:11 footnote"]),
        ("See [a][r], [ R  s ][] and [r s].", "[r]: /x\n  [r  S]: /y", ["1:5 reference", "1:13 reference", "1:28 reference"]),
        ("See [a][nowhere] and [word].", "[r]: /x", ["1:5 reference"]),
        ("See [a][r].\n\n[R]: /x", "[other]: /y", []),
        ("See [r](/x), [r]: and [[r]].", "[r]: /x", ["1:24 reference"]),
        ("- [x] done", "[y]: /x", []),
        ("The OIC, an OICs and OIC's.", "*[OIC]: Officer", ["1:5 abbreviation", "1:22 abbreviation"]),
        ("The OIC.\n\n*[OIC]: Officer", "*[NRM]: x", []),
        ("*[SIO]: OIC\nThe CSM `OIC`.", "*[OIC]: a\n*[CSM]: b", ["2:5 abbreviation"]),
        ("The C.S.", "*[C.S]: x", ["1:5 abbreviation"]),
        ("The CxS.", "*[C.S]: x", []),
        ("See [a][nowhere].", "", ["1:5 reference"]),
        ("A[^nowhere].", "", ["1:2 footnote"]),
        ("Nothing.", "", []),
    ],
)  # fmt: skip
def test_uses_without_a_definition(visible: str, lost: str, found: list[str]) -> None:
    source = split_lines(f"{visible}\n\n{lost}", "a.md")
    problems = list(undefined_uses(source, split_lines(visible, "a.md")))
    places = [f"{each.location.line}:{each.location.column} {each.code}" for each in problems]
    assert places == [f"{each}-not-in-edition" for each in found]
    for each in problems:
        kind = each.code.removesuffix("-not-in-edition")
        advice = "restrict the use too, or define it in unrestricted text"
        assert each.message == f"this edition has no definition of the {kind}; {advice}"
    assert list(undefined_uses(source, source)) == [] or "nowhere" in visible


def test_a_page_as_an_engine_is_given_it() -> None:
    """Front matter as JSON, which is YAML too, so that no word of it can mean anything else."""
    page = StagedPage("a.md", 'Ünlicht: "x"', "What it says.", {"kind": "page"}, "Text.\n")
    assert page.source().decode() == (
        '---\n{\n "title": "Ünlicht: \\"x\\"",\n "description": "What it says.",\n "caveat": {\n  "kind": "page"\n }\n}\n'
        "---\nText.\n"
    )
    assert StagedPage("a.md", "A", "", {}, "").source() == b'---\n{\n "title": "A",\n "caveat": {}\n}\n---\n'


def test_anchors_of_a_page() -> None:
    text = '## Powers\n\n## Powers\n\n<span class="x" id="there">x</span>\n\n### Own {#mine}\n'
    assert {"powers", "powers_1", "there", "mine"} <= anchors(text)
