"""Generated cases are the same in every run, so that a red run means a change, not luck.

`CAVEAT_RANDOM=1` draws new ones: the longer forms use it, and so should whoever hunts for a fault.
`CAVEAT_EXAMPLES=20` draws fewer than the usual 100 for each property: `make mutation` runs the tests many times over.
"""

import os

from hypothesis import settings

EXAMPLES = int(os.environ.get("CAVEAT_EXAMPLES", "100"))

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True, max_examples=EXAMPLES)
settings.register_profile("random", deadline=None, print_blob=True, max_examples=EXAMPLES)
settings.load_profile("random" if os.environ.get("CAVEAT_RANDOM") else "repeatable")
