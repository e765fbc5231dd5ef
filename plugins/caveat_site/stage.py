"""Write one projected edition to a folder that any engine of the MkDocs family renders.

    OUT/mkdocs.yml   settings, from an allowlist
    OUT/docs/        pages, attachments, search index
    OUT/theme/       templates and assets, copied in

Nothing outside the folder is needed to render it, and nothing in it says where it was made.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from caveat.content.problem import CaveatError
from caveat.projection.limit import PageLimit, unlimited
from caveat.projection.staged import Projection
from caveat.search.index import NOWHERE, indexed
from caveat.search.kept import Kept
from caveat_site.settings import as_yaml, engine_settings
from caveat_site.usage import UsageError

THEME = Path(__file__).parent / "theme"


class StageError(CaveatError):
    """The folder cannot be written."""


def stage(projection: Projection, out: Path, kept: Kept = NOWHERE, limit: PageLimit = unlimited) -> None:
    """Write the staged folder of an edition to `out`, a folder that is empty or not there yet.

    Equal projections give equal folders, whatever analyses are `kept`; `limit` is the time of one of them.
    Raises UsageError where `out` is not empty, StageError where it cannot be written.
    """
    write_staged(dict(staged_files(projection, kept, limit)), out)


def write_staged(files: Mapping[str, bytes], out: Path) -> None:
    """Write a staged folder's files to `out`. Raises as `stage` does."""
    try:
        if out.exists() and any(out.iterdir()):
            raise UsageError(f"{out} is not empty; name a new folder")
        for address, content in files.items():
            place = out / address
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    except OSError as error:
        raise StageError(f"cannot write to {out}: {error.strerror or error}") from error


def staged_files(
    projection: Projection, kept: Kept = NOWHERE, limit: PageLimit = unlimited
) -> Iterator[tuple[str, bytes]]:
    """Address below the staged folder to content of every file, sorted.

    Raises StageError where a page or attachment would take the place of a file of the theme.
    """
    if not projection.archived:
        projection = indexed(projection, kept, limit)
    docs = {_safe(address): content for address, content in projection.tree().items()}
    theme = dict(theme_files(with_assets=not projection.archived))
    if taken := sorted(docs.keys() & theme.keys()):
        raise StageError(f"{projection.origins.get(taken[0], taken[0])}: the theme has a file of this name; rename it")
    files = {f"docs/{address}": content for address, content in docs.items()}
    files |= {f"theme/{address}": content for address, content in theme.items()}
    files["mkdocs.yml"] = as_yaml(engine_settings(projection)).encode()
    yield from sorted(files.items())


def _safe(address: str) -> str:
    path = PurePosixPath(address)
    if path.is_absolute() or not path.parts or ".." in path.parts or str(path) != address or "\\" in address:
        raise StageError(f"{address!r} is no address below the site's root")
    return address


def theme_files(*, with_assets: bool = True) -> Iterator[tuple[str, bytes]]:
    """The theme's files. Earlier releases use the styles and scripts of the site that they stand in."""
    for path in sorted(THEME.rglob("*")):
        relative = path.relative_to(THEME)
        is_theme = path.is_file() and not any(part.startswith((".", "_")) for part in relative.parts)
        if is_theme and (with_assets or relative.parts[0] != "assets"):
            yield relative.as_posix(), path.read_bytes()
