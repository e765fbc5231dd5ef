"""Where a file stands in the site, and which names a file may have."""

import re
import unicodedata
from collections.abc import Iterable

ROOT_FOLDER = "docs"
"""The content folder that is the root of the site; every other one keeps its name."""
_NAME = re.compile(r"[\w .-]+")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LEFTOVERS = re.compile(
    r".*(?:~|\.orig|\.rej|\.bak|\.old|\.swp|\.swo|\.tmp)|#.*#|~\$.*|thumbs\.db|desktop\.ini", re.IGNORECASE
)
_ALIAS = re.compile(r"(?:[\w-][\w .-]*/)*[\w-][\w .-]*\.(?:md|html)")


def site_address(path: str) -> str:
    """The path of a content file in the site tree: `docs/about.md` is `about.md`."""
    return path.removeprefix(f"{ROOT_FOLDER}/")


def folded(address: str) -> str:
    """An address as a file system that ignores case and Unicode form sees it."""
    return unicodedata.normalize("NFKC", address).casefold()


def alias_address(alias: str) -> str:
    """The address an alias stands for, ending in `.md`; empty where it is none."""
    if not _ALIAS.fullmatch(alias) or any(wrong_name(part) for part in alias.split("/")):
        return ""
    return re.sub(r"\.html$", ".md", alias)


def prefixes(address: str) -> Iterable[str]:
    """The folders above an address and the address itself: `a`, `a/b`, `a/b/c.md`."""
    parts = address.split("/")
    return ("/".join(parts[: length + 1]) for length in range(len(parts)))


def shown(path: str) -> str:
    """A path that is safe to print: odd characters as escapes."""
    safe = path.encode("utf-8", "backslashreplace").decode()
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in safe)


def wrong_name(name: str) -> tuple[str, str] | None:
    """Problem code and message for a file or folder name that content may not have; None where it is fine."""
    if _LEFTOVERS.fullmatch(name):
        return "backup-file", "an editor or a system left this file here; delete it"
    if name.startswith("."):
        return "hidden-file", "content holds no hidden file; delete it or move it elsewhere"
    if _DEVICES.fullmatch(name):
        return "reserved-name", "Windows keeps this name for a device; rename it"
    if not _NAME.fullmatch(name) or not unicodedata.is_normalized("NFC", name):
        message = "rename it: letters (in Unicode form NFC), digits, dot, hyphen, underscore and space alone"
        return "unsafe-name", message
    if name[0] == " " or name[-1] in " .":
        return "unsafe-name", "rename it: no space at the ends of a name, no dot at its end"
    return None
