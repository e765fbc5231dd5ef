# Two commands for a fresh machine with Python, git and make:  make site   and   make test
PYTHON ?= python3
VENV := .venv
CORE := .venv-core
ASSURANCE := .venv-assurance
TRUSTED := caveat.redaction caveat.projection caveat.assurance.scanning
PIP := -m pip --disable-pip-version-check -q

.PHONY: site test check-code check-js core-tests browser assurance mutation lock bench bench-search screenshots clean

site: $(VENV)/site.stamp
	$(VENV)/bin/caveat build
	@$(VENV)/bin/caveat editions --where

test: $(VENV)/test.stamp $(CORE)/stamp browser
	$(MAKE) --no-print-directory check-code core-tests
	$(VENV)/bin/python -m pytest -n 2 --dist worksteal tests --ignore=tests/content --ignore=tests/redaction --ignore=tests/projection \
	  --ignore=tests/history

# Style and types.
check-code: $(VENV)/test.stamp
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

# Types of the theme's scripts, and that their syntax is not newer than ES2020. Needs node and npm; no part of `make test`.
JS := tools/check-js
check-js: $(JS)/node_modules/.package-lock.json
	$(JS)/node_modules/.bin/tsc -p $(JS)
	for script in plugins/caveat_site/theme/assets/*.js; do $(JS)/node_modules/.bin/acorn --ecma2020 --silent $$script || exit 1; done

$(JS)/node_modules/.package-lock.json: $(JS)/package-lock.json
	npm ci --prefix $(JS) --no-audit --no-fund

# The library's own tests, in an environment without any site generator. What has to be trusted is covered whole.
core-tests: $(CORE)/stamp
	$(CORE)/bin/python -m pytest -n 2 --dist worksteal tests/content tests/history
	$(CORE)/bin/python -m pytest -n 2 --dist worksteal --cov --cov-report=term tests/redaction tests/projection

# The longer form of the tests of what has to be trusted: other cases each time, and many more. It takes hours.
assurance: $(CORE)/stamp $(VENV)/test.stamp
	CAVEAT_RANDOM=1 CAVEAT_PAIRS=1000000 CAVEAT_EDITS=1000000 CAVEAT_MALFORMED=100000 \
	  $(CORE)/bin/python -m pytest -n auto --dist worksteal tests/redaction tests/projection
	CAVEAT_RANDOM=1 CAVEAT_BUILD_PAIRS=2000 $(VENV)/bin/python -m pytest -n auto --dist worksteal tests/leaks/test_pairs.py
	$(MAKE) --no-print-directory mutation

# Whether the tests would notice a mistake: each change of the trusted code that they do not notice is listed.
mutation: $(ASSURANCE)/stamp
	$(ASSURANCE)/bin/python tools/mutation.py $(TRUSTED)

# Debian's chromium and firefox-esr for the browser tests, and gpg for those of workflows; without apt the tests fail and
# say what to install.
browser:
	@missing=; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing=chromium; \
	command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$$missing firefox-esr"; \
	command -v gpg >/dev/null || missing="$$missing gnupg"; \
	test -z "$$missing" || { command -v apt-get >/dev/null && $(SUDO) apt-get update -qq \
	  && $(SUDO) apt-get install -y -qq --no-install-recommends $$missing >/dev/null; } || true

SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

# --no-deps: the lock files are complete, and what is not resolved cannot meet a newer version on the way.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python $(PIP) install --no-deps --require-hashes -r requirements/site.txt
	$(VENV)/bin/python $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/site.stamp
	$(VENV)/bin/python $(PIP) install --no-deps --require-hashes -r requirements/test.txt
	@touch $@

$(CORE)/stamp: requirements/core-test.txt pyproject.toml
	test -x $(CORE)/bin/python || $(PYTHON) -m venv $(CORE)
	$(CORE)/bin/python $(PIP) install --no-deps --require-hashes -r requirements/core-test.txt
	@touch $@

$(ASSURANCE)/stamp: requirements/assurance.txt
	test -x $(ASSURANCE)/bin/python || $(PYTHON) -m venv $(ASSURANCE)
	$(ASSURANCE)/bin/python $(PIP) install --no-deps --require-hashes -r requirements/assurance.txt
	@touch $@

# Pins every version by hash. Needs pip-tools on the path.
lock:
	for name in core site core-test test assurance; do \
	  pip-compile -q --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras \
	    --no-annotate --no-header -o requirements/$$name.txt requirements/$$name.in || exit 1; done

bench:
	$(VENV)/bin/python tools/bench/build.py

# Caveat's search beside its peers: fetches them, and takes hours.
bench-search: $(VENV)/test.stamp browser
	$(VENV)/bin/python -m tools.bench.search

screenshots: site browser $(VENV)/test.stamp
	$(VENV)/bin/python tools/screenshots.py

clean:
	rm -rf $(VENV) $(CORE) $(ASSURANCE) site .cache build
