"""Run commands as users do: real processes, a small project, an environment that says where the packages are."""

import atexit
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from projection.corpora import page, product, write

ROOT = Path(__file__).parents[2]

CANARY = "zebrafinch"
"""A word that only the law-enforcement edition may see."""
OPEN = "bluetit"
"""A word that both may see."""

CONFIGURATION = """\
site_name: Test library
docs_dir: stop
theme: {name: material, font: false, language: en}
markdown_extensions: [caveat_site.tripwire]
plugins:
  - caveat:
      editions:
        law-enforcement: {title: Law-enforcement edition, label: Law enforcement only}
        partner: {title: Partner edition, within: law-enforcement}
"""

STOP = (ROOT / "plugins" / "caveat_site" / "stop" / "index.md").read_text(encoding="utf-8")

PAGES: Mapping[str, str | bytes] = {
    "docs/about.md": page(f"Text with {OPEN}. See [the product](guidance/product.md).\n", title="About"),
    "docs/draft.md": product("Text of a draft.\n", identifier="X-9").replace("status: current", "status: draft"),
    "docs/secret.md": page(f"All of it {CANARY}.\n", title="Secret", editions="law-enforcement"),
    "docs/guidance/product.md": product(
        f"""\
        ## First steps

        1. **Ask.** Listen to {OPEN}.
        2. **Write down.** Everything.
        {{: .steps }}

        ::: restricted to law-enforcement
        Only some know of {CANARY}.
        ::: end restricted

        | Who | When | How many |
        |:----|:----:|---------:|
        | Officer | now | 2 |

        | A | B | C | D | E |
        |---|---|---|---|---|
        | 1 | 2 | 3 | 4 | 5 |

        - [ ] Asked
        - [x] Written

        ```python
        print("as is")
        ```

        !!! warning "Take care"
            Text.
        """,
        more="restrictions: 1\n",
    ),
}
"""A small project with something of everything."""


def project(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """A content project: the usual one, or one of `files`."""
    return write(root, {"mkdocs.yml": CONFIGURATION, "stop/index.md": STOP, **(PAGES if files is None else files)})


@cache
def _metadata() -> str:
    """A folder that makes the packages look installed, so that MkDocs finds the plugin."""
    folder = Path(mkdtemp(prefix="caveat-test-metadata-"))
    atexit.register(shutil.rmtree, folder)
    found = folder / "caveat-0.dist-info"
    found.mkdir()
    (found / "METADATA").write_text("Metadata-Version: 2.1\nName: caveat\nVersion: 0\n", encoding="utf-8")
    (found / "entry_points.txt").write_text(
        "[mkdocs.plugins]\ncaveat = caveat_site.plugin:CaveatPlugin\n", encoding="utf-8"
    )
    return str(folder)


def environment(**changes: str) -> dict[str, str]:
    """This process's environment, with the packages importable and nothing of Caveat's own set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAVEAT_")}
    path = [str(ROOT / "plugins"), str(ROOT / "tools"), _metadata()]
    return {**kept, "PYTHONPATH": os.pathsep.join(path), "NO_MKDOCS_2_WARNING": "1", **changes}


def run(*command: str | Path, cwd: Path, umask: int = -1, **changes: str) -> "subprocess.CompletedProcess[str]":
    """A finished process of `python -m` and the given words."""
    return subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        cwd=cwd,
        env=environment(**changes),
        capture_output=True,
        text=True,
        check=False,
        umask=umask,
        timeout=120,
    )


def caveat(*arguments: str | Path, cwd: Path, umask: int = -1, **changes: str) -> "subprocess.CompletedProcess[str]":
    """A finished `caveat` command."""
    return run("caveat_cli", *arguments, cwd=cwd, umask=umask, **changes)


def complaints(result: "subprocess.CompletedProcess[str]") -> str:
    """Standard error, but for the line that a build prints on a machine without namespaces."""
    return re.sub(r"^caveat: reduced isolation: .*\n", "", result.stderr, flags=re.MULTILINE)


def content(folder: Path) -> dict[str, bytes]:
    """Path to bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def says(folder: Path, word: str) -> list[str]:
    """The files below a folder that hold a word, in name or content."""
    return [path for path, data in content(folder).items() if word in path or word.encode() in data]
