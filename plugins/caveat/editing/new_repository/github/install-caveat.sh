#!/bin/sh
# Sets up .venv with the Caveat that caveat.pin names. Run it again after the pin has changed.
# One pin is enough: that commit holds a lock file with the hash of everything else that is installed.
set -eu
cd "$(dirname "$0")/.."

source=$(sed -n 's/^source=//p' caveat.pin)
commit=$(sed -n 's/^commit=//p' caveat.pin)
if ! printf '%s' "$commit" | grep -Eqx '[0-9a-f]{40}' || printf '%s' "$commit" | grep -Eqx '0+'; then
  echo "caveat.pin: write where Caveat's repository is, and the full id of a commit, 40 digits" >&2
  exit 1
fi

test -x .venv/bin/python || python3 -m venv .venv
if test "$(cat .venv/caveat.commit 2>/dev/null || true)" != "$commit"; then
  rm -rf .venv/caveat.source
  git init --quiet .venv/caveat.source
  git -C .venv/caveat.source fetch --quiet --depth 1 -- "$source" "$commit"
  git -C .venv/caveat.source checkout --quiet --detach "$commit"
  pip=".venv/bin/python -m pip --disable-pip-version-check --quiet install --no-deps"
  $pip --require-hashes -r .venv/caveat.source/requirements/site.txt
  $pip --no-build-isolation .venv/caveat.source
  echo "$commit" > .venv/caveat.commit
fi

# In a workflow: the next steps find the command.
test -z "${GITHUB_PATH:-}" || echo "$PWD/.venv/bin" >> "$GITHUB_PATH"
