"""Small projects for tests, as values: path to text."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from caveat.assurance.examination import examination
from caveat.content.corpus import Corpus
from caveat.content.problem import ContentError
from caveat.content.read import read_project

CONFIGURATION = """\
site_name: Test library
docs_dir: stop
plugins:
  - caveat:
      editions:
        law-enforcement: {title: Law-enforcement edition}
        partner: {title: Partner edition, within: law-enforcement}
"""


def page(body: str = "Text.\n", *, editions: str = "law-enforcement, partner", **fields: object) -> str:
    """A plain page; `body` is taken out of its indentation."""
    given = {"title": "A page", **fields}
    lines = "".join(f"{name}: {value}\n" for name, value in given.items())
    return f"---\neditions: [{editions}]\n{lines}---\n{dedent(body)}"


def product(
    body: str = "Text.\n", *, identifier: str = "X-1", editions: str = "law-enforcement, partner", more: str = ""
) -> str:
    """A product with every field it needs; `more` holds further lines of front matter."""
    return (
        f"---\nid: {identifier}\ntype: guidance\ntitle: Product {identifier}\neditions: [{editions}]\nmarking: OFFICIAL\n"
        "status: current\nowner: Guidance lead\nreview_by: 2025-01-31\nhistory:\n"
        "  - {version: '1.0', date: 2024-01-31, kind: major, change: First published}\n"
        f"{dedent(more)}---\n{dedent(body)}"
    )


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """The project on disk, with the usual configuration where it has none of its own."""
    for path, content in {"mkdocs.yml": CONFIGURATION, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read(root: Path, files: Mapping[str, str | bytes]) -> Corpus:
    """The corpus of a project that has no problems."""
    reading = read_project(write(root, files))
    if problems := examination(reading):
        raise ContentError(problems)
    assert reading.corpus is not None
    return reading.corpus


def problems(root: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """`path:line:col code` of every problem of a project."""
    return [f"{each.location} {each.code}" for each in examination(read_project(write(root, files)))]
