"""What the work of a preview has made and what browsers want of it: shared by both, under one lock."""

from collections import deque
from threading import Condition

from caveat.content.problem import Problem
from caveat_site.preview.site import Site


class Board:
    """The state of a preview. Whoever reads or changes more than one part of it holds `lock`."""

    def __init__(self) -> None:
        self.lock = Condition()
        """Told of every change."""
        self.sites: dict[str, Site] = {}
        self.first = ""
        """The edition that is shown first."""
        self.viewed = ""
        """The edition that somebody looked at last."""
        self.problems: tuple[Problem, ...] = ()
        self.is_due = True
        """Whether everything is to be checked."""
        self.wanted: deque[tuple[str, str]] = deque()
        """Editions and addresses of pages that browsers wait for."""
        self.indexes: set[str] = set()
        """Editions in which somebody searches."""
