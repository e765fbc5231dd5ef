"""A limit on the computing time of one page."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from caveat.projection.limit import PageTooSlow

PAGE_SECONDS = 5.0
"""Of this process's own time: other work on the machine does not count. An ordinary page takes a hundredth."""


@contextmanager
def page_limits(expired: Callable[[], BaseException] = PageTooSlow) -> Iterator[None]:
    """Make `start` and `stop` work: while this stands, this process's virtual timer belongs to pages.

    What `expired` gives is raised in the main thread. Must be entered there.
    """

    def expire(_signal: int, _frame: FrameType | None) -> None:
        raise expired()

    earlier = signal.signal(signal.SIGVTALRM, expire)
    try:
        yield
    finally:
        stop()
        signal.signal(signal.SIGVTALRM, earlier)


def start(seconds: float = PAGE_SECONDS) -> None:
    """Expire after so many seconds of computing, and again should somebody swallow the exception."""
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.25)


def stop() -> None:
    """The page is done."""
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@contextmanager
def page_limit(seconds: float = PAGE_SECONDS) -> Iterator[None]:
    """The time of one page, within `page_limits`; the time of a page around it waits meanwhile."""
    left, _ = signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.25)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, left, 0.25 if left else 0)
