"""What editors and reviewers work with: the ledger of restrictions, and safe edits."""
