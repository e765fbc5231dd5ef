"""What whoever signs a copy says of it. Signed with everything else, by way of the tag manifest."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final, Literal

from pydantic import TypeAdapter, ValidationError

from caveat.export.refusal import Refusal, RefusedError

FORM: Final = "caveat-copy/1"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a copy is, how long it holds, and which copy came before."""

    library: str
    """The site's name."""
    edition: str
    title: str
    """The edition's title."""
    marking: str
    """The edition's protective marking."""
    handling: str
    """What its readers may do with it; may be empty."""
    released: date
    """The edition's own date."""
    sequence: int
    """Counts what the edition has shown in copies: 1, 2, ... Copies of the same content have the same number."""
    issued: date
    expires: date
    """The last day on which it holds."""
    content: str
    """SHA-256 of what the edition shows, whoever the copy is for and whenever it was made."""
    previous: str
    """`content` of the copies with the number before; empty for the first."""
    recipient: str
    """Whom it was made for; may be empty."""
    digest: str
    """SHA-256 of the edition as built: of the lines that `sha256sum` prints of its files, sorted by name."""
    checked: tuple[str, ...]
    """What was checked before it was made, in fixed words."""
    tool: str
    form: Literal["caveat-copy/1"] = FORM


_MODEL = TypeAdapter(Statement)


def written(statement: Statement) -> bytes:
    """The statement as JSON, one way alone."""
    fields = {name: _plain(value) for name, value in asdict(statement).items()}
    return (json.dumps(fields, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_statement(data: bytes) -> Statement:
    """The statement of a copy. Raises RefusedError where it is not exactly as `written` writes one."""
    try:
        statement = _MODEL.validate_json(data)
    except ValidationError:
        raise RefusedError(Refusal.NOT_A_COPY, "its statement is of another form, or was changed") from None
    if written(statement) != data or statement.sequence < 1 or statement.expires < statement.issued:
        raise RefusedError(Refusal.NOT_A_COPY, "its statement is not in the form that Caveat writes")
    return statement


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
