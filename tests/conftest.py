"""Generated cases are the same in every run, so that a red run means a change, not luck.

`CAVEAT_RANDOM=1` draws new ones: the longer forms use it, and so should whoever hunts for a fault.
"""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("random", deadline=None, print_blob=True)
settings.load_profile("random" if os.environ.get("CAVEAT_RANDOM") else "repeatable")
