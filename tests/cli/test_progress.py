"""The progress bar: on a terminal only, and gone at the end."""

import io
import sys

import pytest

from caveat_cli.progress import ProgressBar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar_that_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("COLUMNS", "60")
    with ProgressBar() as bar:
        bar("Reading", 0, 0)
        bar("Rendering partner", 5, 10)
        bar("A step with a name that is much longer than the line of the terminal is wide", 1, 10)
    lines = terminal.getvalue().split("\r\033[K")
    assert lines[:3] == ["", "Reading …", "Rendering partner [############------------] 5/10"]
    assert all(len(line) < 60 for line in lines)
    assert lines[-1] == ""


def test_a_file_or_a_pipe_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    with ProgressBar() as bar:
        bar("Rendering partner", 5, 10)
    assert pipe.getvalue() == ""
