"""A proof as a page to file, and as JSON for programs."""

import json
from collections.abc import Iterator
from typing import Any

from caveat import __version__
from caveat.assurance.proving.prove import Finding, Proof

READERS = "For readers of the widest edition only: it names places of restricted text."
_METHOD = (
    "Each round builds a source that differs from the project only in what the edition may not see,\n"
    "and compares every byte, file name, folder and mode of the edition with those of the first build."
)
_HOW = {
    "added": "is in the second edition only",
    "content": "differs",
    "missing": "is in the first edition only",
    "mode": "has another mode",
}


def as_text(proof: Proof) -> str:
    """The report as lines of plain text."""
    return "\n".join(_lines(proof)) + "\n"


def _lines(proof: Proof) -> Iterator[str]:
    yield f"Proof of noninterference: edition {proof.edition}"
    yield READERS
    yield ""
    yield f"Verdict: {_verdict(proof)}"
    yield f"Tool: caveat {__version__}, seed {proof.seed}"
    yield f"Edition: {proof.files:,} files, {proof.size:,} bytes, digest {proof.digest}"
    yield f"Rounds: {proof.rounds}, with {proof.mutations.total():,} mutations; {proof.compared:,} files compared"
    if proof.archives or proof.left_out:
        yield f"Earlier releases: {_releases(proof)}"
    yield ""
    yield _METHOD
    for finding in proof.findings:
        yield ""
        yield from _finding(finding)
    yield ""
    yield "Mutations by kind"
    yield from (f"  {count:5}  {kind}" for kind, count in sorted(proof.mutations.items()))
    if proof.not_exercised:
        yield ""
        yield "Not exercised: the content has no place for them, or no other edition could see them"
        yield from (f"         {kind}" for kind in proof.not_exercised)
    if proof.refused:
        yield ""
        yield "Refused: mutations that gave a source with problems, and were left out"
        yield from (f"  {count:5}  {kind}" for kind, count in sorted(proof.refused.items()))


def _verdict(proof: Proof) -> str:
    if proof.proved:
        return f"proved; no difference in {proof.rounds} {'round' if proof.rounds == 1 else 'rounds'}"
    if not proof.findings:
        return "NOT PROVED; no other source could be built"
    if not proof.findings[0].causes:
        return "NOT PROVED; two builds of one source differ, so nothing can be compared"
    return f"NOT PROVED; what {proof.edition} may not see changes what it gets"


def _releases(proof: Proof) -> str:
    """What the comparison has covered of them."""
    if proof.left_out:
        return "left out; this proof is of what is in force alone (--archives adds them)"
    if not proof.recorded:
        return "this project has none"
    shown = (
        f"{', '.join(proof.releases)}, compared as part of the edition" if proof.releases else "none in this edition"
    )
    return f"{shown}; changed in the rounds: {proof.recorded}"


def _finding(finding: Finding) -> Iterator[str]:
    difference = finding.difference
    at = f" at byte {difference.offset:,}" if difference.how == "content" else ""
    yield f"Round {finding.round}: {difference.file} {_HOW[difference.how]}{at}"
    if len(finding.causes) > 1:
        yield f"  caused by these {len(finding.causes)} mutations together:"
    yield from (f"  {cause.place}: {cause.kind}" for cause in finding.causes)


def as_json(proof: Proof) -> str:
    """The report for programs. Fields may be added; those that are there keep their meaning."""
    data: dict[str, Any] = {
        "format": 1,
        "readers": READERS,
        "tool": f"caveat {__version__}",
        "edition": proof.edition,
        "verdict": "proved" if proof.proved else "not proved",
        "seed": proof.seed,
        "rounds": proof.rounds,
        "files": proof.files,
        "bytes": proof.size,
        "compared": proof.compared,
        "digest": {"algorithm": "SHA-256 over name, octal mode and SHA-256 of each entry", "value": proof.digest},
        "mutations": dict(sorted(proof.mutations.items())),
        "not_exercised": list(proof.not_exercised),
        "refused": dict(sorted(proof.refused.items())),
        "findings": [_finding_data(finding) for finding in proof.findings],
    }
    if proof.archives:
        data["releases"] = list(proof.releases)
    elif proof.left_out:
        data["releases"] = None
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding_data(finding: Finding) -> dict[str, Any]:
    difference = finding.difference
    return {
        "round": finding.round,
        "file": difference.file,
        "how": difference.how,
        "offset": difference.offset,
        "causes": [
            {"kind": cause.kind, "path": cause.place.path, "line": cause.place.line} for cause in finding.causes
        ],
    }
