"""Areas of a page, in points of PDF: enough to tell what lies under what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""x' = a x + c y + e, y' = b x + d y + f, as PDF writes it (ISO 32000-2, 8.3.3)."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_CURVE_STEPS = 8


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """One matrix after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """A point, moved."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scale(matrix: Matrix) -> float:
    """By how much lengths grow, roughly."""
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)


def box_of(points: Iterable[Point]) -> Box:
    """The smallest box around points."""
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def overlap(one: Box, other: Box) -> Box | None:
    """What two boxes share, or None."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left < right and bottom < top else None


@dataclass(frozen=True, slots=True)
class Area:
    """What a path encloses."""

    polygons: Sequence[Sequence[Point]]
    """Closed without saying so; at least one, each of at least one point."""
    box: Box
    even_odd: bool = False

    @classmethod
    def of(cls, polygons: Sequence[Sequence[Point]], *, even_odd: bool = False) -> "Area | None":
        """The area, or None where there is none."""
        full = [polygon for polygon in polygons if polygon]
        return cls(full, box_of(point for polygon in full for point in polygon), even_odd) if full else None

    @classmethod
    def rectangle(cls, box: Box, matrix: Matrix = IDENTITY) -> "Area":
        """A box, moved."""
        left, bottom, right, top = box
        corners = [apply(matrix, *corner) for corner in ((left, bottom), (right, bottom), (right, top), (left, top))]
        return cls([corners], box_of(corners))

    @property
    def is_box(self) -> bool:
        """Whether the area fills its box."""
        if len(self.polygons) != 1:
            return False
        left, bottom, right, top = self.box
        corners = list(dict.fromkeys(self.polygons[0]))
        upright = all(x in (left, right) and y in (bottom, top) for x, y in corners)
        return upright and len(corners) == 4 and len(self.polygons[0]) <= 5

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside, by the rule of the area (ISO 32000-2, 8.5.3.3)."""
        if not (self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]):
            return False
        winding = crossings = 0
        for polygon in self.polygons:
            x1, y1 = polygon[-1]
            for x2, y2 in polygon:
                if (y1 <= y) != (y2 <= y) and (x2 - x1) * (y - y1) / (y2 - y1) + x1 > x:
                    crossings += 1
                    winding += 1 if y2 > y1 else -1
                x1, y1 = x2, y2
        return bool(crossings % 2 if self.even_odd else winding)

    def grid(self, box: Box, steps: int) -> Iterator[Point]:
        """Points of a box, evenly spread, that lie in the area."""
        left, bottom, right, top = box
        for column in range(steps):
            x = left + (right - left) * (column + 0.5) / steps
            for row in range(steps):
                y = bottom + (top - bottom) * (row + 0.5) / steps
                if self.contains(x, y):
                    yield x, y


def curve(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    """Points along a Bézier curve, the start left out."""
    for step in range(1, _CURVE_STEPS + 1):
        t = step / _CURVE_STEPS
        u = 1 - t
        weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        points = (start, first, second, end)
        yield (
            sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
            sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
        )


def strokes(polygons: Iterable[Sequence[Point]], width: float) -> list[list[Point]]:
    """The lines of a path as thin boxes."""
    found: list[list[Point]] = []
    for polygon in polygons:
        for (x1, y1), (x2, y2) in pairwise(polygon):
            length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
            if length:
                across, up = (y1 - y2) / length * width / 2, (x2 - x1) / length * width / 2
                found.append(
                    [(x1 + across, y1 + up), (x2 + across, y2 + up), (x2 - across, y2 - up), (x1 - across, y1 - up)]
                )
    return found
