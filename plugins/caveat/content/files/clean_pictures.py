"""Clean copies of PNG and JPEG: the pixels, written anew by Pillow."""

import io

from PIL import Image, ImageCms, ImageOps

from caveat.content.files.pixels import decode

_QUALITY = 92
_OPAQUE_MODES = ("1", "L", "RGB", "I;16")


def clean_png(data: bytes) -> bytes:
    """The first frame, upright, in sRGB, with nothing left in what is transparent. Raises Unreadable."""
    image = _upright(data, "png")
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        seen = image.getchannel("A").point([0] + [255] * 255)
        image = Image.composite(image, Image.new("RGBA", image.size), seen)
    elif image.mode not in _OPAQUE_MODES:
        image = image.convert("RGB")
    return _written(image, "PNG", optimize=True)


def clean_jpeg(data: bytes) -> bytes:
    """The picture, upright and in sRGB. Raises Unreadable."""
    image = _upright(data, "jpeg")
    return _written(image if image.mode == "L" else image.convert("RGB"), "JPEG", quality=_QUALITY, subsampling=0)


def _upright(data: bytes, kind: str) -> Image.Image:
    image = decode(data, kind)
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    return _in_srgb(image, profile) if profile else image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The same colours without a profile; the picture as it is where the profile is broken."""
    mode = "RGBA" if image.mode in ("RGBA", "LA", "P", "PA") else "RGB"
    source = image.convert(mode) if image.mode != "CMYK" else image
    try:
        taken = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(source, taken, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return changed or image


def _written(image: Image.Image, kind: str, **options: object) -> bytes:
    """The pixels alone: a picture that was opened carries what its file said."""
    plain = Image.frombytes(image.mode, image.size, image.tobytes())
    out = io.BytesIO()
    plain.save(out, kind, **options)
    return out.getvalue()
