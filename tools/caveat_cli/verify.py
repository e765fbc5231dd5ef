"""`caveat verify FILE`: whether a copy may be trusted. Exit code 0: it may; 1: it is refused; 2: nobody can say."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, date, datetime
from pathlib import Path

from caveat.content.addresses import shown
from caveat.export.encryption import EncryptionError
from caveat.export.receiving import NoSuchCopyError, received
from caveat.export.refusal import RefusedError
from caveat.export.signing import SigningError
from caveat.export.verification import Verified, verify
from caveat_cli.report import warn
from caveat_cli.values import day
from caveat_site.usage import UsageError


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the copy as it came, not unpacked")
    parser.add_argument(
        "--signers", type=Path, required=True, metavar="FILE", help="allowed_signers: whose copies you trust"
    )
    parser.add_argument("--previous", type=Path, metavar="FILE", help="the copy before, which this one is to replace")
    parser.add_argument("--identity", type=Path, metavar="FILE", help="your age or SSH key, for an encrypted copy")
    parser.add_argument("--today", type=day, metavar="D", help="hold it against this day, YYYY-MM-DD; default: today")


def run(_root: Path, arguments: Namespace) -> int:
    """Print what the copy is, or why it is refused."""
    today = arguments.today or datetime.now(UTC).date()
    try:
        found = _verified(arguments, today)
    except RefusedError as error:
        warn(f"do not use this copy: {error} [{error.refusal}]")
        return 1
    except (EncryptionError, NoSuchCopyError, SigningError) as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{error.filename or 'the system'}: {error.strerror or type(error).__name__}") from None
    print(_text(found))
    return 0


def _verified(arguments: Namespace, today: date) -> Verified:
    # A list that cannot be read says nothing of a copy.
    arguments.signers.read_bytes()
    package = received(arguments.file, arguments.identity)
    previous = received(arguments.previous, arguments.identity) if arguments.previous else None
    return verify(package, arguments.signers, today, previous)


def _text(found: Verified) -> str:
    said = found.statement
    rows = {
        "Signed by": f"{found.signer.name}, key {found.signer.fingerprint}",
        "Library": said.library,
        "Edition": f"{said.title} ({said.edition}), as at {said.released}",
        "Marking": f"{said.marking} {said.handling}".rstrip(),
        "Number": str(said.sequence),
        "Use": f"from {said.issued} until {said.expires}",
        "Made for": said.recipient or "nobody in particular",
        "Content": f"SHA-256 {said.content}",
    }
    lines = (f"{name + ':':<11}{shown(value)}" for name, value in rows.items())
    return "\n".join(("This copy may be trusted.", *lines))
