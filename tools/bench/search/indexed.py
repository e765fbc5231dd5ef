"""Corpora on the disk and the engines' indexes of them, with what indexing took."""

import json
import resource
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .browser import write_page
from .corpora import ROOT, Corpus
from .engines.engine import Engine, Job
from .pages import write_html, write_pages


@dataclass(frozen=True, slots=True)
class Index:
    """One engine's index of one corpus."""

    folder: Path
    """What the browser is served."""
    keys: Mapping[str, str]
    """The engine's keys to ids of pages."""
    rest: int
    """Milliseconds after a key before the engine's own page asks."""
    cpu: float
    """Seconds of CPU that the indexing took, start of its process included."""
    steps: Mapping[str, float]
    """The same of each step, where the engine's command has written it into `steps.json`."""


def written(corpus: Corpus, work: Path, modules: Path) -> Job:
    """The corpus written into a folder in every form that engines read, and no engine's folder yet."""
    lines = work / "pages.jsonl"
    folder = work / "html"
    shutil.rmtree(folder, ignore_errors=True)
    write_pages(corpus.pages, lines)
    write_html(corpus.pages, folder)
    return Job(corpus.name, lines, folder, modules, {page.url: page.id for page in corpus.pages}, work)


def indexed(engine: Engine, given: Job) -> Index:
    """A fresh index in the engine's own folder. Raises CalledProcessError where the engine's command fails."""
    job = replace(given, out=given.out / engine.name)
    shutil.rmtree(job.out, ignore_errors=True)
    job.out.mkdir(parents=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(engine.indexing(job), check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    engine.prepare(job)
    write_page(job.out)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    steps = job.out / "steps.json"
    return Index(job.out, engine.keys(job), engine.rest, cpu, json.loads(steps.read_text()) if steps.exists() else {})
