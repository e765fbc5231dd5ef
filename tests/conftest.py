"""Generated cases are the same in every run, so that a red run means a change, not luck.

`CAVEAT_RANDOM=1` draws new ones: the longer forms use it, and so should whoever hunts for a fault.
`CAVEAT_EXAMPLES=20` draws fewer than the usual 100 for each property, and looks for no smaller case where one fails:
`make mutation` runs the tests many times over.
"""

import os

from hypothesis import HealthCheck, Phase, settings

EXAMPLES = int(os.environ.get("CAVEAT_EXAMPLES", "100"))
PHASES = {Phase.explicit, Phase.generate} if "CAVEAT_EXAMPLES" in os.environ else {*Phase}

settings.register_profile(
    "random",
    deadline=None,
    print_blob=True,
    max_examples=EXAMPLES,
    phases=PHASES,
    # A busy machine is no fault.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("repeatable", settings.get_profile("random"), derandomize=True)
settings.load_profile("random" if os.environ.get("CAVEAT_RANDOM") else "repeatable")
