"""What an engine's process gets: written by the build, read by the process."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Confinement:
    """The files of an engine's process; there are no others for it."""

    staged: Path
    """The folder to render."""
    site: Path
    """The folder to render it into."""
    scratch: Path
    """A folder for what is of no use afterwards."""
    tools: tuple[Path, ...]
    """Files and folders of the tool chain."""
    imports: tuple[Path, ...]
    """Folders that packages are imported from; each lies in one of `tools`."""
    root: Path | None
    """An empty folder for a root of its own, in namespaces; None where they are not to be had."""

    @property
    def readable(self) -> tuple[Path, ...]:
        """What may be read and not written."""
        return (self.staged, *self.tools)

    @property
    def writable(self) -> tuple[Path, ...]:
        """What may be read and written."""
        return (self.site, self.scratch)

    def as_argument(self) -> str:
        """As a word of a command line."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def of_argument(cls, word: str) -> Self:
        """What `as_argument` was given."""
        values = json.loads(word)
        return cls(
            staged=Path(values["staged"]),
            site=Path(values["site"]),
            scratch=Path(values["scratch"]),
            tools=tuple(map(Path, values["tools"])),
            imports=tuple(map(Path, values["imports"])),
            root=Path(values["root"]) if values["root"] else None,
        )
