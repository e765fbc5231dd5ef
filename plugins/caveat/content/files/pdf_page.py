"""A PDF page, drawn operator by operator onto a sheet that notices what is hidden (ISO 32000-2, annex A)."""

from collections.abc import Sequence
from typing import Any

import pikepdf

from caveat.content.files.geometry import IDENTITY, Area, Box, Matrix, Point, apply, curve, multiply, scale, strokes
from caveat.content.files.pdf_fonts import UNKNOWN_FONT
from caveat.content.files.pdf_operators import Operands, holds_words, surplus
from caveat.content.files.pdf_reading import Reading
from caveat.content.files.pdf_rules import LAYERED, MARKED, UNKNOWN
from caveat.content.files.pdf_state import BLACK, State, colour_of, space_of
from caveat.content.files.refusal import REDO, Refusal, too_complex
from caveat.content.files.sheet import FAINT_TEXT, TINY_TEXT, Colour, Run, Sheet

DEPTH = 12
"""Forms inside forms."""
INVISIBLE = Refusal("attachment-hidden-text", f"text is drawn in a way that shows nothing; {REDO}")
SPOT = Refusal(
    "attachment-hidden-text",
    f"text has a colour that cannot be compared with what is behind it (a spot colour or a pattern); {REDO}, in RGB",
)
MASKED = Refusal("attachment-hidden-text", f"text is drawn through a mask; {REDO}")
_CLEAR = 0.3
"""Below this opacity a painting covers nothing."""
_FAINT = 0.1
_THIN = 1.0
"""Lines thinner than this, in points, cover nothing."""
_IGNORED = frozenset(["ri", "i", "J", "j", "M", "d", "d0", "d1", "BT"])
_FILLS = {"f": False, "F": False, "f*": True, "B": False, "B*": True, "b": False, "b*": True}
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_ENDS = frozenset({*_FILLS, *_STROKES, "n"})


def read_page(reading: Reading, contents: pikepdf.Object, resources: pikepdf.Object, edge: Box) -> None:
    """Draw a page; what it hides goes to the reading."""
    sheet = Sheet(edge)
    _Drawing(reading, sheet, resources, State()).run(reading.instructions(contents))
    reading.found |= sheet.found


