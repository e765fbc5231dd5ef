"""How the tests run for one mutant: a plugin that `tools/mutation.py` gives to pytest.

Tests that take least come first: most mutants are noticed by one of the quick ones, and then nothing else runs. mutmut
starts them in any order. It also collects them again for each mutant, which takes longer than most mutants live: here
each process that it forks runs what was collected before the fork.
"""

import json
import os
import resource
import sys
from collections.abc import Iterable, Mapping
from math import ceil
from pathlib import Path
from time import process_time

import pytest
from _pytest import tmpdir
from _pytest.runner import runtestprotocol

_STATISTICS = Path("mutmut-stats.json")
"""What mutmut has measured, in the folder where it runs the tests."""
_LEAST, _TIMES = 3, 2
"""Seconds, and what the tests took: so much of a processor's own time a mutant may use, however busy the machine is."""
COLLECTED: dict[str, pytest.Item] = {}
"""Test to what runs it, of the process from which those of the mutants are forked; the quickest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort tests by the time that they took, as far as it is known."""
    seconds = _seconds()
    items.sort(key=lambda item: seconds.get(item.nodeid, 0))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep what was collected, where nothing is run."""
    if session.config.option.collectonly:
        COLLECTED.update((item.nodeid, item) for item in session.items)


def pytest_runtest_setup() -> None:
    """Have code compute again what it keeps, while mutmut looks which functions each test reaches."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        for name, module in [*sys.modules.items()]:
            if name.startswith("caveat."):
                _forget(vars(module).values())


def _forget(values: Iterable[object]) -> None:
    for value in values:
        if isinstance(value, dict) and hasattr(type(value), "__missing__"):
            value.clear()
        elif hasattr(value, "cache_clear"):
            value.cache_clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> bool | None:
    """Take what is collected already, where nothing else is asked for."""
    asked = {*session.config.args}
    if session.config.option.collectonly or not COLLECTED.keys() >= asked:
        return None
    session.items = [item for name, item in COLLECTED.items() if name in asked]
    session.testscollected = len(session.items)
    return True


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run it up to the first test that fails."""
    if not session.items or session.items[0].session is session:
        return None
    _limit_time(session.items)
    _open_again(session.items[0].config)
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            session.testsfailed = 1
            break
    return True


def _open_again(config: pytest.Config) -> None:
    """Have the plugins ready that pytest closed when it had collected: temporary folders, captured output."""
    tmpdir.pytest_configure(config)
    config.pluginmanager.getplugin("capturemanager").start_global_capturing()


def _limit_time(items: list[pytest.Item]) -> None:
    """End this process where it takes far more than the tests did: a loop that a mutant made endless."""
    if seconds := _seconds():
        took = sum(seconds.get(item.nodeid, 0) for item in items)
        limit = ceil(process_time() + _LEAST + _TIMES * took)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))


def _seconds() -> Mapping[str, float]:
    """Test to the time that it took."""
    if not _STATISTICS.exists():
        return {}
    seconds: Mapping[str, float] = json.loads(_STATISTICS.read_text(encoding="utf-8"))["duration_by_test"]
    return seconds
