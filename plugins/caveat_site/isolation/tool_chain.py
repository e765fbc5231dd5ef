"""What an engine needs of the machine: the interpreter's library, the installed packages, shared libraries."""

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import caveat
import caveat_site
from caveat.content.problem import CaveatError

_PACKAGES = tuple(Path(module.__file__ or "").absolute().parent for module in (caveat, caveat_site))
_INSTALLED = ("site-packages", "dist-packages")
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/nix/store", "/gnu/store", "/etc/ld.so.cache")
"""Where systems keep shared libraries, and the loader's list of them."""
_TIME_ZONES = "/usr/share/zoneinfo"


class ToolChainError(CaveatError):
    """The tool chain and the source lie in each other: an engine that reads the one could read the other."""


@dataclass(frozen=True, slots=True)
class ToolChain:
    """Folders and files of the machine that an engine reads."""

    readable: tuple[Path, ...]
    """All of them."""
    own: tuple[Path, ...]
    """What a process must have on its import path to find this package. Only the packages in it are readable."""
    imports: tuple[Path, ...]
    """Where other packages are imported from."""


def tool_chain(hidden: Iterable[Path]) -> ToolChain:
    """The tool chain of this process. Raises ToolChainError where one of `hidden` lies in it."""
    imports = tuple(dict.fromkeys(Path(entry).absolute() for entry in sys.path if Path(entry).name in _INSTALLED))
    named = (*_PACKAGES, *imports, *_interpreter(), *map(Path, (*_LIBRARIES, _TIME_ZONES)))
    readable = tuple(path for path in dict.fromkeys(named) if path.exists())
    for path in hidden:
        for folder in readable:
            if path.resolve().is_relative_to(folder.resolve()):
                raise ToolChainError(f"{path} lies in {folder}, which the site engine reads; move it elsewhere")
    return ToolChain(readable, tuple({package.parent: None for package in _PACKAGES}), imports)


def _interpreter() -> Iterator[Path]:
    """The standard library, its machine code, and the interpreter's own shared library."""
    yield Path(os.__file__).absolute().parent
    yield from (Path(entry) for entry in sys.path if Path(entry).name == "lib-dynload")
    if folder := sysconfig.get_config_var("LIBDIR"):
        yield Path(folder)
