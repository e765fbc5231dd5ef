"""Landlock of Linux: the kernel refuses files that are not named, to machine code too. See landlock(7).

Needs neither privileges nor namespaces, so it holds in many places where those are not to be had, inside containers for
one. It does less: files keep their names, and of the network it knows TCP alone.
"""

import errno
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from caveat_site.isolation import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION = 1
_PATH_BENEATH = 1

_WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 1, 1 << 2, 1 << 3
_REMOVE_FOLDER, _REMOVE_FILE, _MAKE_FOLDER, _MAKE_FILE = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_READ = _READ_FILE | _READ_FOLDER
_CHANGE = _WRITE_FILE | _REMOVE_FOLDER | _REMOVE_FILE | _MAKE_FOLDER | _MAKE_FILE | _REFER | _TRUNCATE
_OF_A_FILE = _READ_FILE | _WRITE_FILE | _TRUNCATE

_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""Version to how many rights over files it knows, from bit 0 on."""
_TCP_SINCE, _TCP = 4, 0b11
_SCOPES_SINCE, _SCOPES = 6, 0b11
"""Sockets without a path, and signals, of processes outside."""

_ABSENT = frozenset({errno.ENOSYS, errno.EOPNOTSUPP})


def restrict(*, readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    """From now on the kernel refuses other files, other programs and TCP. Cannot be undone.

    False where the kernel has no Landlock; nothing has happened then. Raises OSError for any other reason.
    """
    try:
        version = kernel.system_call("landlock_create_ruleset", _CREATE_RULESET, None, 0, _VERSION)
    except OSError as error:
        if error.errno in _ABSENT:
            return False
        raise
    known = (1 << max(number for since, number in _FILE_RIGHTS.items() if since <= version)) - 1
    network = _TCP if version >= _TCP_SINCE else 0
    scopes = _SCOPES if version >= _SCOPES_SINCE else 0
    handled = struct.pack("QQQ", known, network, scopes)
    rules = kernel.system_call("landlock_create_ruleset", _CREATE_RULESET, handled, len(handled), 0)
    try:
        for path in readable:
            _allow(rules, path, _READ)
        for path in writable:
            _allow(rules, path, (_READ | _CHANGE) & known)
        kernel.refuse_new_privileges()
        kernel.system_call("landlock_restrict_self", _RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)
    return True


def _allow(rules: int, path: Path, rights: int) -> None:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", rights if path.is_dir() else rights & _OF_A_FILE, handle)
        kernel.system_call("landlock_add_rule", _ADD_RULE, rules, _PATH_BENEATH, rule, 0)
    finally:
        os.close(handle)
