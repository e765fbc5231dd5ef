"""`python -m caveat_cli`."""

import sys

from caveat_cli.main import run

sys.exit(run())
