"""A limit on the computing time of one page."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PAGE_SECONDS = 5.0
"""Of this process's own time: other work on the machine does not count. An ordinary page takes a hundredth."""


class PageTooSlow(BaseException):  # noqa: N818 - Says what happened to the page.
    """A page took more than its time. No `Exception`: an extension that goes on after errors must not go on after it."""


@contextmanager
def page_limits() -> Iterator[None]:
    """Make `start` and `stop` work: while they stand, this process's virtual timer belongs to pages."""
    earlier = signal.signal(signal.SIGVTALRM, _expired)
    try:
        yield
    finally:
        stop()
        signal.signal(signal.SIGVTALRM, earlier)


def start(seconds: float = PAGE_SECONDS) -> None:
    """Raise PageTooSlow in this thread after so many seconds of computing, and again should somebody swallow it."""
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.25)


def stop() -> None:
    """The page is done."""
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _expired(_signal: int, _frame: FrameType | None) -> None:
    raise PageTooSlow
