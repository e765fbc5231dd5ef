"""How many typing mistakes lie between two words."""

from rapidfuzz.distance import OSA


def mistakes(one: str, other: str, most: int) -> int:
    """Letters left out, added, replaced or exchanged with the next one; `most` + 1 where there are more than `most`.

    Optimal string alignment: Damerau, "A technique for computer detection and correction of spelling errors",
    CACM 7(3), 1964, with each pair of letters exchanged once at most. The browser's script has its own.
    """
    return OSA.distance(one, other, score_cutoff=most)
