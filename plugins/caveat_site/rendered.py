"""Earlier releases that are rendered already: the same staged folder gives the same site, so it need not be made again.

Each is kept under the digest of its staged folder and of the tools that render it, with the digest of every file, in a
folder that only this user can read. What is damaged is as good as none. What is kept is scanned with every build, as
what was just rendered is.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

import caveat_site
from caveat.search.kept import read_kept, write_kept

_TOOLS = ("Jinja2", "Markdown", "mkdocs", "Pygments", "pymdown-extensions")


@cache
def _tools() -> str:
    """A digest of what renders: this package's code, and the versions of the engine and its libraries."""
    here = Path(caveat_site.__file__).parent
    code = (each.read_bytes() for each in sorted(here.rglob("*.py")))
    versions = (f"{name} {version(name)}".encode() for name in _TOOLS)
    return hashlib.sha256(b"\0".join((*code, *versions))).hexdigest()


def key_of(staged: Mapping[str, bytes]) -> str:
    """What the rendering of a staged folder is kept under: its files by address."""
    whole = hashlib.sha256(_tools().encode())
    for address, content in sorted(staged.items()):
        whole.update(f"\n{address} {len(content)}\n".encode() + content)
    return whole.hexdigest()


class Rendered:
    """The renderings of one edition's earlier releases."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, key: str, site: Path) -> bool:
        """Copy a kept rendering to `site`, a folder that is not there yet; whether there was one, undamaged."""
        try:
            said = json.loads(read_kept(self._list(key)) or "{}")
            if not said or said != _digests(self._folder / key):
                return False
            shutil.copytree(self._folder / key, site)
        except OSError:
            shutil.rmtree(site, ignore_errors=True)
            return False
        return True

    def keep(self, key: str, site: Path) -> None:
        """Keep a rendering. A folder that cannot be written costs time alone."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.rmtree(self._folder / key, ignore_errors=True)
            shutil.copytree(site, self._folder / key)
            write_kept(self._list(key), json.dumps(_digests(site)))

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget every other rendering."""
        wanted = {name for key in keys for name in (key, f"{key}.json", ".gitignore")}
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.name not in wanted:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    def _list(self, key: str) -> Path:
        return self._folder / f"{key}.json"


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
