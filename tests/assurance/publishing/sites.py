"""Finished folders for tests of publishing: every file says which build it is of."""

from pathlib import Path

from caveat.assurance.publishing.publish import publication

EDITIONS = ("law-enforcement", "partner")


def site(folder: Path, mark: str, files: int = 3) -> Path:
    """A finished folder, every file of which says `mark`."""
    for number in range(files):
        place = folder / f"part{number % 3}" / f"page{number}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(mark, encoding="utf-8")
    (folder / "index.html").write_text(mark, encoding="utf-8")
    return folder


def finished(root: Path, mark: str, files: int = 3) -> dict[str, Path]:
    return {name: site(root / mark / name, mark, files) for name in EDITIONS}


def marks(folder: Path) -> set[str]:
    """What the files of a folder say: one word where it is wholly of one build."""
    return {path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


def run(out: Path, given: dict[str, Path]) -> None:
    with publication(out) as place:
        place.publish(given)
