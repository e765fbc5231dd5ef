"""Why a proof cannot be made."""

from caveat.content.problem import CaveatError


class ProofError(CaveatError):
    """The project cannot be proved: the prover's own reading does not understand it, or it builds unlike itself."""
