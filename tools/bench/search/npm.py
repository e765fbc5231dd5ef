"""The peers' npm packages, exactly as the lock file pins them, in a folder of their own."""

import shutil
import subprocess
from pathlib import Path

_HERE = Path(__file__).parent


def installed(cache: Path) -> Path:
    """The folder `node_modules`; installed anew where the lock file is another one than the last time.

    Raises CalledProcessError where npm fails, FileNotFoundError where there is no npm.
    """
    folder = cache / "npm"
    lock = folder / "package-lock.json"
    modules = folder / "node_modules"
    if modules.exists() and lock.exists() and lock.read_bytes() == (_HERE / "package-lock.json").read_bytes():
        return modules
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_HERE / name, folder)
    # Pagefind's binary is a file of its package: no script of a package has to run.
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    return modules