class _Drawing:
    """One stream of operators under way."""

    def __init__(self, reading: Reading, sheet: Sheet, resources: Any, state: State, depth: int = 0) -> None:
        self._reading, self._sheet, self._resources = reading, sheet, resources
        self.state, self._depth = state, depth
        self._saved: list[State] = []
        self._polygons: list[list[Point]] = []
        self._clip_rule: bool | None = None
        self._line: Matrix = IDENTITY
        self._text: Matrix = IDENTITY

    def run(self, instructions: Sequence[Any]) -> None:
        """Draw everything."""
        for operands, operator in instructions:
            name = str(operator)
            if surplus(operands, name) or holds_words(operands, name):
                self._reading.found.add(UNKNOWN)
            if name in _ENDS:
                self._paint(name)
            elif method := _OPERATORS.get(name):
                method(self, operands)
            elif name not in _IGNORED:
                self._reading.found.add(UNKNOWN)

    # State

    def save(self, _operands: Operands) -> None:
        self._saved.append(self.state.copy())

    def restore(self, _operands: Operands) -> None:
        if self._saved:
            self.state = self._saved.pop()

    def move_space(self, operands: Operands) -> None:
        self.state.ctm = multiply(_matrix(operands), self.state.ctm)

    def line_width(self, operands: Operands) -> None:
        self.state.line_width = float(operands[0])

    def named_state(self, operands: Operands) -> None:
        named = self._resources["/ExtGState"][str(operands[0])]
        self.state.fill_alpha = float(named.get("/ca", self.state.fill_alpha))
        self.state.stroke_alpha = float(named.get("/CA", self.state.stroke_alpha))
        if "/SMask" in named:
            mask = named["/SMask"]
            self.state.is_masked = isinstance(mask, pikepdf.Dictionary)
            if self.state.is_masked:
                self._reading.drawn.add(mask["/G"].objgen)
        if "/Font" in named:
            self.state.font = self._reading.font(named["/Font"][0])
            self.state.size = float(named["/Font"][1])

    def fill_space(self, operands: Operands) -> None:
        self.state.fill_space = space_of(str(operands[0]), self._resources)
        self.state.fill = BLACK if self.state.fill_space else None

    def stroke_space(self, operands: Operands) -> None:
        self.state.stroke_space = space_of(str(operands[0]), self._resources)
        self.state.stroke = BLACK if self.state.stroke_space else None

    def fill_colour(self, operands: Operands) -> None:
        self.state.fill = colour_of(self.state.fill_space, operands)

    def stroke_colour(self, operands: Operands) -> None:
        self.state.stroke = colour_of(self.state.stroke_space, operands)

    def marked(self, operands: Operands) -> None:
        is_layer = bool(operands) and str(operands[0]) == "/OC"
        self._reading.found.add(LAYERED if is_layer else MARKED)

    def end_marked(self, _operands: Operands) -> None:
        self._reading.found.add(MARKED)

    # Paths

    def _point(self, x: Any, y: Any) -> Point:
        return apply(self.state.ctm, float(x), float(y))

    def start(self, operands: Operands) -> None:
        self._polygons.append([self._point(*operands)])

    def line_to(self, operands: Operands) -> None:
        self._polygons[-1].append(self._point(*operands))

    def curve(self, operands: Operands) -> None:
        points = [self._point(*operands[at : at + 2]) for at in (0, 2, 4)]
        self._polygons[-1] += curve(self._polygons[-1][-1], points[0], points[1], points[2])

    def curve_from(self, operands: Operands) -> None:
        start = self._polygons[-1][-1]
        second, end = self._point(*operands[:2]), self._point(*operands[2:])
        self._polygons[-1] += curve(start, start, second, end)

    def curve_to(self, operands: Operands) -> None:
        first, end = self._point(*operands[:2]), self._point(*operands[2:])
        self._polygons[-1] += curve(self._polygons[-1][-1], first, end, end)

    def close(self, _operands: Operands) -> None:
        self._polygons[-1].append(self._polygons[-1][0])

    def rectangle(self, operands: Operands) -> None:
        x, y, width, height = map(float, operands)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        self._polygons.append([self._point(*corner) for corner in corners])

    def clip(self, _operands: Operands) -> None:
        self._clip_rule = False

    def clip_even_odd(self, _operands: Operands) -> None:
        self._clip_rule = True

    def _paint(self, name: str) -> None:
        state, polygons = self.state, self._polygons
        if name in _FILLS and state.fill_alpha >= _CLEAR:
            self._sheet.fill(Area.of(polygons, even_odd=_FILLS[name]), state.clips, state.fill)
        width = state.line_width * scale(state.ctm)
        if name in _STROKES and width >= _THIN and state.stroke_alpha >= _CLEAR:
            if name in "sb*":
                polygons = [[*polygon, polygon[0]] for polygon in polygons]
            self._sheet.fill(Area.of(strokes(polygons, width)), state.clips, state.stroke)
        if self._clip_rule is not None:
            state.clip(Area.of(self._polygons, even_odd=self._clip_rule))
        self._polygons, self._clip_rule = [], None

    def shading(self, _operands: Operands) -> None:
        if self.state.fill_alpha >= _CLEAR:
            self._sheet.fill(self._sheet.edge, self.state.clips, None)

    # Pictures and forms

    def inline_picture(self, _operands: Operands) -> None:
        self._sheet.picture(Area.rectangle((0, 0, 1, 1), self.state.ctm), self.state.clips)

    def object(self, operands: Operands) -> None:
        stream = self._resources["/XObject"][str(operands[0])]
        self._reading.drawn.add(stream.objgen)
        if stream.get("/Subtype") == "/Image":
            self.inline_picture(operands)
            return
        if self._depth == DEPTH:
            raise too_complex(f"drawings lie in drawings more than {DEPTH} deep")
        state = self.state.copy()
        state.ctm = multiply(_matrix(stream.get("/Matrix", IDENTITY)), state.ctm)
        box = [float(value) for value in stream["/BBox"]]
        state.clip(Area.rectangle((box[0], box[1], box[2], box[3]), state.ctm))
        inner = _Drawing(self._reading, self._sheet, stream.get("/Resources", self._resources), state, self._depth + 1)
        inner.run(self._reading.instructions(stream))

    # Text

    def begin_text(self, _operands: Operands) -> None:
        self._line = self._text = IDENTITY

    def font(self, operands: Operands) -> None:
        font = self._resources.get("/Font", pikepdf.Dictionary()).get(str(operands[0]))
        if font is None:
            # Every viewer would take another one.
            self._reading.found.add(UNKNOWN)
        self.state.font = self._reading.font(font) if font is not None else UNKNOWN_FONT
        self.state.size = float(operands[1])

    def text_matrix(self, operands: Operands) -> None:
        self._line = self._text = _matrix(operands)

    def move(self, operands: Operands) -> None:
        self._line = self._text = multiply((1, 0, 0, 1, float(operands[0]), float(operands[1])), self._line)

    def move_leading(self, operands: Operands) -> None:
        self.state.leading = -float(operands[1])
        self.move(operands)

    def next_line(self, _operands: Operands) -> None:
        self.move((0, -self.state.leading))

    def next_line_show(self, operands: Operands) -> None:
        self.next_line(())
        self.show([[operands[-1]]])

    def spaced_line_show(self, operands: Operands) -> None:
        self.state.word_gap, self.state.character_gap = float(operands[0]), float(operands[1])
        self.next_line_show(operands)

    def show_one(self, operands: Operands) -> None:
        self.show([[operands[0]]])

    def show(self, operands: Operands) -> None:
        """TJ: strings, and numbers that move the next one back by thousandths of the size."""
        state, x = self.state, 0.0
        across = state.size * state.stretch
        spans: list[tuple[float, float]] = []
        for piece in operands[0]:
            if not isinstance(piece, pikepdf.String):
                x -= float(piece) / 1000 * across
                continue
            for code, width, is_shown in state.font.characters(bytes(piece)):
                if is_shown and across:
                    spans.append((x / across, x / across + width))
                gap = state.character_gap + (state.word_gap if code == 32 and not state.font.is_wide else 0.0)
                x += width * across + gap * state.stretch
        matrix = multiply(multiply((across, 0, 0, state.size, 0, state.rise), self._text), state.ctm)
        self._text = multiply((1, 0, 0, 1, x, 0), self._text)
        if spans:
            self._draw_text(Run(matrix, spans, self._text_colours()))
        elif not across and any(not isinstance(piece, int | float) for piece in operands[0]):
            self._reading.found.add(TINY_TEXT)

    def _draw_text(self, run: Run) -> None:
        state = self.state
        if state.mode not in (0, 1, 2):
            self._reading.found.add(INVISIBLE)
            return
        if state.is_masked:
            self._reading.found.add(MASKED)
        if any(colour is None for colour in run.colours):
            self._reading.found.add(SPOT)
        alphas = [state.fill_alpha] * (state.mode != 1) + [state.stroke_alpha] * (state.mode > 0)
        if max(alphas) < _FAINT:
            self._reading.found.add(FAINT_TEXT)
        self._sheet.text(run, state.clips)

    def _text_colours(self) -> list[Colour | None]:
        state = self.state
        return [state.fill] * (state.mode != 1) + [state.stroke] * (state.mode > 0)


