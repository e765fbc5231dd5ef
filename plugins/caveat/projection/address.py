"""Addresses in the site tree: normalised relative paths with forward slashes, never read from a disk."""


def relative(start: str, target: str) -> str:
    """The relative path from the page at `start` to `target`, both from the site's root."""
    here, there = start.split("/")[:-1], target.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:])


def page_address(uri: str) -> str:
    """The address of a page in the built site: `.md` becomes `.html`."""
    return uri.removesuffix(".md") + ".html"


def href(start: str, target: str) -> str:
    """The relative address of the page at `target` (which may carry a fragment), seen from the page at `start`."""
    path, hash_sign, fragment = target.partition("#")
    return relative(start, page_address(path)) + hash_sign + fragment


def to_root(uri: str) -> str:
    """What leads from a page to the site's root: `../` for each folder."""
    return "../" * uri.count("/")
