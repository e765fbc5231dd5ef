"""SVG: what is refused, what a clean copy leaves out, and when there can be none."""

import pytest
from lxml import etree

from content.files.inspecting import CANARY, Hiding, clean_or_codes, codes, messages

HIDDEN = CANARY.encode()
WORDS = '<text x="10" y="20" font-size="10">Call first</text>'
SECRET = f'<text x="10" y="40" font-size="10">{CANARY}</text>'


def svg(body: str, attributes: str = "", before: str = "") -> bytes:
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60"{attributes}>\n{body}\n</svg>\n'
    ).encode()


XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
INKSCAPE = ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
GOOD = {
    "words": svg(WORDS),
    "shapes": svg(
        '<g fill="none" stroke="#333" stroke-width="2"><rect x="1" y="1" width="30" height="9" rx="2"/><circle cx="5" cy="5"'
        ' r="4"/><path d="M0 0c1 1 2 2 3 3s1 1 2 2q1 1 2 2t1 1a3 2 10 0 1 5 5h3v3l1-1z"/><polyline points="0,0 3,4 5,6"/></g>'
    ),
    "gradient": svg(
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<rect width="9" height="9" fill="url(#a)"/>'
    ),
    "arrow": svg(
        '<defs><marker id="m" orient="auto"><path d="M0 0L9 4L0 8z"/></marker></defs>'
        '<path d="M0 50H90" stroke="black" marker-end="url(#m)"/>'
    ),
    "drawn again": svg(
        f'<defs><rect id="r" width="9" height="9"/></defs><use xlink:href="#r" x="60" y="9"/>{WORDS}', XLINK
    ),
    "style sheet": svg(
        '<style>.a{fill:#c00;stroke:none} text{font-weight:bold}</style><circle class="a" r="4"/>' + WORDS
    ),
    "title": svg("<title>When to call</title>" + WORDS),
    "words on a box": svg(
        '<rect width="90" height="30" fill="#123"/><text x="10" y="20" font-size="10" fill="#fff">Go</text>'
    ),
    "words beside a box": svg(WORDS + '<rect y="30" width="90" height="30"/>'),
    "words in a frame": svg(WORDS + '<rect width="90" height="30" fill="none" stroke="black"/>'),
    "words under a nearly clear box": svg(WORDS + '<rect width="90" height="30" fill="red" fill-opacity="0.1"/>'),
    "lines of words": svg(
        '<text x="10" font-size="9"><tspan x="10" y="20">One</tspan><tspan x="10" dy="12">Two</tspan></text>'
    ),
    "turned": svg(f'<g transform="rotate(90 20 20)">{WORDS}</g>'),
    "declared": svg(WORDS, before='<?xml version="1.0" encoding="UTF-8"?>\n'),
}
CLEANED = [
    Hiding("comment", svg(f"<!-- {CANARY} -->{WORDS}"), ("attachment-metadata",)),
    Hiding("comment before", svg(WORDS, before=f"<!-- {CANARY} -->"), ("attachment-metadata",)),
    Hiding("instruction", svg(f"<?note {CANARY}?>{WORDS}"), ("attachment-metadata",)),
    Hiding("metadata", svg(f"<metadata>{CANARY}</metadata>{WORDS}"), ("attachment-metadata",)),
    Hiding("description", svg(f"<desc>{CANARY}</desc>{WORDS}"), ("attachment-metadata",)),
    Hiding(
        "element of a program",
        svg(f'<inkscape:view note="{CANARY}"/>{WORDS}', INKSCAPE),
        ("attachment-metadata", "attachment-element"),
    ),
    Hiding("value of a program", svg(f'<g inkscape:label="{CANARY}">{WORDS}</g>', INKSCAPE), ("attachment-metadata",)),
    Hiding("name that nothing uses", svg(f'<g id="{CANARY}">{WORDS}</g>'), ("attachment-metadata",)),
    Hiding("class without a style sheet", svg(f'<g class="{CANARY}">{WORDS}</g>'), ("attachment-metadata",)),
    Hiding(
        "words between shapes", svg(f"<g>{CANARY}<rect width='1' height='1'/></g>{WORDS}"), ("attachment-metadata",)
    ),
    Hiding("data attribute", svg(f'<g data-note="{CANARY}">{WORDS}</g>'), ("attachment-element",)),
    Hiding("script", svg(f"<script>var a='{CANARY}'</script>{WORDS}"), ("attachment-script",)),
    Hiding("event", svg(f'<g onclick="{CANARY}()">{WORDS}</g>'), ("attachment-script",)),
    Hiding("link", svg(f'<a href="https://x.example/{CANARY}">{WORDS}</a>'), ("attachment-external",)),
    Hiding(
        "link that runs",
        svg(f'<a href="javascript:{CANARY}()">{WORDS}</a>'),
        ("attachment-script", "attachment-external"),
    ),
    Hiding(
        "drawing from elsewhere",
        svg(f'<use href="https://x.example/{CANARY}.svg#a"/>{WORDS}'),
        ("attachment-external",),
    ),
    Hiding(
        "colour from elsewhere", svg(f'<g fill="url(https://x.example/{CANARY})">{WORDS}</g>'), ("attachment-external",)
    ),
    Hiding(
        "style from elsewhere", svg(f'<g style="fill:url(//x.example/{CANARY})">{WORDS}</g>'), ("attachment-external",)
    ),
    Hiding(
        "movement",
        svg(f'<rect width="1" height="1"><set attributeName="{CANARY}" to="3"/></rect>{WORDS}'),
        ("attachment-animation", "attachment-element"),
    ),
    Hiding(
        "document type",
        svg(WORDS, before=f'<!DOCTYPE svg PUBLIC "{CANARY}" "https://x.example/svg.dtd">'),
        ("attachment-external",),
    ),
    Hiding("not displayed", svg(f'<g display="none">{SECRET}</g>{WORDS}'), ("attachment-hidden-text",)),
    Hiding(
        "not displayed, by style", svg(f'<g style="display: none">{SECRET}</g>{WORDS}'), ("attachment-hidden-text",)
    ),
    Hiding("not visible", svg(f'<g visibility="hidden">{SECRET}</g>{WORDS}'), ("attachment-hidden-text",)),
    Hiding("clear", svg(f'<g opacity="0.0">{SECRET}</g>{WORDS}'), ("attachment-hidden-text",)),
    Hiding("property of a program", svg(f'<g style="-note:{CANARY};fill:#222">{WORDS}</g>'), ("attachment-element",)),
    Hiding(
        "class that no rule is for",
        svg(f'<style>.a{{fill:red}}</style><g class="a {CANARY}">{WORDS}</g>'),
        ("attachment-metadata",),
    ),
    Hiding("no size", svg(SECRET.replace('font-size="10"', 'font-size="0"') + WORDS), ("attachment-hidden-text",)),
]
KEPT = [
    Hiding(
        "picture inside",
        svg(f'<image href="data:image/png;base64,{CANARY}"/>'),
        ("attachment-embedded-file", "attachment-external"),
        ("attachment-embedded-file",),
    ),
    Hiding(
        "picture from elsewhere",
        svg(f'<image href="https://x.example/{CANARY}.png"/>'),
        ("attachment-embedded-file", "attachment-external"),
        ("attachment-embedded-file",),
    ),
    Hiding(
        "page inside",
        svg(f"<foreignObject><p>{CANARY}</p></foreignObject>"),
        ("attachment-script", "attachment-element"),
        ("attachment-script",),
    ),
    Hiding("unknown element", svg(f"<switch>{SECRET}</switch>"), ("attachment-element",), ("attachment-element",)),
    Hiding("drawing inside", svg(f'<svg x="9">{SECRET}</svg>'), ("attachment-element",), ("attachment-element",)),
    Hiding(
        "style sheet from elsewhere",
        svg(f"<style>@import '{CANARY}.css';</style>"),
        ("attachment-external", "attachment-element"),
        ("attachment-external",),
    ),
    Hiding(
        "font from elsewhere",
        svg(f"<style>@font-face{{src:url({CANARY})}}</style>"),
        ("attachment-external", "attachment-element"),
        ("attachment-external",),
    ),
    Hiding(
        "comment in a style sheet",
        svg(f"<style>/* {CANARY} */</style>{WORDS}"),
        ("attachment-external", "attachment-element"),
        ("attachment-external",),
    ),
    Hiding(
        "escape in a style sheet",
        svg(f"<style>text{{fill:\\75rl({CANARY})}}</style>"),
        ("attachment-external",),
        ("attachment-external",),
    ),
    Hiding(
        "rule for more than a class",
        svg(f"<style>g &gt; text{{fill:#fff}}</style><g>{SECRET}</g>"),
        ("attachment-element",),
        ("attachment-element",),
    ),
    Hiding(
        "hidden by a style sheet",
        svg(f'<style>.a{{display:none}}</style><g class="a">{SECRET}</g>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "white by a style sheet",
        svg(f'<style>.a{{fill:#fff}}</style><g class="a">{SECRET}</g>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "covered by a box",
        svg(SECRET + '<rect x="5" y="30" width="60" height="15"/>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "partly covered",
        svg(SECRET + '<rect x="5" y="30" width="20" height="15"/>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "covered by a circle",
        svg(SECRET + '<circle cx="30" cy="38" r="20" fill="teal"/>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "covered by a path",
        svg(SECRET + '<path d="m5 30h60v15h-60z"/>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "covered by a path of arcs",
        svg(SECRET + '<path d="M5 37a25 9 0 0150 0 25 9 0 01-50 0z"/>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "covered by a thick line",
        svg(SECRET + '<path d="M5 37H60" stroke="black" stroke-width="12"/>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "covered, moved there",
        svg(SECRET + '<g transform="translate(5 30) scale(2)"><rect width="30" height="8"/></g>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "covered by a drawing used again",
        svg(f'<defs><rect id="r" width="60" height="15"/></defs>{SECRET}<use href="#r" x="5" y="30"/>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "white on white",
        svg(SECRET.replace("<text", '<text fill="#fefefe"')),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "dark on dark",
        svg('<rect width="100" height="60" fill="#111"/>' + SECRET),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding("no colour", svg(f'<g fill="none">{SECRET}</g>'), ("attachment-hidden-text",), ("attachment-hidden-text",)),
    Hiding(
        "clear colour",
        svg(f'<g fill-opacity="0">{SECRET}</g>'),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "outside", svg(SECRET.replace('y="40"', 'y="140"')), ("attachment-hidden-text",), ("attachment-hidden-text",)
    ),
    Hiding(
        "outside of a clip",
        svg(
            f'<defs><clipPath id="c"><rect width="9" height="9"/></clipPath></defs><g clip-path="url(#c)">{SECRET}</g>'
        ),
        ("attachment-hidden-text",),
        ("attachment-hidden-text",),
    ),
    Hiding(
        "waiting to be used", svg(f"<defs>{SECRET}</defs>"), ("attachment-hidden-text",), ("attachment-hidden-text",)
    ),
]
BROKEN = {
    "cut short": (svg(WORDS)[:-9], "attachment-damaged"),
    "another format": (b"<html><p>Text</p></html>", "attachment-damaged"),
    "another encoding": (svg(WORDS, before='<?xml version="1.0" encoding="latin-1"?>\n'), "attachment-damaged"),
    "not UTF-8": (svg(WORDS).replace(b"first", b"\xff"), "attachment-damaged"),
    "entities": (svg("&a;", before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "attachment-too-complex"),
    "entities from elsewhere": (
        svg("&a;", before='<!DOCTYPE svg SYSTEM "x" [<!ENTITY a SYSTEM "/etc/passwd">]>'),
        "attachment-too-complex",
    ),
    "nested without end": (svg("<g>" * 400 + "</g>" * 400), "attachment-damaged"),
    "too large": (svg("<g/>" * 1_300_000), "attachment-too-complex"),
    "too many elements": (svg("<g/>" * 50_001), "attachment-too-complex"),
    "drawn again without end": (
        svg("".join(f'<g id="n{n}"><use href="#n{n + 1}"/><use href="#n{n + 1}"/></g>' for n in range(60))),
        "attachment-too-complex",
    ),
    "long attribute": (svg(f'<g transform="{"a(" * 20_000}"/>'), "attachment-too-complex"),
    "long style sheet": (svg(f"<style>{'url(#' * 5_000}</style>"), "attachment-too-complex"),
    "drawn again by itself": (svg('<g id="a"><use href="#a"/></g>'), "attachment-too-complex"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_plain_drawing_passes_and_stays_as_it_is(name: str) -> None:
    assert codes("a.svg", GOOD[name]) == set()
    cleaned = clean_or_codes("a.svg", GOOD[name])
    assert isinstance(cleaned, bytes)
    assert etree.canonicalize(cleaned.decode()) == etree.canonicalize(GOOD[name].decode())


@pytest.mark.parametrize("case", CLEANED, ids=str)
def test_what_hides_something_is_refused_and_cleaned(case: Hiding) -> None:
    assert codes("a.svg", case.data) == set(case.codes)
    assert CANARY not in messages("a.svg", case.data)
    cleaned = clean_or_codes("a.svg", case.data)
    assert isinstance(cleaned, bytes)
    assert codes("a.svg", cleaned) == set()
    assert HIDDEN not in cleaned
    assert b">Call first</text>" in cleaned, "what is to be seen stays"
    assert clean_or_codes("a.svg", case.data) == cleaned, "the same bytes for the same bytes"


@pytest.mark.parametrize("case", KEPT, ids=str)
def test_what_cannot_be_taken_out_safely_is_refused_by_both(case: Hiding) -> None:
    assert codes("a.svg", case.data) == set(case.codes)
    assert CANARY not in messages("a.svg", case.data)
    assert clean_or_codes("a.svg", case.data) == set(case.stays)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_or_endless_drawing_is_an_error(name: str) -> None:
    data, code = BROKEN[name]
    assert code in codes("a.svg", data)
    assert code in clean_or_codes("a.svg", data)


@pytest.mark.parametrize("text", ["a\u200bb", "a\u202eb", "Si\u0061\u0302n"])
def test_characters_that_nobody_sees_are_refused_and_cleaned(text: str) -> None:
    data = svg(WORDS.replace("first", text))
    assert codes("a.svg", data) <= {"format-character", "not-nfc"}
    assert codes("a.svg", data)
    cleaned = clean_or_codes("a.svg", data)
    assert isinstance(cleaned, bytes)
    assert codes("a.svg", cleaned) == set()


def test_long_paths_take_no_longer_than_they_are_long() -> None:
    """What a search with many ways to match would never end with."""
    for path in ("M0 0A" + "5" * 400_000, "M0 0" + "L1 1" * 100_000, "M0 0A" + "1 1 0 01 1 1" * 30_000):
        assert codes("a.svg", svg(f'<path d="{path}"/>')) == set()


def test_the_same_words_in_view_pass() -> None:
    """The positive control of everything hidden: it is not the words that are refused."""
    assert codes("a.svg", svg(SECRET + WORDS)) == set()
