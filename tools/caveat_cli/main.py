"""The command line: one module of this package for each command.

A command's module has `add_arguments(parser)` and `run(root, arguments) -> int`, the exit code: 0; 1 for problems; 2
for a wrong use.
"""

import argparse
import importlib
import os
import signal
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Protocol, cast

from caveat import __version__
from caveat.content.problem import CaveatError, ContentError
from caveat_cli.report import print_problems, warn
from caveat_site.usage import UsageError

COMMANDS: Mapping[str, str] = {
    "build": "build every edition and publish all of them, or none",
    "check": "list all problems of the content",
    "clean": "write a clean copy of a file, to be cleared for release",
    "editions": "list the editions, and where they are",
    "export": "write a signed copy of an edition for partners, in one file",
    "history": "list the versions of a page, and where their text is kept",
    "init": "make a new content repository, with what GitHub runs for it",
    "ledger": "list every restriction with its reason, its age and who answers for it",
    "new": "write a new page that is valid at once",
    "prove": "prove that nothing an edition may not see changes it",
    "recall": "take something out of every release of an edition",
    "release": "record the content as it stands as a release",
    "releases": "list the releases, and the editions that each changed",
    "restrict": "put lines of a page into a restriction",
    "review": "show what each edition gains and loses since a revision",
    "scan": "look for withheld text in a finished folder or export",
    "schema": "print the JSON Schema of the front matter, for editors' tools",
    "search": "rank the pages of an edition for a query, as its readers' browsers do",
    "serve": "show every edition in a browser while you write",
    "show": "print what a page said on a day, with its digest",
    "stage": "write an edition's projected tree as a plain folder, for any engine",
    "verify": "say whether a copy may be trusted, and who made it",
}
"""Command to what it does."""
WITHOUT_PROJECT = frozenset({"clean", "init", "verify"})
"""Commands that need no content project."""


class Command(Protocol):
    """The module of a command."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    def run(self, root: Path, arguments: argparse.Namespace) -> int:
        """Do it; the exit code."""


def command(name: str) -> Command:
    """The module of a command. Loaded when it is asked for: `caveat --version` need not wait for the others."""
    return cast("Command", importlib.import_module(f"caveat_cli.{name}"))


def parser(loaded: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """The whole command line; of commands that are not in `loaded`, only the name."""
    main = argparse.ArgumentParser(
        prog="caveat", description="Editions of a guidance knowledge base from one Markdown source.", allow_abbrev=False
    )
    main.add_argument("-C", dest="root", type=Path, default=Path(), metavar="DIR", help="the project; default: .")
    main.add_argument("--version", action="version", version=f"caveat {__version__}")
    commands = main.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words in COMMANDS.items():
        one = commands.add_parser(name, help=words, description=f"{words.capitalize()}.", allow_abbrev=False)
        if name in loaded:
            command(name).add_arguments(one)
    return main


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command line."""
    words = sys.argv[1:] if arguments is None else arguments
    given = parser([word for word in words if word in COMMANDS]).parse_args(words)
    try:
        # Ends like Ctrl-C, so that what is under way is tidied up.
        signal.signal(signal.SIGTERM, _interrupt)
        if given.command not in WITHOUT_PROJECT:
            _require_project(given.root)
        code = command(given.command).run(given.root, given)
        sys.stdout.flush()
    except ContentError as error:
        print_problems(error.problems)
        return 1
    except CaveatError as error:
        warn(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        warn("stopped; nothing was published")
        return 130
    except BrokenPipeError:
        # The reader of a pipe has gone; what is still buffered must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        warn(f"{error.filename or 'the system'}: {error.strerror or type(error).__name__}; nothing was published")
        return 1
    except Exception as error:  # noqa: BLE001 - No traceback for users.
        return _unexpected(error)
    return code


def _require_project(root: Path) -> None:
    if not (root / "mkdocs.yml").is_file():
        raise UsageError(f"{root} is no content project: there is no mkdocs.yml; name one with -C DIR")


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _unexpected(error: Exception) -> int:
    """An error of our own, in one line that says where. Its text may quote protected content, so it is left out."""
    if os.environ.get("CAVEAT_DEBUG"):
        traceback.print_exc()
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = "/".join(Path(frame.filename).parts[-2:])
    warn(f"unexpected {type(error).__name__} at {place}:{frame.lineno}; please report this line")
    warn("CAVEAT_DEBUG=1 prints more, which may quote protected text: do not send it on unread")
    return 1
