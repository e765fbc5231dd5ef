"""What an author writes, and the HTML that a page gets."""

import markdown
import pytest

from caveat.projection.dialect import EXTENSIONS

WIDE = "| A | B | C | D | E |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |\n"


def html(text: str) -> str:
    converter = markdown.Markdown(
        extensions=[*EXTENSIONS, "caveat_site.html"],
        extension_configs={name: dict(settings) for name, settings in EXTENSIONS.items()},
    )
    return converter.convert(text).replace("\n", "")


def test_a_table_of_two_to_four_columns_is_stacked() -> None:
    assert html("| Who | When |\n|---|---|\n| Officer | now |\n") == (
        '<table class="stack"><thead><tr><th scope="col">Who</th><th scope="col">When</th></tr></thead>'
        '<tbody><tr><th scope="row">Officer</th><td data-label="When">now</td></tr></tbody></table>'
    )


def test_a_wider_table_scrolls_sideways() -> None:
    found = html(f"{WIDE}\nText.\n")
    assert found.startswith(
        '<div aria-label="Table: A, B, C, D, E" class="scroll" role="group" tabindex="0"><table><thead><tr>'
        '<th scope="col">A</th>'
    )
    assert found.endswith("</table></div><p>Text.</p>")
    assert "data-label" not in found


def test_a_table_of_one_column_stays_plain() -> None:
    assert html("| A |\n|---|\n| 1 |\n").startswith('<table><thead><tr><th scope="col">A</th></tr></thead>')


def test_alignment_is_a_class() -> None:
    found = html("| A | B | C | D |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n")
    assert '<th class="align-left" scope="col">B</th>' in found
    assert '<td class="align-center" data-label="C">3</td>' in found
    assert '<td class="align-right" data-label="D">4</td>' in found
    assert "style" not in found


def test_alignment_joins_a_class_of_the_cell() -> None:
    assert '<td class="key align-right" data-label="B">2</td>' in html("| A | B |\n|---|--:|\n| 1 | 2 {.key} |\n")


def test_the_label_of_a_cell_is_what_its_heading_says() -> None:
    """Markup, code, entities, abbreviations and HTML of the heading come out as words."""
    text = "| A | *The* `code` &amp; <b>NRM</b> \\* |\n|---|---|\n| 1 | 2 |\n\n*[NRM]: National Referral Mechanism\n"
    assert 'data-label="The code &amp; NRM *"' in html(text)


def test_an_empty_heading_is_a_cell() -> None:
    found = html("|  | B |\n|---|---|\n| 1 | 2 |\n| | 3 |\n")
    assert "<thead><tr><td></td>" in found
    assert "<tr><td></td><td" in found, "an empty first cell heads no row"
    assert '<th scope="row">1</th>' in found


@pytest.mark.parametrize(
    "text",
    [
        "<table markdown='1' class='figures'>\n<tr><td>1</td></tr>\n</table>\n",
        "<div class='scroll' markdown='1'>\n\n" + WIDE + "\n</div>\n",
    ],
)
def test_a_table_with_a_form_of_its_own_keeps_it(text: str) -> None:
    found = html(text)
    assert "stack" not in found
    assert found.count("scroll") == text.count("scroll")


@pytest.mark.parametrize(
    "text",
    [
        "1. One\n2. Two\n{: .steps }\n",
        "1. One\n\n2. Two\n{: .steps }\n",
        "1. One\n{: .steps }\n2. Two\n",
        "1. One\n\n    More.\n\n2. Two\n\n    More.\n    {: .steps }\n",
        "1. One\n    - a\n    - b\n2. Two\n{: .steps }\n",
    ],
)
def test_steps_are_a_class_of_the_list(text: str) -> None:
    found = html(text)
    assert found.startswith('<ol class="steps">')
    assert found.count("steps") == 1


def test_steps_keep_other_classes_and_other_lists() -> None:
    found = html("1. One\n2. Two\n{: .steps .last }\n\nText.\n\n- a\n- b\n{: .steps }\n")
    assert '<ol class="steps">' in found
    assert 'class="last"' in found
    assert found.count('class="steps"') == 2, "a list without numbers has no steps to move the class to"


def test_a_box_says_whether_it_is_ticked() -> None:
    found = html("- [ ] Asked\n- [x] Written\n")
    assert '<input type="checkbox" disabled aria-label="To do"> Asked' in found
    assert '<input type="checkbox" disabled checked aria-label="Done"> Written' in found


def test_headings_keep_their_ids() -> None:
    assert (
        html("## First steps\n\n## Named {#mine}\n") == '<h2 id="first-steps">First steps</h2><h2 id="mine">Named</h2>'
    )


def test_a_table_in_a_list_in_a_box_is_found() -> None:
    found = html('!!! note "N"\n    - Item\n\n        | A | B |\n        |---|---|\n        | 1 | 2 |\n')
    assert '<table class="stack">' in found