def _matrix(operands: Operands) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _device(space: str, *, stroke: bool) -> Any:
    def set_colour(drawing: _Drawing, operands: Operands) -> None:
        state = drawing.state
        if stroke:
            state.stroke_space, state.stroke = space, colour_of(space, operands)
        else:
            state.fill_space, state.fill = space, colour_of(space, operands)

    return set_colour


def _number(name: str, factor: float = 1.0) -> Any:
    return lambda drawing, operands: setattr(drawing.state, name, float(operands[0]) * factor)


def _set_mode(drawing: _Drawing, operands: Operands) -> None:
    drawing.state.mode = int(operands[0])


_OPERATORS: dict[str, Any] = {
    "q": _Drawing.save,
    "Q": _Drawing.restore,
    "cm": _Drawing.move_space,
    "w": _Drawing.line_width,
    "gs": _Drawing.named_state,
    "cs": _Drawing.fill_space,
    "CS": _Drawing.stroke_space,
    "sc": _Drawing.fill_colour,
    "scn": _Drawing.fill_colour,
    "SC": _Drawing.stroke_colour,
    "SCN": _Drawing.stroke_colour,
    "g": _device("/DeviceGray", stroke=False),
    "G": _device("/DeviceGray", stroke=True),
    "rg": _device("/DeviceRGB", stroke=False),
    "RG": _device("/DeviceRGB", stroke=True),
    "k": _device("/DeviceCMYK", stroke=False),
    "K": _device("/DeviceCMYK", stroke=True),
    "m": _Drawing.start,
    "l": _Drawing.line_to,
    "c": _Drawing.curve,
    "v": _Drawing.curve_from,
    "y": _Drawing.curve_to,
    "h": _Drawing.close,
    "re": _Drawing.rectangle,
    "W": _Drawing.clip,
    "W*": _Drawing.clip_even_odd,
    "sh": _Drawing.shading,
    "Do": _Drawing.object,
    "INLINE IMAGE": _Drawing.inline_picture,
    "BT": _Drawing.begin_text,
    "ET": _Drawing.begin_text,
    "Tf": _Drawing.font,
    "Tm": _Drawing.text_matrix,
    "Td": _Drawing.move,
    "TD": _Drawing.move_leading,
    "T*": _Drawing.next_line,
    "Tj": _Drawing.show_one,
    "TJ": _Drawing.show,
    "'": _Drawing.next_line_show,
    '"': _Drawing.spaced_line_show,
    "Tc": _number("character_gap"),
    "Tw": _number("word_gap"),
    "Tz": _number("stretch", 0.01),
    "TL": _number("leading"),
    "Ts": _number("rise"),
    "Tr": _set_mode,
    "BMC": _Drawing.marked,
    "BDC": _Drawing.marked,
    "MP": _Drawing.marked,
    "DP": _Drawing.marked,
    "EMC": _Drawing.end_marked,
}
