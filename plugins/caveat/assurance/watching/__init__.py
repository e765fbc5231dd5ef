"""What must not appear in an edition even where nobody has marked it: the watch list, and personal data in debriefs."""
