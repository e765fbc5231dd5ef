"""A fault anywhere in projection is found within the default rounds, and traced to the mutation that shows it."""

import re
from pathlib import Path

import pytest

from assurance.proving.faults import FAULTS
from assurance.proving.sample import EDITION, SAMPLE, staged, write
from caveat.assurance.proving.prove import ROUNDS, SEED, Build, Proof, prove
from caveat_site.build import build


def proof(root: Path, build: Build = staged, *, rounds: int = ROUNDS, seed: int = SEED, most: int = 1) -> Proof:
    """A run on the sample in a new folder."""
    work = root / "work"
    work.mkdir()
    project = write(root / "project")
    return prove(project, EDITION, build, work, rounds=rounds, seed=seed, progress=lambda *_told: None, most=most)


def built(root: Path, out: Path) -> Path:
    """The edition as `caveat build` makes it."""
    return build(root, [EDITION], out).editions[0].folder


def test_without_a_fault_nothing_is_found(tmp_path: Path) -> None:
    """The control of every test below; and no mutation is refused."""
    found = proof(tmp_path)
    assert (found.findings, found.refused, found.rounds) == ([], {}, ROUNDS)
    assert found.proved


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_traced(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds, plant = FAULTS[fault]
    plant(monkeypatch)
    found = proof(tmp_path)
    assert not found.proved
    (cause,) = found.findings[0].causes
    assert re.search(kinds, cause.kind)
    # A place that is there, or a file that the mutation adds.
    text = SAMPLE.get(cause.place.path)
    assert text is None or cause.place.line <= text.count("\n") + 1
