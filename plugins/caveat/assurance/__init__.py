"""What stands between a finished edition and its readers: nothing is published by halves."""
