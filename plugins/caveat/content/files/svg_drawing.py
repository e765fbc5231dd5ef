"""A drawing, painted element by element onto a sheet that notices what is hidden."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree
from PIL import ImageColor

from caveat.content.files.geometry import IDENTITY, Area, Box, Matrix, Point, apply, multiply, scale, strokes
from caveat.content.files.refusal import Refusal, too_complex
from caveat.content.files.sheet import FAINT_TEXT, Colour, Run, Sheet
from caveat.content.files.svg_rules import SVG, UNSHOWN, XLINK
from caveat.content.files.svg_shapes import number, numbers, outline, transform_of
from caveat.content.files.svg_style import Styles

_SHAPES = frozenset({"rect", "circle", "ellipse", "line", "polygon", "polyline", "path"})
_EVERYWHERE: Box = (-1e6, -1e6, 1e6, 1e6)
_CLEAR = 0.3
"""Below this opacity a shape covers nothing."""
_FAINT = 0.1
_WIDE = 0.44
"""Width of a character in parts of the size: rather too little, so that text reaches into nothing beside it."""
_DEPTH = 12
_POINT = 10
"""Work for a point of an outline, or for a look at a style, in comparisons."""
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)")
_NONE = ("none", "transparent")


@dataclass(frozen=True, slots=True)
class _Place:
    matrix: Matrix = IDENTITY
    clips: tuple[Area, ...] = ()
    depth: int = 0


def hidden_in(root: etree._Element) -> frozenset[Refusal]:
    """Why text of a drawing cannot be seen, as far as positions and colours tell. Raises Unreadable."""
    drawing = _Drawing(root)
    try:
        drawing.draw(root, _Place())
    except (ArithmeticError, ValueError):
        raise too_complex("the drawing has numbers beyond measure") from None
    return frozenset(drawing.sheet.found)


class _Drawing:
    def __init__(self, root: etree._Element) -> None:
        self._styles = Styles(root)
        self._named = {str(element.get("id")): element for element in root.iter() if element.get("id")}
        view = numbers(str(root.get("viewBox", "")))
        if len(view) == 4:
            edge: Box = (view[0], view[1], view[0] + view[2], view[1] + view[3])
        elif root.get("width") and root.get("height") and "%" not in f"{root.get('width')}{root.get('height')}":
            edge = (0.0, 0.0, number(root, "width", 0), number(root, "height", 0))
        else:
            edge = _EVERYWHERE
        self._size = (edge[2] - edge[0], edge[3] - edge[1])
        self.sheet = Sheet(edge)

    def draw(self, element: etree._Element, place: _Place) -> None:
        """Paint an element and what is in it."""
        # Every rule may be asked about every element that this one lies in.
        self.sheet.spend(_POINT * (place.depth + 1) * (self._styles.size + 1))
        if not isinstance(element.tag, str):
            return
        kind = str(element.tag).rpartition("}")[2]
        if kind in UNSHOWN:
            return
        place = self._placed(element, place)
        if kind in _SHAPES:
            self._shape(element, kind, place)
        elif kind == "text":
            self._text(element, place)
            return
        elif kind == "use":
            self._use(element, place)
        for child in element:
            self.draw(child, replace(place, depth=place.depth + 1))

    def _placed(self, element: etree._Element, place: _Place) -> _Place:
        matrix = multiply(transform_of(str(element.get("transform", ""))), place.matrix)
        reference = _REFERENCE.search(self._styles.value(element, "clip-path"))
        clip = self._named.get(reference[1]) if reference else None
        if clip is None or clip.get("clipPathUnits") == "objectBoundingBox":
            return replace(place, matrix=matrix)
        polygons = [
            [apply(matrix, *point) for point in polygon]
            for shape in clip.iter()
            if (kind := str(shape.tag).rpartition("}")[2]) in _SHAPES
            for polygon in outline(shape, kind, self._size)
        ]
        self.sheet.spend(_POINT * sum(map(len, polygons)))
        area = Area.of(polygons)
        return replace(place, matrix=matrix, clips=(*place.clips, area) if area else place.clips)

    def _shape(self, element: etree._Element, kind: str, place: _Place) -> None:
        polygons = [[apply(place.matrix, *point) for point in found] for found in outline(element, kind, self._size)]
        self.sheet.spend(_POINT * sum(map(len, polygons)))
        styles = self._styles
        fill, stroke = styles.inherited(element, "fill"), styles.inherited(element, "stroke")
        if fill not in _NONE and kind != "line" and styles.opacity(element, "fill") >= _CLEAR:
            even_odd = styles.inherited(element, "fill-rule") == "evenodd"
            self.sheet.fill(Area.of(polygons, even_odd=even_odd), place.clips, _colour(fill))
        if stroke and stroke not in _NONE and styles.opacity(element, "stroke") >= _CLEAR:
            width = (numbers(styles.inherited(element, "stroke-width")) or [1.0])[0]
            self.sheet.fill(Area.of(strokes(polygons, width * scale(place.matrix))), place.clips, _colour(stroke))

    def _use(self, element: etree._Element, place: _Place) -> None:
        target = self._named.get(str(element.get("href", element.get(f"{{{XLINK}}}href", ""))).removeprefix("#"))
        if target is None:
            return
        if place.depth > _DEPTH:
            raise too_complex(f"drawings lie in drawings more than {_DEPTH} deep")
        moved = (1.0, 0.0, 0.0, 1.0, number(element, "x", self._size[0]), number(element, "y", self._size[1]))
        inner = replace(place, matrix=multiply(moved, place.matrix), depth=place.depth + 1)
        # What waits in a symbol is drawn here and nowhere else.
        for shown in target if target.tag == f"{{{SVG}}}symbol" else [target]:
            self.draw(shown, inner)

    def _text(self, element: etree._Element, place: _Place) -> None:
        """The lines of a text: each part with a place of its own starts one, others go on where the last ended."""
        self._line(element, place, (number(element, "x", self._size[0]), number(element, "y", self._size[1])))

    def _line(self, element: etree._Element, place: _Place, at: Point) -> Point:
        x = number(element, "x", self._size[0], at[0]) + number(element, "dx", self._size[0])
        y = number(element, "y", self._size[1], at[1]) + number(element, "dy", self._size[1])
        at = self._words(element, element.text or "", place, (x, y))
        for child in element:
            if str(child.tag).rpartition("}")[2] == "tspan":
                at = self._line(child, place, at)
            at = self._words(element, child.tail or "", place, at)
        return at

    def _words(self, element: etree._Element, text: str, place: _Place, at: Point) -> Point:
        words = " ".join(text.split())
        size = (numbers(self._styles.inherited(element, "font-size")) or [16.0])[0]
        if not words or not size:
            return at
        length = len(words) * _WIDE * size
        anchor = self._styles.inherited(element, "text-anchor")
        start = at[0] - {"middle": length / 2, "end": length}.get(anchor, 0.0)
        # Upwards is plus for text and minus for drawings.
        matrix = multiply((size, 0.0, 0.0, -size, start, at[1]), place.matrix)
        spans = [(n * _WIDE, (n + 1) * _WIDE) for n, character in enumerate(words) if character != " "]
        colours = self._colours(element)
        if not colours:
            self.sheet.found.add(FAINT_TEXT)
        self.sheet.text(Run(matrix, spans, colours, is_measured=False), place.clips)
        return at[0] + length, at[1]

    def _colours(self, element: etree._Element) -> Sequence[Colour | None]:
        """Of the filling and the outline, as far as they can be seen."""
        found: list[Colour | None] = []
        for part, usual in (("fill", "black"), ("stroke", "none")):
            colour = self._styles.inherited(element, part) or usual
            if colour not in _NONE and self._styles.opacity(element, part) >= _FAINT:
                found.append(_colour(colour))
        return found


def _colour(text: str) -> Colour | None:
    """A colour as red, green and blue; None where it is none of a plain form."""
    try:
        red, green, blue = ImageColor.getrgb(text or "black")[:3]
    except ValueError:
        return None
    return red / 255, green / 255, blue / 255
