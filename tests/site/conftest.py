"""What several tests of sites look at."""

import pytest

from history.built import Built, shared


@pytest.fixture(scope="session")
def built_library(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The library with five releases, built before and after a recall."""
    return shared(tmp_path_factory)
