"""Search of one edition: an index made from its projected pages alone, read by a small script in the browser."""
