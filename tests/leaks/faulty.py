"""A build with projection switched off, for tests of whether the tests find anything."""

from dataclasses import replace

import pytest

from caveat.content.corpus import Corpus
from caveat.content.problem import Problem
from caveat.projection import project as pipeline
from caveat.projection.narrow import narrow
from caveat.projection.view import View
from caveat_site import rendering


def withholding_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, every edition sees what the widest one sees."""

    def faulty(source: Corpus, name: str, *, drafts: bool = False) -> tuple[View, tuple[Problem, ...]]:
        view, problems = narrow(source, "law-enforcement", drafts=drafts)
        return replace(view, edition=replace(view.edition, name=name)), problems

    monkeypatch.setattr(pipeline, "narrow", faulty)
    # The scan would stop the build: it has a test of its own.
    monkeypatch.setattr(rendering, "scan_problems", lambda _report, _edition: ())
