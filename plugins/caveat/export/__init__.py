"""A copy for partners: a bag, signed, that opens anywhere and says when to throw it away."""
