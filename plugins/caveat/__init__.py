"""Caveat: editions of a guidance knowledge base from one Markdown source. Imports no site generator."""

__version__ = "0.1.0"
