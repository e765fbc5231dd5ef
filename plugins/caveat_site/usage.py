"""A wish that cannot be met, as opposed to content that cannot be published."""

from caveat.content.problem import CaveatError


class UsageError(CaveatError):
    """What was asked for cannot be done with this project or this folder."""
