"""Redaction: which characters of a body belong to which editions, and a body without the others.

A line scanner that knows no Markdown (`markers.mark`) finds the restrictions of a body; `redact.redact` takes away what
an edition may not see. Anything close to a marker that is not exactly one is a problem (`reserved`).
"""
