"""Pictures in a PDF whose pixels are stored as they are or packed by Flate (ISO 32000-2, 8.9.5)."""

import zlib
from collections.abc import Iterator

import pikepdf

from caveat.content.files.refusal import CLEAN, Refusal

_REST = Refusal("attachment-trailing-bytes", f"bytes stand after the last pixel of a picture; {CLEAN}")
_COMPONENTS = {
    **dict.fromkeys(("/DeviceGray", "/CalGray", "/Indexed", "/Separation"), 1),
    **dict.fromkeys(("/DeviceRGB", "/CalRGB", "/Lab"), 3),
    "/DeviceCMYK": 4,
}


def inspect_pixels(stream: pikepdf.Stream) -> Iterator[Refusal]:
    """Whether bytes follow the last pixel. A line feed may."""
    size = pixel_bytes(stream)
    if size is None:
        return
    data = stream.read_raw_bytes()
    if "/Filter" not in stream:
        rest = data[size:]
    else:
        unpacker = zlib.decompressobj()
        rest = unpacker.decompress(data, size + 1)[size:] + unpacker.unused_data
    if rest.strip(b"\r\n"):
        yield _REST


def pixel_bytes(stream: pikepdf.Stream) -> int | None:
    """Bytes of all pixels, unpacked; None where the kind of colours does not tell."""
    parts = 1 if stream.get("/ImageMask") else _components(stream.get("/ColorSpace"))
    if parts is None:
        return None
    depth = 1 if stream.get("/ImageMask") else int(stream.get("/BitsPerComponent", 8))
    parameters = stream.get("/DecodeParms", pikepdf.Dictionary())
    parameters = parameters[0] if isinstance(parameters, pikepdf.Array) else parameters
    filtered = int(parameters.get("/Predictor", 1) >= 10) if "/Filter" in stream else 0
    return int(stream["/Height"]) * ((int(stream["/Width"]) * parts * depth + 7) // 8 + filtered)


def _components(space: pikepdf.Object | None) -> int | None:
    if isinstance(space, pikepdf.Name):
        return _COMPONENTS.get(str(space))
    if not isinstance(space, pikepdf.Array) or not len(space):
        return None
    kind = str(space[0])
    if kind == "/ICCBased":
        return int(space[1]["/N"])
    return len(space[1]) if kind == "/DeviceN" else _COMPONENTS.get(kind)
