"""`caveat new` on a terminal: a real process in a pseudo-terminal, and somebody who types."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from caveat.assurance.examination import examination
from caveat.content.read import read_project
from cli.running import environment
from projection.corpora import page, product, write

CTRL_C, CTRL_D = "\x03", "\x04"
PATIENCE = 30
"""Seconds until a silent process counts as stuck: never reached where all is well."""


def _on_terminal(line: int) -> None:
    """Where the tests run in the background of a shell, SIGINT is ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.login_tty(line)


class Terminal:
    """A command with a terminal of its own."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self._screen, line = pty.openpty()
        command = [sys.executable, "-m", "caveat_cli", "-C", str(root), *arguments]
        self._process = subprocess.Popen(
            # A terminal in control sends the signal of Ctrl-C.
            command,
            stdin=line,
            stdout=line,
            stderr=line,
            env=environment(),
            preexec_fn=lambda: _on_terminal(line),  # noqa: PLW1509 - System calls, and no thread holds a lock of ours.
        )
        os.close(line)
        self.said = ""
        self._read = 0

    def sees(self, words: str) -> None:
        """Wait for words after those that were waited for last."""
        end = time.monotonic() + PATIENCE
        while words not in self.said[self._read :]:
            assert time.monotonic() < end, self.said
            assert self._more(), self.said
        self._read = self.said.index(words, self._read) + len(words)

    def types(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def answers(self, words: str, answer: str) -> None:
        """Wait for a question and answer it."""
        self.sees(words)
        self.types(f"{answer}\n")

    def presses(self, key: str) -> None:
        """Press a key, once a second until the command ends: between a question and its reading Python misses Ctrl-C."""
        for _ in range(PATIENCE):
            self.types(key)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(1)
                return

    def ends(self) -> int:
        """The exit code."""
        while self._more():
            pass
        return self._process.wait(PATIENCE)

    def close(self) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)
        os.close(self._screen)

    def _more(self) -> bool:
        if not select.select([self._screen], [], [], PATIENCE)[0]:
            return False
        try:
            data = os.read(self._screen, 4096)
        except OSError:
            # Linux: the last program has closed the other end.
            return False
        self.said += data.decode().replace("\r\n", "\n")
        return bool(data)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, {"docs/index.md": page(), "guidance/topics/a.md": product(identifier="X-GDN-007")})


@pytest.fixture
def started() -> Iterator[list[Terminal]]:
    """Where a test puts its terminals, to be closed at its end."""
    open_ones: list[Terminal] = []
    yield open_ones
    for each in open_ones:
        each.close()


def start(started: list[Terminal], root: Path, *arguments: str) -> Terminal:
    started.append(Terminal(root, *arguments))
    return started[-1]


def names(root: Path) -> Sequence[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if ".cache" not in path.parts)


def test_every_question_is_answered_and_the_page_is_valid(root: Path, started: list[Terminal]) -> None:
    """By number, by name, wrongly first, and with Enter for the default."""
    terminal = start(started, root, "new")
    terminal.sees("Type:\n")
    terminal.answers("Name or number: ", "gidance")
    terminal.answers("did you mean 'guidance'?\nName or number: ", "2")
    terminal.answers("Title: ", "")
    terminal.answers("Something has to stand here.\nTitle: ", "Boats at night")
    terminal.sees(
        "Who may see it? Editions that contain a named one see it too:\n   1  law-enforcement  Law-enforcement edition\n"
    )
    terminal.answers("commas between: ", "")
    terminal.answers("commas between: ", "1")
    terminal.sees("Why may others not see it?:\n")
    terminal.answers("Name or number: ", "tactics")
    terminal.answers("Folder [guidance/topics]: ", "docs/data")
    terminal.answers("no content folder", "guidance/sea")
    terminal.answers("Owner: the role or body that answers for it [Guidance lead]: ", "")
    terminal.answers("Summary: one sentence, or nothing yet: ", "")
    terminal.answers("Name or number [OFFICIAL]: ", "2")
    terminal.answers("Review by [", "2031-02-30")
    terminal.answers("such as 2024-03-18", "2031-02-28")
    terminal.answers("Name or number [draft]: ", "current")
    terminal.sees("guidance/sea/boats-at-night.md: a new page with the id X-GDN-008.\n")
    assert terminal.ends() == 0
    reading = read_project(root)
    assert examination(reading) == ()
    assert reading.corpus is not None
    (made,) = [each for each in reading.corpus.pages if each.path == "guidance/sea/boats-at-night.md"]
    matter = made.front_matter
    assert (made.access.editions, made.access.because) == ({"law-enforcement"}, "tactics")
    assert (matter.marking, matter.owner, matter.summary) == ("OFFICIAL-SENSITIVE", "Guidance lead", "")
    assert (str(matter.review_by), matter.status) == ("2031-02-28", "current")


def test_what_an_option_says_is_not_asked(root: Path, started: list[Terminal]) -> None:
    options = [
        "--editions",
        "partner",
        "--summary",
        "S",
        "--marking",
        "OFFICIAL",
        "--status",
        "draft",
        "--folder",
        "docs",
    ]
    terminal = start(started, root, "new", "page", "Boats", *options)
    assert terminal.ends() == 0
    assert terminal.said.startswith("docs/boats.md: a new page.\n")


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("question", ["Title: ", "Folder [", "Review by ["])
def test_a_key_that_ends_the_questions_leaves_nothing(
    root: Path, started: list[Terminal], key: str, question: str
) -> None:
    before = names(root)
    options = [
        "--editions",
        "partner",
        "--summary",
        "S",
        "--marking",
        "OFFICIAL",
        "--owner",
        "Lead",
        "--status",
        "draft",
    ]
    terminal = start(started, root, "new", "guidance", *(() if question == "Title: " else ("Boats",)), *options)
    if question == "Review by [":
        terminal.answers("Folder [", "guidance/sea")
    terminal.sees(question)
    terminal.presses(key)
    assert terminal.ends() == 130
    assert "Traceback" not in terminal.said
    assert names(root) == before


def test_without_a_terminal_nobody_is_asked(root: Path) -> None:
    command = [sys.executable, "-m", "caveat_cli", "-C", str(root), "new", "guidance", "Boats"]
    done = subprocess.run(
        command, input="law-enforcement\n", capture_output=True, text=True, env=environment(), check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "caveat: --editions E is missing, and there is no terminal to ask on\n"
