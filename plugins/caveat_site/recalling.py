"""Write recalls into a project's `docs/data/recalls.yml`."""

from collections.abc import Sequence
from pathlib import Path

from caveat.content.access import AccessRules
from caveat.content.findings import Findings
from caveat.content.problem import ContentError
from caveat.content.replacing import replace_in_project
from caveat.history.archive import recall_problems
from caveat.history.recalls import FILE, read_recalls
from caveat.history.write_recall import Entry, Wanted, appended, entries
from caveat_site.source import Source
from caveat_site.usage import UsageError


def recall(root: Path, wanted: Wanted) -> Sequence[Entry]:
    """Append the entries that take out what is `wanted`; the entries.

    Nothing is written unless every entry takes something out of a release. Raises ContentError where the releases have
    problems, UsageError where there is nothing to recall.
    """
    source = Source(root)
    history = source.history
    if history.problems:
        raise ContentError(history.problems)
    source.chosen(wanted.editions)
    rules = AccessRules.of(source.corpus.configuration, frozenset(source.corpus.vocabulary.lists["reason"]))
    if wanted.reason not in rules.reasons:
        raise UsageError(f"the vocabulary has no reason '{wanted.reason}'; write {' or '.join(sorted(rules.reasons))}")
    made = entries(wanted, source.corpus, history.releases)
    if not made:
        raise UsageError("no release says this; look at the release, and give its words: --page ID --passage TEXT")
    place = root / FILE
    before = place.read_text(encoding="utf-8") if place.exists() else ""
    replace_in_project(root, FILE, appended(before, made).encode())
    findings = Findings()
    read = read_recalls(root, rules, findings)
    wrong = [*findings.problems, *(recall_problems(history.releases, read) if not len(findings) else ())]
    if wrong:
        replace_in_project(root, FILE, before.encode()) if before else place.unlink()
        raise ContentError(wrong)
    return made
