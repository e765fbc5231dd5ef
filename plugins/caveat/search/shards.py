"""The files of an index: plain data in scripts, as documented in the handbook's page on the index.

A browser loads a shard by a script element, so that search works from a folder on a disk and under
`script-src 'self'`. Every shard is one call: `caveatSearch.add(NAME, DATA);` with DATA in JSON.
"""

import json
from collections.abc import Mapping

FORMAT = 4
"""Raised whenever the form of a shard changes."""

_CALL = "caveatSearch.add("


def script(name: str, data: object) -> bytes:
    """The file of a shard."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # U+2028 and U+2029 end a line in scripts older than ES2019.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{_CALL}{json.dumps(name)},{text});\n".encode()


def data_of(content: bytes) -> object:
    """What a shard holds. Raises ValueError for what is no shard."""
    text = content.decode()
    if not text.startswith(_CALL):
        raise ValueError("no shard")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


class Shards:
    """The shards of an index by name, each read once."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """`files` is name to content."""
        self._files = files
        self._read: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        """The data of a shard. Raises KeyError where there is none."""
        if name not in self._read:
            self._read[name] = data_of(self._files[name])
        return self._read[name]
