"""The report as JSON, for programs."""

import json
from collections.abc import Mapping
from typing import Any

from caveat.editing.ledger import Entry as Restriction
from caveat.reviewing import report
from caveat.reviewing.changes import Change
from caveat.reviewing.review import EditionReview, Gain, Review
from caveat.reviewing.shown import Unit

FORMAT = 1
"""Goes up when a field is removed or changes its meaning; new fields may come at any time."""
_KINDS: Mapping[str, str] = {"file": "attachments", "link": "links", "glossary": "glossary", "alias": "aliases"}


def as_json(review: Review) -> str:
    """The whole report."""
    data = {
        "format": FORMAT,
        "notice": f"{report.NOTICE} {report.NOTICE_MORE}",
        "base": {"revision": review.revision, "commit": review.commit},
        "missing": len(review.missing),
        "editions": [_edition(each) for each in review.editions],
        "ended": list(review.ended),
        "restrictions": {
            "added": [_restriction(each) for each in review.closed],
            "removed": [_restriction(each) for each in review.opened],
        },
        "approvals": report.entries(review),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _edition(edition: EditionReview) -> dict[str, Any]:
    return {
        "name": edition.edition.name,
        "title": edition.edition.title,
        "new": edition.is_new,
        "changed": edition.is_changed,
        "pages": {
            "added": [_unit(each) for each in edition.added],
            "removed": [_unit(each) for each in edition.removed],
            "moved": [_unit(each.unit) | {"from": each.before, "to": each.now} for each in edition.moved],
        },
        "words": [_unit(each.unit) | {"gained": each.gained, "lost": each.lost} for each in edition.changes],
        "gains": [_gain(each) for each in edition.gains if each.needs_approval],
        **{name: _listed(edition, kind) for kind, name in _KINDS.items()},
        "notes": [
            _unit(each.unit)
            | {"version": each.entry.version, "date": each.entry.date.isoformat(), "change": each.entry.change}
            for each in edition.notes
        ],
        "overdue": [_unit(unit) | {"review_by": day.isoformat()} for unit, day in edition.overdue],
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {"what": unit.what, "title": unit.title}


def _gain(gain: Gain) -> dict[str, Any]:
    change, found = gain.change, gain.approval
    return _unit(change.unit) | {
        "opened": gain.is_opened,
        "text": change.text,
        "sha256": change.sha256,
        "blocks": [
            {"opened": opened, "before": block.older, "now": block.newer}
            for block, opened in zip(change.gains, gain.opened, strict=True)
        ],
        "approval": {"by": found.by, "because": found.because, "date": found.date.isoformat()} if found else None,
    }


def _listed(edition: EditionReview, kind: str) -> dict[str, Any]:
    return {
        "added": [text for each in edition.changes for text in _texts(each, kind, added=True)],
        "removed": [text for each in edition.changes for text in _texts(each, kind, added=False)],
    }


def _texts(change: Change, kind: str, *, added: bool) -> list[dict[str, str]]:
    return [
        {"what": change.unit.what, "text": block.newer if added else block.older}
        for block in (change.gains if added else change.losses)
        if kind in (block.kind, change.unit.kind)
    ]


def _restriction(entry: Restriction) -> dict[str, Any]:
    return {
        "path": entry.location.path,
        "line": entry.location.line,
        "what": entry.what,
        "editions": list(entry.editions),
        "lacking": list(entry.lacking),
        "reason": entry.reason,
    }
