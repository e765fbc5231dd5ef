"""Ways to write a text so that a search for its letters misses it."""

import base64
import html
import json
from collections.abc import Callable, Mapping

_LOOK_ALIKES = str.maketrans(
    "aeocpxyiAEOCPX", "\u0430\u0435\u043e\u0441\u0440\u0445\u0443\u0456\u0410\u0415\u041e\u0421\u0420\u0425"
)
_TYPOGRAPHY = str.maketrans({"'": "\u2019", '"': "\u201d", "-": "\u2011", " ": "\u00a0"})


def _every(form: str) -> Callable[[str], str]:
    """Every letter and sign in a numbered form; spaces too."""
    return lambda text: "".join(form.format(ord(letter)) for letter in text)


def _between(what: str) -> Callable[[str], str]:
    """Something that nobody sees between the letters of each word."""
    return lambda text: " ".join(what.join(word) for word in text.split(" "))


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _json(text: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" for letter in text)


ENCODINGS: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "full-width letters": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "look-alikes": lambda text: text.translate(_LOOK_ALIKES),
    "mathematical letters": lambda text: "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in text),
    "accents": _between("\u0301"),
    "soft hyphens": _between("\u00ad"),
    "zero-width spaces": _between("\u200b"),
    "typography": lambda text: text.translate(_TYPOGRAPHY),
    "white space": lambda text: text.replace(" ", " \t\n  "),
    "decimal references": _every("&#{};"),
    "hexadecimal references": _every("&#x{:x};"),
    "references twice": lambda text: html.escape(_every("&#{};")(text)),
    "JSON escapes": _json,
    "script escapes": _every("\\x{:02x}"),
    "code point escapes": _every("\\u{{{:x}}}"),
    "octal escapes": _every("\\{:03o}"),
    "style sheet escapes": _every("\\{:06x} "),
    "percent-encoding": _every("%{:02X}"),
    "percent-encoding twice": _every("%25{:02X}"),
    "JSON in JSON": lambda text: json.dumps(json.dumps({"a": _json(text)})),
    "base64": _base64,
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(f"{text}?>~".encode()).decode(),
    "base64 in lines": lambda text: base64.encodebytes(f"{'- ' * 60}{text}".encode()).decode(),
    "data address": lambda text: f"data:text/plain;base64,{_base64(text)}",
    "base64 twice": lambda text: _base64(_base64(text)),
    "hexadecimal": lambda text: text.encode().hex(),
    "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
    "soft line breaks": _between("=\n"),
    "an element for each letter": _between("<i></i>"),
    "a comment in each word": lambda text: " ".join(f"{w[0]}<!-- x -->{w[1:]}" for w in text.split(" ")),
    "bold words": lambda text: "".join(f"<b>{word}</b>" for word in text.split(" ")),
}
"""Name of an encoding to the function that writes it, as text."""
