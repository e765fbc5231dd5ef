"""The texts of a shard, for the scan: what a browser would find there."""

from caveat.projection.staged import Document
from caveat.search.index import shards
from caveat.search.text_of import texts_of
from caveat.search.tokens import tokens

DOCUMENTS = (
    Document(
        "a.md", "X-1", 'A "quoted" title', "Guidance", "Back\\slash", "farm", "force", "2024-01-31", "Zebra finch.\n"
    ),
    Document("b.md", "", "B", "", "", "", "", "", "Uzbek\u2028o\u2018zbek.\n"),
)


def test_a_shard_says_every_text_and_every_word() -> None:
    found = {text for data in shards(DOCUMENTS).values() for text in texts_of(data.decode())}
    for document in DOCUMENTS:
        assert {document.title, document.summary, document.id, document.date} - {""} <= found
        assert set(tokens(document.body)) <= found


def test_other_scripts_are_no_shards() -> None:
    for script in ("", "var a = 1;", 'call("caveatSearch.add(")'):
        assert texts_of(script) == ()


def test_a_damaged_shard_is_read_as_far_as_it_goes() -> None:
    assert texts_of('caveatSearch.add("documents",[{"title":"Zebra\\u00e9 finch","x":"\\uzz","y') == (
        "documents", "title", "Zebra\u00e9 finch", "x", "\\uzz",
    )  # fmt: skip
