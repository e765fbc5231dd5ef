"""The preview from its start to Ctrl-C."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from caveat_site.preview.answers import Answers
from caveat_site.preview.board import Board
from caveat_site.preview.preview import Preview, Say
from caveat_site.preview.server import ADDRESS, Server
from caveat_site.private import private_folder

_TURN = 0.0005
"""Seconds after which a thread that waits gets its turn."""


def serve(
    root: Path,
    edition: str | None,
    port: int,
    say: Say,
    opened: Callable[[str, Board], None],
    *,
    drafts: bool = False,
) -> None:
    """Show every edition on a port of this machine, 0 for a free one, until interrupted; `opened` hears the address.

    Raises PortInUseError, ContentError where `mkdocs.yml` is wrong, UsageError where there is no such edition.
    """
    # A browser loads a page and a dozen files while the rest is being checked: without this, each of its requests waits
    # for several turns of five milliseconds.
    sys.setswitchinterval(_TURN)
    with Server(port) as server, private_folder() as work:
        preview = Preview(root, edition, work, say, drafts=drafts)
        server.answers = Answers(preview.board)
        Thread(target=server.serve_forever, daemon=True).start()
        opened(f"http://{ADDRESS}:{server.server_address[1]}", preview.board)
        try:
            preview.run()
        except KeyboardInterrupt:
            return
        finally:
            server.shutdown()
