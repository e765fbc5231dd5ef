"""Findings as SARIF, which code hosts and editors read.

Format: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, Errata 01.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from caveat import __version__
from caveat.checking.remark import severity
from caveat.content.problem import Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(problems: Sequence[Problem]) -> str:
    """One run with a result for each finding; addresses start at the project's folder."""
    codes = sorted({problem.code for problem in problems})
    seen = Counter[tuple[str, str, str]]()
    results = [_result(problem, codes.index(problem.code), seen) for problem in problems]
    run = {
        "tool": {"driver": {"name": "caveat", "version": __version__, "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The folder that holds mkdocs.yml."}}},
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    return {"id": code, "help": {"text": f"See {code} in the handbook, page Problems."}}


def _result(problem: Problem, rule: int, seen: Counter[tuple[str, str, str]]) -> dict[str, Any]:
    place = problem.location
    # The same finding of the same file keeps its fingerprint when lines above it move.
    what = (place.path, problem.code, problem.message)
    seen[what] += 1
    fingerprint = hashlib.sha256("\n".join((*what, str(seen[what]))).encode()).hexdigest()
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": severity(problem).value,
        "message": {"text": problem.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.path), "uriBaseId": "PROJECT"},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
        "partialFingerprints": {"caveat/v1": fingerprint},
    }
