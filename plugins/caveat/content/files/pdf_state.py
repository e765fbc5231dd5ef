"""What governs the drawing on a PDF page at one moment (ISO 32000-2, 8.4)."""

import dataclasses
from collections.abc import Sequence

import pikepdf

from caveat.content.files.geometry import IDENTITY, Area, Matrix, overlap
from caveat.content.files.pdf_fonts import UNKNOWN_FONT, Font
from caveat.content.files.sheet import Colour

BLACK: Colour = (0.0, 0.0, 0.0)
NOWHERE = Area.rectangle((0.0, 0.0, 0.0, 0.0))
_PARTS = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4}
_SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}


@dataclasses.dataclass(slots=True)
class State:
    """The graphics state, as far as it decides what can be seen."""

    ctm: Matrix = IDENTITY
    clips: tuple[Area, ...] = ()
    fill: Colour | None = BLACK
    stroke: Colour | None = BLACK
    fill_space: str = "/DeviceGray"
    stroke_space: str = "/DeviceGray"
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    is_masked: bool = False
    line_width: float = 1.0
    font: Font = UNKNOWN_FONT
    size: float = 0.0
    character_gap: float = 0.0
    word_gap: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def copy(self) -> "State":
        """A state that changes on its own."""
        return dataclasses.replace(self)

    def clip(self, area: Area | None) -> None:
        """Cut what is drawn from here on."""
        area = area or NOWHERE
        if area.is_box:
            for number, other in enumerate(self.clips):
                if other.is_box:
                    shared = overlap(area.box, other.box)
                    merged = Area.rectangle(shared) if shared else NOWHERE
                    self.clips = (*self.clips[:number], merged, *self.clips[number + 1 :])
                    return
        self.clips = (*self.clips, area)


def space_of(name: str, resources: pikepdf.Object) -> str:
    """The kind of a colour space that a page names; empty where its colours cannot be told."""
    name = _SHORT.get(name, name)
    if name in _PARTS:
        return name
    space = resources.get("/ColorSpace", pikepdf.Dictionary()).get(name)
    if isinstance(space, pikepdf.Name):
        return str(space) if str(space) in _PARTS else ""
    if not isinstance(space, pikepdf.Array) or not len(space):
        return ""
    kind = str(space[0])
    if kind == "/ICCBased":
        return {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}.get(int(space[1].get("/N", 0)), "")
    return kind if kind in _PARTS else ""


def colour_of(space: str, values: Sequence[object]) -> Colour | None:
    """A colour as red, green and blue; None where it cannot be told."""
    if not space or len(values) != _PARTS[space] or any(isinstance(value, pikepdf.Name) for value in values):
        return None
    parts = [min(max(float(value), 0.0), 1.0) for value in values]  # type: ignore[arg-type]
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    cyan, magenta, yellow, black = parts
    return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
