"""A progress bar, on a terminal only."""

import shutil
import sys
from typing import Self

_WIDTH = 24


class ProgressBar:
    """One line on standard error that follows a build, and goes when it ends."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._write("")

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show `done` of `total` parts of a step; `total` is 0 where nobody can say."""
        filled = _WIDTH * done // total if total else 0
        bar = f"[{'#' * filled}{'-' * (_WIDTH - filled)}] {done}/{total}" if total else "…"
        self._write(f"{step} {bar}")

    def _write(self, text: str) -> None:
        if self._shown:
            columns = shutil.get_terminal_size().columns
            sys.stderr.write(f"\r\033[K{text[: columns - 1]}")
            sys.stderr.flush()
