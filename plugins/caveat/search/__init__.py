"""Search of one edition: an index made from its projected pages alone, ranked alike here and in the browser."""
