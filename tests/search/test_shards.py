"""The files of an index: their form, their size, and that the same pages give the same bytes."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.projection.staged import Document
from caveat.search.compile import Library
from caveat.search.index import FOLDER, digest, index
from caveat.search.lexicon import PART, in_order, parts
from caveat.search.numbers import numbers_of
from caveat.search.shards import FORMAT, Shards, data_of, script
from search.sample import AS_AT, LIBRARY, PAGES, WORDS, fresh, guidance

BLOCK = 1500
"""Numbers of a file of postings, beside those of its most common term."""
PLACES = 12_000
"""Numbers of a file of places, where it has more than one page."""
CALL = re.compile(rb'caveatSearch\.add\("([a-z]+(?:-[0-9]+)*)",(.+)\);\n')


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
    places = {name for name in names if name.startswith("places-")}
    assert {name.rsplit("-", 1)[0] for name in places} == {name.replace("postings", "places") for name in blocks}
    cards = {name for name in names if name.startswith("page-")}
    assert names == {"index", "pages", "definitions"} | parts | blocks | places | cards


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
        "badges": [],
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
        assert part["starts"] == sorted(set(part["starts"]))
        assert part["starts"][0] == 0
        assert min(part["rarity"]) > 0


def test_the_parts_are_in_order_and_the_index_has_their_first_terms() -> None:
    found = [part["terms"].split("\n") for part in parts_of(large())]
    assert len(found) > 1
    assert [first for first, *_ in found] == Shards(large())["index"]["parts"]  # type: ignore[index]
    whole = [term for terms in found for term in terms]
    assert whole == sorted(whole, key=in_order)


@pytest.mark.parametrize("letters", [3, 4, 6])
def test_forms_of_a_word_stay_in_one_part(letters: int) -> None:
    """Wherever the limit falls: it is moved to where no form of a word is cut off from the others."""
    words = ["".join(each) for each in product("bdklmp", repeat=letters)][:2500]
    terms = sorted({f"{word}er{ending}" for word in words for ending in ("", "s", "ed", "ing")}, key=in_order)
    found = parts(terms)
    assert len(found) > 1 or len(terms) <= PART
    assert [term for part in found for term in part.terms] == terms
    assert all(PART // 2 <= len(part.terms) <= PART for part in found[:-1])
    for part in found:
        assert 0 not in part.stems
        assert all(count > 1 for count in Counter(part.stems).values())


def test_another_spelling_is_found_in_whatever_part_its_word_is() -> None:
    terms = sorted({"kerb", "tyre", *(f"d{number:04}x" for number in range(PART))}, key=in_order)
    found = parts(terms)
    spelled = [(typed, term, number) for number, part in enumerate(found) for typed, term in part.spellings.items()]
    assert spelled == [("curb", "kerb", 0), ("tire", "tyre", 1)]
    assert "kerb" in found[1].terms


def test_only_a_small_lexicon_is_loaded_whole() -> None:
    small, big = fresh(LIBRARY), fresh(words_of(40_000))
    for files, loaded in ((small, True), (large(), True), (big, False)):
        size = sum(len(content) for name, content in files.items() if name.startswith("words-"))
        assert (size <= 250_000) == loaded
        assert Shards(files)["index"]["ahead"] == (len(parts_of(files)) if loaded else 0)  # type: ignore[index]


def words_of(number: int) -> Library:
    body = " ".join(f"z{word:05}yx" for word in range(number))
    return Library((Document("a.md", "A", f"{body}\n"),), WORDS, AS_AT)


def test_files_of_postings_are_bounded_but_for_one_term() -> None:
    shards = Shards(large())
    blocks: list[Any] = [shards[name]["lists"] for name in large() if name.startswith("postings-")]  # type: ignore[index]
    terms = [[sum(len(numbers_of(text)) for text in each) for each in block] for block in blocks]
    assert all(sum(sizes) - max(sizes) <= BLOCK for sizes in terms)
    assert max(map(sum, terms)) > BLOCK
    # As few files as that allows: no two that follow each other could be one.
    pairs = [one + other for one, other in pairwise(terms)]
    assert sum(sum(sizes) - max(sizes) <= BLOCK for sizes in pairs) <= len(parts_of(large()))


def test_files_of_places_are_bounded_unless_one_page_has_more() -> None:
    often = Document("a.md", "Often", "common " * 20_000)
    pages = [Document(f"b{number:03}.md", "Page", "common words " * 100) for number in range(200)]
    files = fresh(Library((often, *pages), WORDS, AS_AT))
    sizes = {
        name: sum(len(numbers_of(text)) for text in data_of(content))  # type: ignore[attr-defined]
        for name, content in files.items()
        if name.startswith("places-")
    }
    assert [name for name, size in sizes.items() if size > PLACES] == [max(sizes, key=lambda name: sizes[name])]
    assert sum(size > PLACES // 2 for size in sizes.values()) > 2


def test_every_term_has_its_row_of_postings_and_of_places() -> None:
    shards = Shards(large())
    for part in parts_of(large()):
        ends = [*part["starts"][1:], len(part["rarity"])]
        for number, (start, end) in enumerate(zip(part["starts"], ends, strict=True)):
            name = f"{part['block'] + number}"
            block: Any = shards[f"postings-{name}"]
            places: list[Any] = [shards[f"places-{name}-{each}"] for each in range(len(block["places"]))]
            assert len(block["lists"]) == end - start
            assert {len(each) for each in places} == {end - start}
            for row, (steps, weights) in enumerate(block["lists"]):
                pages = numbers_of(steps)
                assert len(pages) == len(numbers_of(weights)) > 0
                counted = sum(counts(numbers_of(each[row])) for each in places)
                assert counted in (0, len(pages))


def counts(numbers: list[int]) -> int:
    """How many pages a list of places has."""
    found, place = 0, 0
    while place < len(numbers):
        found, place = found + 1, place + 1 + numbers[place]
    return found


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
