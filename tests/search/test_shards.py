"""The files of an index: their form, their size, and that the same pages give the same bytes."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.projection.staged import Document
from caveat.search.compile import Library
from caveat.search.index import FOLDER, digest, index
from caveat.search.lexicon import PART, in_order
from caveat.search.shards import FORMAT, Shards, data_of, script
from search.sample import AS_AT, LIBRARY, PAGES, WORDS, fresh, guidance

BLOCK = 6000
"""Numbers of a file of postings, where it has more than one term."""
CALL = re.compile(rb'caveatSearch\.add\("([a-z]+(?:-[0-9]+)?)",(.+)\);\n')


def many() -> Library:
    """Pages with more words of one first letter than a part of the lexicon has, and words that all of them have."""
    words = [f"q{number:05}x" for number in range(PART + 500)]
    bodies = [" ".join(words[start : start + 350]) for start in range(0, len(words), 350)]
    pages = [
        Document(f"p{number:03}.md", f"Page {number}", f"{body} common words\n") for number, body in enumerate(bodies)
    ]
    pages += [Document(f"r{number:04}.md", f"Page {number}", "Common words.\n") for number in range(3100)]
    return Library(tuple(pages), WORDS, AS_AT)


@cache
def large() -> Mapping[str, bytes]:
    return fresh(many())


def parts_of(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    shards = Shards(files)
    return [shards[f"words-{number}"] for number in range(sum(name.startswith("words-") for name in files))]  # type: ignore[misc]


def test_every_shard_is_one_call_with_its_name_and_json() -> None:
    for name, content in fresh(LIBRARY).items():
        found = CALL.fullmatch(content)
        assert found, name
        assert found[1].decode() == name
        assert json.loads(found[2]) == data_of(content)


def test_a_shard_for_each_page_and_one_of_each_kind_for_all() -> None:
    names = set(fresh(LIBRARY))
    assert {"index", "pages", "definitions"} <= names
    assert {name for name in names if name.startswith("page-")} == {f"page-{n}" for n in range(len(LIBRARY.documents))}
    parts = {name for name in names if name.startswith("words-")}
    blocks = {name for name in names if name.startswith("postings-")}
    assert parts == {f"words-{n}" for n in range(len(parts))}
    assert blocks == {f"postings-{n}" for n in range(len(blocks))}
    places = {name.replace("postings", "places") for name in blocks}
    assert names == {"index", "pages", "definitions"} | parts | blocks | places | {
        n for n in names if n.startswith("page-")
    }


def test_what_is_no_shard_is_an_error() -> None:
    for content in (b"", b"var a = 1;", b'{"a": 1}', b"caveatSearch.add("):
        with pytest.raises(ValueError):  # noqa: PT011 -- Which words it has is for nobody.
            data_of(content)


def test_a_shard_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        Shards({})["index"]


@given(st.text(), st.text())
def test_any_text_comes_back_from_a_shard(key: str, text: str) -> None:
    try:
        text.encode()
        key.encode()
    except UnicodeEncodeError:
        return
    assert data_of(script("page-0", {key: [text, 1, None]})) == {key: [text, 1, None]}


def test_no_line_of_a_script_ends_within_a_text() -> None:
    """U+2028 and U+2029 end a line in scripts older than ES2019."""
    page = Document("a.md", "A\u2028title", "Text\u2029with a \u0085 line.\n", summary="\u2028\u2029")
    content = b"".join(fresh(Library((page,))).values()).decode()
    assert not {"\u2028", "\u2029"} & set(content)
    assert "\\u2028" in content


def test_pages_are_in_the_order_of_their_addresses() -> None:
    shards = Shards(fresh(LIBRARY))
    urls = [shards[f"page-{number}"]["url"] for number in range(len(LIBRARY.documents))]  # type: ignore[index]
    assert urls == [each.uri.replace(".md", ".html") for each in sorted(PAGES, key=lambda each: each.uri)]


def test_a_result_shows_what_the_page_says_of_itself() -> None:
    number = next(n for n, each in enumerate(LIBRARY.documents) if each.uri == "defence.md")
    assert Shards(fresh(LIBRARY))[f"page-{number}"] == {
        "url": "defence.html",
        "title": "The statutory defence",
        "id": "MS-GDN-001",
        "kind": "Guidance",
        "status": "force",
        "dated": "Updated 18 March 2024",
        "marking": "OFFICIAL",
        "audience": "",
        "summary": "",
        "sections": [["", "", "A victim may have a defence under section 45(1) of the Modern Slavery Act 2015."]],
    }


def test_the_index_says_its_format_and_its_date() -> None:
    found: Any = Shards(fresh(LIBRARY))["index"]
    assert (found["format"], found["asAt"], found["pages"]) == (FORMAT, AS_AT, len(PAGES))


def test_definitions_are_those_of_the_edition() -> None:
    found: Any = Shards(fresh(LIBRARY))["definitions"]
    assert ["NRM", "National Referral Mechanism", "How victims are identified.", "glossary.html#nrm"] in found
    assert len(found) == len(WORDS.glossary)


# Sizes.


def test_parts_of_the_lexicon_are_bounded() -> None:
    sizes = [len(part["terms"].split("\n")) for part in parts_of(large())]
    assert max(sizes) <= PART
    assert PART in sizes


def test_a_part_says_the_same_of_each_of_its_terms() -> None:
    for part in parts_of(large()):
        terms = part["terms"].split("\n")
        assert len(terms) == len(part["rarity"]) == len(part["stems"])
        assert terms == sorted(terms, key=in_order)
        assert len({term[0] for term in terms}) == 1
        assert part["starts"] == sorted(set(part["starts"]))
        assert part["starts"][0] == 0
        assert min(part["rarity"]) > 0


def test_files_of_postings_are_bounded_unless_one_term_has_more() -> None:
    shards = Shards(large())
    blocks: list[Any] = [shards[name] for name in large() if name.startswith("postings-")]
    sizes = [sum(len(pages) + len(weights) for pages, weights in block) for block in blocks]
    assert all(size <= BLOCK or len(block) == 1 for size, block in zip(sizes, blocks, strict=True))
    assert max(sizes) > BLOCK
    # A term that fills a file is alone there; nearly all others share one.
    assert sum(len(block) == 1 for block in blocks) < len(blocks)


def test_every_term_has_its_row_of_postings_and_of_places() -> None:
    shards = Shards(large())
    for part in parts_of(large()):
        ends = [*part["starts"][1:], len(part["rarity"])]
        for number, (start, end) in enumerate(zip(part["starts"], ends, strict=True)):
            block: Any = shards[f"postings-{part['block'] + number}"]
            places: Any = shards[f"places-{part['block'] + number}"]
            assert len(block) == len(places) == end - start
            for (pages, weights), lists in zip(block, places, strict=True):
                assert len(pages) == len(weights) > 0
                assert lists == [] or len(lists) == len(pages)


def test_an_excerpt_is_taken_from_the_beginning_of_a_long_section() -> None:
    found: Any = Shards(fresh(Library((Document("a.md", "A", "word " * 5000),))))["page-0"]
    assert len(found["sections"][0][2]) == 500


def test_a_library_without_pages_has_an_index() -> None:
    assert set(fresh(Library(()))) == {"index", "pages", "definitions"}


# The same pages, the same bytes.


_DIGEST = "from search.sample import *; from caveat.search.index import digest; print(digest(fresh(LIBRARY)))"


def test_another_process_gives_the_same_bytes() -> None:
    """Sets and their order are another in each: this library has a short form with two meanings."""

    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed}
        return subprocess.run(
            [sys.executable, "-c", _DIGEST], env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert {run(seed) for seed in ("1", "2", "3", "4")} == {digest(fresh(LIBRARY))}


def test_the_last_indexes_are_not_made_again() -> None:
    assert index(LIBRARY) is index(replace(LIBRARY))


def test_the_folder_has_the_name_of_its_content() -> None:
    files = fresh(LIBRARY)
    assert digest(files) == digest(dict(reversed(files.items())))
    assert digest(files) != digest({**files, "page-0": files["page-1"]})
    assert digest(files) != digest({name.replace("page-0", "page-x"): content for name, content in files.items()})
    assert re.fullmatch("[0-9a-f]{16}", digest(files))
    assert FOLDER == "assets/search"


@given(st.text(alphabet="aé\u2028𝐬\ufffe\U0001f600 \n#*[]()|<>&'\"1,", max_size=60))
def test_no_text_breaks_a_shard(text: str) -> None:
    """Postings, places, cards: everything is read back, and every word of a page has a row."""
    page = guidance("a", text.strip() or "Title", text, summary=text, tags=(text,), id="X-1")
    for name, content in fresh(Library((page,), WORDS, AS_AT)).items():
        assert CALL.fullmatch(content), name
        data_of(content)
