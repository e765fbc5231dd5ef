"""Strict reading: a folder of Markdown and data files becomes values, or a list of problems, and nothing in between."""
