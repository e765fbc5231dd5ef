"""Puts finished editions in their place, all or none, so that each is always wholly old or wholly new."""
