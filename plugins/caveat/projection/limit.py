"""A limit on the computing time of one page, as projection knows it: whoever calls it brings the clock."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

PageLimit = Callable[[], AbstractContextManager[None]]
"""Makes a context in which work on one page may go on; it raises PageTooSlow there. One may stand within another."""

unlimited: PageLimit = nullcontext
"""For callers that want no clock in a pure function."""

MESSAGE = "this page takes more than 5 seconds of computing; split it, or make it simpler"


class PageTooSlow(BaseException):
    """A page took more than its time. No `Exception`: a converter that goes on after errors must not survive it."""
