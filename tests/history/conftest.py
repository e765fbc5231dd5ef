"""The library with five releases, made once: reading it takes longer than asking it."""

from pathlib import Path

import pytest

from history import story
from history.told import Told, read


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project on the disk, in a git repository."""
    return story.told(tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="session")
def told(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The project as the library reads it."""
    return read(library, tmp_path_factory.mktemp("work"))
