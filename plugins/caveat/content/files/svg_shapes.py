"""The outlines of shapes of a drawing (W3C SVG 1.1, chapters 7 to 9)."""

import math
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from caveat.content.files.geometry import IDENTITY, Matrix, Point, curve, multiply

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
_SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_STEPS = 24


def numbers(text: str) -> list[float]:
    """All numbers of a text."""
    return [float(found) for found in _NUMBER.findall(text)]


def number(element: etree._Element, name: str, whole: float, otherwise: float = 0.0) -> float:
    """A length; `whole` is what 100 % are. Units are taken for pixels: near enough to tell what covers what."""
    text = str(element.get(name, ""))
    found = numbers(text)
    if not found:
        return otherwise
    return found[0] * whole / 100 if text.strip().endswith("%") else found[0]


def transform_of(text: str) -> Matrix:
    """The matrix of a `transform` attribute."""
    found = IDENTITY
    for name, values in _TRANSFORM.findall(text):
        found = multiply(_step(name, numbers(values)), found)
    return found


def outline(element: etree._Element, kind: str, size: Point) -> list[list[Point]]:
    """The polygons of a shape; `size` is that of the drawing, for lengths in per cent."""
    wide, high = size
    if kind == "rect":
        x, y = number(element, "x", wide), number(element, "y", high)
        right, low = x + number(element, "width", wide), y + number(element, "height", high)
        return [[(x, y), (right, y), (right, low), (x, low), (x, y)]]
    if kind in ("circle", "ellipse"):
        across = number(element, "r" if kind == "circle" else "rx", wide)
        down = across if kind == "circle" else number(element, "ry", high)
        x, y = number(element, "cx", wide), number(element, "cy", high)
        turns = [step * 2 * math.pi / _STEPS for step in range(_STEPS + 1)]
        return [[(x + across * math.cos(turn), y + down * math.sin(turn)) for turn in turns]]
    if kind == "line":
        ends = [
            number(element, name, whole) for name, whole in (("x1", wide), ("y1", high), ("x2", wide), ("y2", high))
        ]
        return [[(ends[0], ends[1]), (ends[2], ends[3])]]
    if kind in ("polygon", "polyline"):
        values = numbers(str(element.get("points", "")))
        points = list(zip(values[::2], values[1::2], strict=False))
        return [[*points, points[0]] if kind == "polygon" and points else points]
    return list(_Path().draw(str(element.get("d", ""))))


def _step(name: str, values: Sequence[float]) -> Matrix:
    padded = [*values, 0.0, 0.0]
    if name == "matrix" and len(values) == 6:
        return values[0], values[1], values[2], values[3], values[4], values[5]
    if name == "translate":
        return 1.0, 0.0, 0.0, 1.0, padded[0], padded[1]
    if name == "scale":
        return padded[0], 0.0, 0.0, values[1] if len(values) > 1 else padded[0], 0.0, 0.0
    if name == "rotate":
        turn = math.radians(padded[0])
        around = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0.0, 0.0)
        x, y = (values[1], values[2]) if len(values) == 3 else (0.0, 0.0)
        return multiply(multiply((1, 0, 0, 1, -x, -y), around), (1, 0, 0, 1, x, y))
    slant = math.tan(math.radians(padded[0]))
    if name == "skewX":
        return 1.0, 0.0, slant, 1.0, 0.0, 0.0
    return (1.0, slant, 0.0, 1.0, 0.0, 0.0) if name == "skewY" else IDENTITY


def _arcs(text: str) -> Iterator[float]:
    """The numbers of arcs, seven for each. The fourth and the fifth are single digits and may stand without a gap."""
    at = place = 0
    while at < len(text):
        if text[at] in "01" and place in (3, 4):
            yield float(text[at])
            at, place = at + 1, place + 1
        elif found := _NUMBER.match(text, at):
            yield float(found[0])
            at, place = found.end(), (place + 1) % 7
        else:
            at += 1


class _Path:
    """A path under way."""

    def __init__(self) -> None:
        self._polygon: list[Point] = []
        self._at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._control: Point | None = None
        """The last point that a curve was drawn to by, for a smooth next one."""

    def draw(self, text: str) -> Iterator[list[Point]]:
        for command, rest in _COMMAND.findall(text):
            kind = command.upper()
            values = numbers(rest) if kind != "A" else list(_arcs(rest))
            size = _SIZES[kind]
            if kind == "Z":
                self._polygon.append(self._start)
                self._at = self._start
                continue
            for place in range(0, len(values) - size + 1, size):
                # Further pairs after a move are lines.
                part = "L" if kind == "M" and place else kind
                if part == "M" and self._polygon:
                    yield self._polygon
                    self._polygon = []
                self._add(part, values[place : place + size], is_relative=command.islower())
        if self._polygon:
            yield self._polygon

    def _add(self, kind: str, values: Sequence[float], *, is_relative: bool) -> None:
        x, y = self._at
        dx, dy = (x, y) if is_relative else (0.0, 0.0)
        if kind == "H":
            end = (values[0] + dx, y)
        elif kind == "V":
            end = (x, values[0] + dy)
        else:
            end = (values[-2] + dx, values[-1] + dy)
        if kind == "M":
            self._start = end
            self._polygon = [end]
        elif kind in "CSQT":
            controls = [(values[at] + dx, values[at + 1] + dy) for at in range(0, len(values) - 2, 2)]
            if kind in "ST":
                last = self._control or (x, y)
                controls.insert(0, (2 * x - last[0], 2 * y - last[1]))
            self._polygon += curve((x, y), controls[0], controls[-1], end)
            self._control = controls[-1]
        else:
            self._polygon += _bow((x, y), end, values) if kind == "A" else [end]
        if kind not in "CSQT":
            self._control = None
        self._at = end


def _bow(start: Point, end: Point, values: Sequence[float]) -> list[Point]:
    """An arc (SVG 1.1, F.6), by the way from its ends to its centre."""
    rx, ry, turn, large, sweep = abs(values[0]), abs(values[1]), math.radians(values[2]), values[3], values[4]
    if not rx or not ry or start == end:
        return [end]
    cos, sin = math.cos(turn), math.sin(turn)
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    x, y = cos * half[0] + sin * half[1], -sin * half[0] + cos * half[1]
    stretch = max(1.0, math.hypot(x / rx, y / ry))
    rx, ry = rx * stretch, ry * stretch
    reach = rx * rx * y * y + ry * ry * x * x
    factor = math.sqrt(max(0.0, rx * rx * ry * ry - reach) / reach) * (-1 if bool(large) == bool(sweep) else 1)
    cx, cy = factor * rx * y / ry, -factor * ry * x / rx
    first, last = math.atan2((y - cy) / ry, (x - cx) / rx), math.atan2((-y - cy) / ry, (-x - cx) / rx)
    span = (last - first) % (2 * math.pi) if sweep else -((first - last) % (2 * math.pi))
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    found = []
    for step in range(1, _STEPS + 1):
        angle = first + span * step / _STEPS
        px, py = cx + rx * math.cos(angle), cy + ry * math.sin(angle)
        found.append((cos * px - sin * py + middle[0], sin * px + cos * py + middle[1]))
    return found
