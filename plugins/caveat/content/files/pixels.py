"""A picture as pixels, by Pillow, within a limit of our own."""

import io
import warnings

from PIL import Image

from caveat.content.files.refusal import damaged, too_complex

PIXELS = 40_000_000
"""A sheet of A4 at 600 dots per inch has 35 million."""


def check_size(width: int, height: int) -> None:
    """Raise Unreadable for a picture without pixels or with too many; before anything is decoded."""
    if width < 1 or height < 1:
        raise damaged("the picture has no size")
    if width * height > PIXELS:
        raise too_complex(f"the picture has more than {PIXELS // 1_000_000} million pixels")


def decode(data: bytes, kind: str) -> Image.Image:
    """The decoded picture. Raises Unreadable where Pillow cannot read all of it."""
    try:
        with warnings.catch_warnings():
            # What Pillow finds odd, such as a palette that is too short, is no reason to print a line.
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=[kind.upper()])
            check_size(*image.size)
            image.load()
    except MemoryError:
        raise too_complex("the picture takes too much memory") from None
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError) as error:
        # All of these are Pillow's ways to say that a file is broken.
        raise damaged("the picture cannot be decoded") from error
    return image


def hides_colours(image: Image.Image) -> bool:
    """Whether pixels that are fully transparent still hold a picture of several colours."""
    if not ("A" in image.getbands() or "transparency" in image.info):
        return False
    pixels = image.convert("RGBA")
    mask = pixels.getchannel("A").point([255] + [0] * 255)
    return any(sum(map(bool, pixels.getchannel(band).histogram(mask))) > 1 for band in "RGB")
