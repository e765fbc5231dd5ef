"""The `caveat` command: parse arguments, call the library, print, exit code."""
