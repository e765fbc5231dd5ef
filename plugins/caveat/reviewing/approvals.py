"""`docs/data/approvals.yml`: who decided that a narrower edition may say more. Never staged.

- edition: partner
  what: MS-GDN-012                        # an id, the path of a page without one, or an entry of a data file
  sha256: 4f0c…                           # of the gained text, as `caveat review` prints it
  by: Release authority
  because: The tactic was described in open court.
  date: 2024-05-13

The digest binds a decision to the words that were read. An entry whose text has changed since fits nothing any more,
and stays as a record. The day is `date`, as in `recalls.yml`: readers of YAML disagree about a key `on`.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from caveat.content.data_files import records
from caveat.content.data_folder import read_reserved
from caveat.content.findings import Findings, did_you_mean, listed
from caveat.content.folders import DATA_FOLDER
from caveat.content.nodes import Fields
from caveat.content.problem import Location
from caveat.content.validation import Model, Text

FILE = f"{DATA_FOLDER}/approvals.yml"


class _Approval(Model):
    edition: Text
    what: Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    by: Text
    because: Text
    date: dt.date


@dataclass(frozen=True, slots=True)
class Approval:
    """A decision that an edition may have a text."""

    edition: str
    what: str
    sha256: str
    by: str
    """A role or a body."""
    because: str
    date: dt.date
    location: Location

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is about."""
        return self.edition, self.what, self.sha256


def read_approvals(root: Path, editions: frozenset[str], findings: Findings) -> tuple[Approval, ...]:
    """The approvals of a project, in the order of the file; none where there is no file."""
    tree = read_reserved(root, FILE, findings)
    if tree is None:
        return ()
    found: dict[tuple[str, str, str], Approval] = {}
    for model, item in records(tree, _Approval, findings):
        approval = Approval(model.edition, model.what, model.sha256, model.by, model.because, model.date, item.location)
        _check(approval, item, editions, findings)
        if approval.key in found:
            findings.add("duplicate-value", item.location, "this text is approved twice; keep one entry")
        found.setdefault(approval.key, approval)
    return tuple(found.values())


def _check(approval: Approval, item: Fields, editions: frozenset[str], findings: Findings) -> None:
    if approval.edition not in editions:
        hint = did_you_mean(approval.edition, editions) or f"; write {listed(sorted(editions))}"
        place = item.entries["edition"].location
        findings.add("unknown-edition", place, f"this edition is not configured in mkdocs.yml{hint}")


def reasons_text(approvals: tuple[Approval, ...]) -> str:
    """What was given as reasons, each on the line of its entry in the file.

    The rest of the file is left out: it is of ids, roles and days that editions have too.
    """
    lines = {each.location.line: each.because for each in approvals}
    return "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
