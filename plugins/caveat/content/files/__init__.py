"""What lies inside a file that may be released: inspection by kind, and clean copies."""
