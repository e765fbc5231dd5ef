"""The preview's process: `python -m caveat_site.preview MKDOCS_YML ADDRESS`, as `mkdocs serve` without its needs.

MkDocs wants `docs_dir` to be there before any plugin runs. The preview gives it the stop page of this package, so that
the folder a project names there need not exist: nothing of it would be shown anyway.
"""

import sys
from pathlib import Path

from mkdocs.__main__ import State
from mkdocs.commands.serve import serve
from mkdocs.exceptions import MkDocsException

STOP = Path(__file__).parent / "stop"


def run(config_file: str, address: str) -> int:
    """Serve until Ctrl-C; the exit code."""
    log = State()  # Its handler prints what MkDocs says, for as long as it lives.
    try:
        serve(config_file=config_file, docs_dir=str(STOP), dev_addr=address)
    except MkDocsException as error:
        error.show()
        return error.exit_code
    finally:
        del log
    return 0


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:]))
