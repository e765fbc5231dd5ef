"""The texts of a shard, for the scan: what a browser would find there."""

from caveat.projection.staged import Document
from caveat.search.compile import Library
from caveat.search.index import index
from caveat.search.text_of import texts_of
from caveat.search.words import fold, words

DOCUMENTS = (
    Document(
        uri="a.md",
        title='A "quoted" title',
        body="Zebra finch.\n",
        id="X-FIN-001",
        kind="Guidance",
        summary="Back\\slash",
        status="force",
        dated="Updated 31 January 2024",
    ),
    Document("b.md", "B", "## Uzbek\u2028o\u2018zbek\n\nText.\n"),
)


def test_a_shard_says_every_text_and_every_word() -> None:
    found = {text for data in index(Library(DOCUMENTS)).values() for text in texts_of(data.decode())}
    for document in DOCUMENTS:
        assert {document.title, document.summary, document.id, document.dated} - {""} <= found
        assert set(words(fold(document.body))) <= found


def test_other_scripts_are_no_shards() -> None:
    for script in ("", "var a = 1;", 'call("caveatSearch.add(")'):
        assert texts_of(script) == ()


def test_a_damaged_shard_is_read_as_far_as_it_goes() -> None:
    assert texts_of('caveatSearch.add("documents",[{"title":"Zebra\\u00e9 finch","x":"\\uzz","y') == (
        "documents", "title", "Zebra\u00e9 finch", "x", "\\uzz",
    )  # fmt: skip
