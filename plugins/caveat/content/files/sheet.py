"""What is drawn on a page, in its order: finds text and pictures that are in the file and not to be seen.

Text is known by nine points in each character, a covering by the points of it that a later painting takes in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from caveat.content.files.geometry import Area, Box, Matrix, Point, apply, box_of, overlap
from caveat.content.files.refusal import REDO, Refusal, too_complex

Colour = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""
WHITE: Colour = (1.0, 1.0, 1.0)

_NEAR = 0.12
"""Colours that differ by less in each part look the same."""
_COVERED = 4
"""Points of a character's nine. A line that strikes text through takes in three."""
_HEIGHTS = (0.1, 0.25, 0.42)
"""Of the points, in parts of the size of the type, above the baseline."""
_SMALLEST = 1.0
"""Size of type, in points."""
_PICTURE = 3.0
"""Points of PDF, each way, of a picture that may lie under something or beyond an edge."""

_WORK = 20_000_000
"""Comparisons of one thing that is drawn with another: some ten seconds."""

COVERED_TEXT = Refusal("attachment-hidden-text", f"text lies under something that is drawn over it; {REDO}")
CUT_OFF_TEXT = Refusal("attachment-hidden-text", f"text lies where it is cut off from view; {REDO}")
FAINT_TEXT = Refusal("attachment-hidden-text", f"text has the colour of what is behind it; {REDO}")
TINY_TEXT = Refusal("attachment-hidden-text", f"text is too small to be seen; {REDO}")
COVERED_PICTURE = Refusal("attachment-hidden-picture", f"a picture lies under something that is drawn over it; {REDO}")
CUT_OFF_PICTURE = Refusal(
    "attachment-hidden-picture",
    "a picture reaches beyond what is shown of it; cut the picture itself before it is placed",
)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that is drawn at once."""

    matrix: Matrix
    """From the space of the text, where the size of the type is 1, to the page."""
    spans: Sequence[tuple[float, float]]
    """Left and right end of each character that is more than a space."""
    colours: Sequence[Colour | None]
    """Of the filling and the outline, as far as they are drawn; None: not known."""
    is_measured: bool = True
    """Whether the widths are those of the font, and not guessed."""
    covered: list[int] = field(default_factory=list)
    """For each character the points that are covered, as bits."""

    @property
    def box(self) -> Box:
        """The box around all characters."""
        left, right = self.spans[0][0], max(right for _, right in self.spans)
        return box_of(apply(self.matrix, x, y) for x in (left, right) for y in (_HEIGHTS[0], _HEIGHTS[-1]))

    @property
    def size(self) -> float:
        """Of the type, on the page."""
        a, b, c, d, _, _ = self.matrix
        return float(min((a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5))

    def centres(self) -> Iterator[Point]:
        """The middle of each character."""
        for left, right in self.spans:
            yield apply(self.matrix, (left + right) / 2, _HEIGHTS[1])

    def points(self, number: int) -> Iterator[Point]:
        """The nine points of a character."""
        left, right = self.spans[number]
        for part in (0.2, 0.5, 0.8):
            for y in _HEIGHTS:
                yield apply(self.matrix, left + part * (right - left), y)


@dataclass(frozen=True, slots=True)
class _Paint:
    area: Area
    clips: Sequence[Area]
    colour: Colour | None
    box: Box

    def contains(self, x: float, y: float) -> bool:
        return self.area.contains(x, y) and all(clip.contains(x, y) for clip in self.clips)


class Sheet:
    """A page as it is drawn; `found` grows with every reason to refuse it."""

    def __init__(self, edge: Box) -> None:
        self.edge = Area.rectangle(edge)
        self.found: set[Refusal] = set()
        self._paints: list[_Paint] = []
        self._runs: list[tuple[Box, Run]] = []
        self._pictures: list[_Paint] = []
        self._left = _WORK

    def text(self, run: Run, clips: Sequence[Area]) -> None:
        """Draw text; `clips` are all the areas to which drawing is cut, the page's own edge left out."""
        if not run.spans:
            return
        if run.size < _SMALLEST:
            self.found.add(TINY_TEXT)
            return
        box = run.box
        edges = [area for area in (self.edge, *clips) if not (area.is_box and _within(box, area.box))]
        beyond = sum(any(not area.contains(x, y) for area in edges) for x, y in run.centres()) if edges else 0
        if beyond > self._tolerance(run):
            self.found.add(CUT_OFF_TEXT)
        if self._is_faint(run, box):
            self.found.add(FAINT_TEXT)
        run.covered.extend([0] * len(run.spans))
        self._runs.append((box, run))

    def fill(self, area: Area | None, clips: Sequence[Area], colour: Colour | None) -> None:
        """Paint an area; `colour` is None where it is not known."""
        paint = _paint(area, (self.edge, *clips), colour)
        if paint is None:
            return
        self._cover(paint)
        self._paints.append(paint)

    def picture(self, area: Area, clips: Sequence[Area]) -> None:
        """Draw a picture."""
        for edge in (self.edge, *clips):
            beyond = max(outer - inner for outer, inner in zip(_outer(area.box), _outer(edge.box), strict=True))
            if beyond > _PICTURE or (not edge.is_box and any(not edge.contains(*at) for at in area.grid(area.box, 8))):
                self.found.add(CUT_OFF_PICTURE)
        paint = _paint(area, (self.edge, *clips), None)
        if paint is None:
            return
        self._cover(paint)
        self._paints.append(paint)
        self._pictures.append(paint)

    def spend(self, work: int) -> None:
        """Count work. Raises Unreadable where a page takes more than any page needs."""
        self._left -= work
        if self._left < 0:
            raise too_complex("a page draws too many things over each other")

    def _is_faint(self, run: Run, box: Box) -> bool:
        if not run.colours or any(colour is None for colour in run.colours):
            return False
        self.spend(len(self._paints))
        left, bottom, right, top = box
        # Most of the time of an inspection is spent here: compared in place, without a call for each.
        behind = [
            paint
            for paint in reversed(self._paints)
            if paint.box[0] <= right and left <= paint.box[2] and paint.box[1] <= top and bottom <= paint.box[3]
        ]
        if not behind:
            return all(_near(colour, WHITE) for colour in run.colours)
        self.spend(len(run.spans) * len(behind))
        grounds = (next((paint.colour for paint in behind if paint.contains(x, y)), WHITE) for x, y in run.centres())
        faint = sum(all(_near(colour, ground) for colour in run.colours) for ground in grounds)
        return faint > self._tolerance(run)

    @staticmethod
    def _tolerance(run: Run) -> int:
        """How many characters may lie where they cannot be seen: half of those whose places are guessed."""
        return 0 if run.is_measured else len(run.spans) // 2

    def _cover(self, paint: _Paint) -> None:
        corners = sum(map(len, paint.area.polygons))
        self.spend(len(self._runs))
        left, bottom, right, top = paint.box
        for box, run in self._runs:
            if box[0] <= right and left <= box[2] and box[1] <= top and bottom <= box[3]:
                self.spend(len(run.spans) * corners)
                if _covers(paint, run):
                    self.found.add(COVERED_TEXT)
        for picture in self._pictures:
            shared = overlap(paint.box, picture.box)
            if shared and min(shared[2] - shared[0], shared[3] - shared[1]) >= _PICTURE:
                covered = (at for at in picture.area.grid(shared, 5) if paint.contains(*at))
                if next(covered, None):
                    self.found.add(COVERED_PICTURE)


def _covers(paint: _Paint, run: Run) -> bool:
    for number in range(len(run.spans)):
        for bit, (x, y) in enumerate(run.points(number)):
            if paint.contains(x, y):
                run.covered[number] |= 1 << bit
        if run.covered[number].bit_count() >= _COVERED:
            return True
    return False


def _paint(area: Area | None, clips: Sequence[Area], colour: Colour | None) -> _Paint | None:
    box = area.box if area else None
    for clip in clips:
        box = overlap(box, clip.box) if box else None
    return _Paint(area, clips, colour, box) if area and box else None


def _near(colour: Colour | None, other: Colour | None) -> bool:
    return bool(colour and other) and all(
        abs(one - two) < _NEAR for one, two in zip(colour or (), other or (), strict=True)
    )


def _within(box: Box, other: Box) -> bool:
    return other[0] <= box[0] and other[1] <= box[1] and box[2] <= other[2] and box[3] <= other[3]


def _outer(box: Box) -> Box:
    """A box whose numbers all grow outwards."""
    return -box[0], -box[1], box[2], box[3]
