"""With earlier releases: nothing that they hid, or that was closed or recalled since, changes an edition."""

import re
from pathlib import Path

import pytest

from assurance.proving.past_faults import FAULTS
from assurance.proving.past_sample import RELEASES, staged_with_past, write_past
from assurance.proving.sample import EDITION
from caveat.assurance.proving import prove as experiment
from caveat.assurance.proving.kinds import PAST_KINDS
from caveat.assurance.proving.prove import ROUNDS, SEED, Proof, prove

TRACED = ("pages as they were", "until the day before the next release of all")
"""The others are found alone: to trace each takes ten times as long, and goes the same way."""


def proof(root: Path, *, rounds: int = ROUNDS) -> Proof:
    """A run on the sample and its releases, with a quick build."""
    work, bundle = root / "work", root / "bundle"
    work.mkdir()
    bundle.mkdir()
    project = write_past(root / "project", bundle)
    found = prove(
        project,
        EDITION,
        staged_with_past,
        work,
        rounds=rounds,
        seed=SEED,
        progress=lambda *_told: None,
        most=1,
        archives=True,
    )
    assert [path.name for path in work.iterdir()] == ["first"]
    return found


def test_without_a_fault_nothing_is_found(tmp_path: Path) -> None:
    """The control of every test below; no mutation is refused, and the kinds that only releases have are all there."""
    found = proof(tmp_path)
    assert (found.findings, found.refused, found.rounds) == ([], {}, ROUNDS)
    assert (found.recorded, found.releases) == (len(RELEASES), ("2024-04-02", "2024-06-02"))
    assert [kind for kind in PAST_KINDS if kind in found.not_exercised and not kind.startswith("release: ")] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_releases_is_found(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds, plant = FAULTS[fault]
    plant(monkeypatch)
    if fault not in TRACED:
        monkeypatch.setattr(experiment, "EXTRA_BUILDS", 0)
    found = proof(tmp_path)
    assert not found.proved
    finding = found.findings[0]
    assert any(re.search(kinds, cause.kind) for cause in finding.causes)
    assert (len(finding.causes) == 1) == (fault in TRACED)
