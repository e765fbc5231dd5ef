"""Small content projects for tests: a dict of path to text, written to a folder and read."""

from collections.abc import Mapping
from pathlib import Path

from caveat.content.read import Reading, read_project

Files = Mapping[str, str | bytes]

CONFIGURATION = """\
site_name: Test
docs_dir: stop
plugins:
  - caveat:
      content: [docs]
      editions:
        law-enforcement: {title: Law enforcement}
        partner: {title: Partner, within: law-enforcement}
"""

FIELDS: Mapping[str, str] = {
    "id": "MS-GDN-001",
    "type": "guidance",
    "title": "A title",
    "editions": "[law-enforcement, partner]",
    "marking": "OFFICIAL",
    "status": "current",
    "owner": "Guidance lead",
    "review_by": "2025-01-01",
    "history": '[{version: "1.0", date: 2024-01-01, kind: major, change: First published}]',
}
"""Name of field n stands on line n + 2: `id` on 2, `history` on 10, the first further field on 11."""


def product(*lines: str, body: str = "Body.\n", **fields: str | None) -> str:
    """A product: `fields` take the place of those above or, where they are None, away; `lines` follow them."""
    chosen = {**FIELDS, **fields}
    front = [f"{name}: {value}" for name, value in chosen.items() if value is not None]
    return "\n".join(["---", *front, *lines, "---", body])


def page(*lines: str, body: str = "Body.\n") -> str:
    """A plain page: title on line 2, editions on line 3, `lines` from line 4."""
    return "\n".join(["---", "title: Home", "editions: [law-enforcement, partner]", *lines, "---", body])


def write(root: Path, files: Files) -> Path:
    """A project with these files, and with a configuration and a page where they name none."""
    chosen = {"mkdocs.yml": CONFIGURATION, **files}
    if not any(path.endswith(".md") for path in chosen):
        chosen["docs/index.md"] = page()
    for path, content in chosen.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read(root: Path, files: Files) -> Reading:
    """What reading a project with these files gives."""
    return read_project(write(root, files))


def found(reading: Reading) -> list[str]:
    """The problems of a reading as `path:line:column code`."""
    return [f"{problem.location} {problem.code}" for problem in reading.problems]
