"""What a drawing that may be released consists of: elements, attributes, and values that hide or load."""

import re
from collections.abc import Mapping

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


TEXTS = frozenset({"text", "tspan", "textPath", "title"})
"""Elements whose text a reader sees or hears."""
ELEMENTS = TEXTS | _names("""
    svg g defs symbol use style path rect circle ellipse line polyline polygon linearGradient radialGradient stop
    clipPath marker pattern
""")
METADATA = frozenset({"metadata", "desc"})
SCRIPTS = frozenset({"script", "foreignObject", "handler", "iframe", "audio", "video"})
PICTURES = frozenset({"image", "feImage"})
MOVING = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "mpath", "set"})

ATTRIBUTES = _names("""
    version viewBox preserveAspectRatio width height x y xmlns lang space role aria-label aria-labelledby
    aria-describedby aria-hidden focusable baseProfile type media

    d points cx cy r rx ry x1 y1 x2 y2 fx fy fr pathLength transform

    fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset opacity color clip-path clip-rule paint-order vector-effect shape-rendering
    text-rendering color-interpolation overflow

    offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits
    patternTransform clipPathUnits marker-start marker-mid marker-end markerWidth markerHeight markerUnits refX refY
    orient

    font-family font-size font-size-adjust font-style font-variant font-weight font-stretch text-anchor
    text-decoration letter-spacing word-spacing dominant-baseline alignment-baseline baseline-shift direction
    unicode-bidi writing-mode dx dy rotate textLength lengthAdjust startOffset method spacing kerning
""")
"""Of the document, shapes, painting, gradients and patterns, and text."""

UNSHOWN = frozenset({"defs", "symbol", "clipPath", "marker", "pattern"})
"""Elements that show nothing where they stand."""
ZERO = re.compile(r"[+-]?(?:0+\.?0*|\.0+)(?:e[+-]?\d+)?(?:px|pt|em|rem|ex|mm|cm|in|%)?", re.IGNORECASE)
HIDING: Mapping[str, re.Pattern[str]] = {
    "display": re.compile(r"none", re.IGNORECASE),
    "visibility": re.compile(r"hidden|collapse", re.IGNORECASE),
    "opacity": ZERO,
    "font-size": ZERO,
}
"""Attribute or property to the values with which it shows nothing."""
LOADING = re.compile(r"url\((?!\s*['\"]?#)|^\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
"""A value that names something outside the drawing."""
