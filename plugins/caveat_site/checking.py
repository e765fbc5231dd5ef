"""All findings of a project, and the mending of those that are mechanical."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from caveat.checking.check import advice
from caveat.checking.markdown_style import Kept, Said
from caveat.checking.remark import Library, Severity, severity
from caveat.content.findings import Findings
from caveat.content.folders import KEPT
from caveat.content.problem import ContentError, Problem
from caveat.content.text import read_text
from caveat.content.walk import read_bytes
from caveat.editing.mend import mended
from caveat.history.repository import Repository
from caveat.projection.narrow import scheme_of
from caveat.search.kept import read_kept, write_kept
from caveat_site.editing import write_text
from caveat_site.source import Source
from caveat_site.usage import UsageError


def check(root: Path, today: date, *, since: str | None = None) -> tuple[Problem, ...]:
    """Every finding, sorted by place. Reviews are held against `today`.

    With `since`, a revision of git, rules look at the files that differ from it; what would stop a build is told of
    every file all the same. Raises UsageError where there is no git, RepositoryError where there is no such revision.
    """
    changed = _changed(root, since) if since is not None else None
    try:
        source = Source(root)
    except ContentError as error:
        return error.problems
    return _findings(source, today, changed)


def errors(source: Source, today: date) -> tuple[Problem, ...]:
    """The findings that stop a release."""
    return tuple(problem for problem in _findings(source, today) if severity(problem) is Severity.ERROR)


def _findings(source: Source, today: date, changed: frozenset[str] | None = None) -> tuple[Problem, ...]:
    found = source.problems()
    library = Library(source.corpus, today, changed, whole=source.is_whole)
    kept = _read_kept(source.root)
    before = frozenset(kept)
    said = advice(library, kept)
    if kept.keys() - before:
        write_kept(source.root / KEPT / _FILE, json.dumps(kept))
    return tuple(sorted({*found, *said}))


def fix(root: Path, *, since: str | None = None) -> Sequence[str]:
    """Mend what is mechanical; paths of the files that were changed. Raises as `check` does."""
    changed = _changed(root, since) if since is not None else None
    try:
        corpus = Source(root).corpus
    except ContentError:
        return ()  # The configuration cannot be read: `check` says why.
    scheme = scheme_of(corpus)
    paths = sorted({page.path for page in corpus.pages} | {passage.path for passage in corpus.passages.values()})
    done = []
    for path in paths:
        if changed is not None and path not in changed:
            continue
        findings = Findings()
        data = read_bytes(root, path, findings)
        text = read_text(data, path, findings) if data is not None else None
        if data is None or text is None:
            continue
        better = mended(text, path, scheme)
        if better != text:
            write_text(root, path, better, like=data)
            done.append(path)
    return done


_FILE = "markdown-style.json"


def _read_kept(root: Path) -> Kept:
    """What the Markdown linter said before; nothing where that is missing or of another form."""
    try:
        said = json.loads(read_kept(root / KEPT / _FILE) or "{}")
        return {str(digest): [_said(each) for each in every] for digest, every in said.items()}
    except (AttributeError, TypeError, ValueError):
        return {}


def _said(each: Sequence[object]) -> Said:
    line, column, rule, said = each
    if isinstance(line, int) and isinstance(column, int) and isinstance(rule, str) and isinstance(said, str):
        return line, column, rule, said
    raise TypeError


def _changed(root: Path, since: str) -> frozenset[str]:
    repository = Repository.around(root)
    if repository is None:
        raise UsageError("this project lies in no git repository, so nothing says what changed; leave --changed out")
    return repository.changed_since(since)
