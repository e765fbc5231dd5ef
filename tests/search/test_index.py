"""The index of a projection: among its files, and whole even where a page cannot be converted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from caveat.projection.limit import PageTooSlow
from caveat.projection.project import project
from caveat.projection.staged import Projection
from caveat.search.index import digest, index, indexed, library_of
from caveat.search.rank import Ranker
from caveat.search.shards import Shards
from projection.corpora import page, product, read
from search.sample import fresh, guidance, names
from search.test_rank import library

FILES = {
    "docs/a.md": product("A heron.\n", identifier="A-1"),
    "docs/b.md": page("A stork.\n", title="Birds"),
}


@pytest.fixture
def projection(tmp_path: Path) -> Projection:
    return project(read(tmp_path, FILES), "partner")


def test_a_projection_has_its_shards_among_its_files(projection: Projection) -> None:
    found = indexed(projection)
    shards = fresh(library_of(projection))
    root = f"assets/search/{digest(shards)}/"
    assert found.extra == {**projection.extra, "search": root}
    assert found.files == {**projection.files, **{f"{root}{name}.js": content for name, content in shards.items()}}
    assert replace(found, extra=projection.extra, files=projection.files) == projection


def test_the_date_of_an_index_is_that_of_its_edition(projection: Projection) -> None:
    """The latest change that the edition has."""
    assert library_of(projection).as_at == "2024-01-31"


def test_one_word_of_one_page_is_another_folder(projection: Projection, tmp_path: Path) -> None:
    other = project(read(tmp_path / "other", {**FILES, "docs/b.md": page("A crane.\n", title="Birds")}), "partner")
    assert indexed(other).extra["search"] != indexed(projection).extra["search"]


@contextmanager
def too_slow() -> Iterator[None]:
    raise PageTooSlow
    yield


def test_a_page_that_cannot_be_converted_is_found_by_its_title() -> None:
    """The engine meets the page too, and says what is wrong with it."""
    of = library(guidance("a", "Grey heron", "A page that takes too long, about storks.\n"))
    reader = Ranker(Shards(index(of, limit=too_slow)))
    assert names(reader.find("heron").ranking, of) == ["a"]
    assert reader.find("storks").ranking == ()
