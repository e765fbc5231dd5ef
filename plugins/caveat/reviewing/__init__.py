"""What each edition gains and loses between a revision and the source as it stands. For the widest edition only."""
