#!/bin/sh
# Sets up .venv with this very tree. In a library of its own, caveat init writes a script that fetches a pinned commit.
set -eu
cd "$(dirname "$0")/.."
make --silent .venv/site.stamp

# In a workflow: the next steps find the command.
test -z "${GITHUB_PATH:-}" || echo "$PWD/.venv/bin" >> "$GITHUB_PATH"
