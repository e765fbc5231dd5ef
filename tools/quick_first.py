"""Tests of files that take least come first: `tools/mutation.py` gives this to pytest as its `conftest.py`.

Most mutants are noticed by one of the quick ones, and then nothing else runs. mutmut starts tests in any order.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

_STATISTICS = Path(__file__).with_name("mutmut-stats.json")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort files by the time that their tests took, where mutmut has measured it; a file stays together."""
    if not _STATISTICS.exists():
        return
    seconds = json.loads(_STATISTICS.read_text(encoding="utf-8"))["duration_by_test"]
    took: Counter[Path] = Counter()
    for item in items:
        took[item.path] += seconds.get(item.nodeid, 0)
    items.sort(key=lambda item: took[item.path])
