"""Noninterference as an experiment on the user's own content.

    sources     the project as plain values, by a reading of our own
    reading     who sees what of it, by the same reading
    kinds       ways to change what an edition may not see: one function each
    plan        the edits of one round, drawn by a seeded generator
    draft       any subset of those edits put together, always with the same result
    views       what the edition sees, before and after: the prover's check on itself
    disk        the changed project on a disk, files in another order, with other times and modes
    trees       two finished editions compared: every name, mode and byte
    causes      the smallest part of a round that still makes the difference
    proof       the whole experiment
    report      what a release authority files

The prover trusts none of the code that it examines: it imports nothing of `caveat.redaction` and `caveat.projection`,
none of the models of `caveat.content`, and no engine. A build is a function that its caller hands in.
"""
