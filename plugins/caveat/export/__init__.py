"""Hand-over to partners: a copy in one file, signed, and what says whether a copy may be trusted."""
