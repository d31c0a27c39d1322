# Two commands on a fresh machine: `make demo` and `make test`. They need make and Python 3.11 with venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install demo test test-browser check bench docs lock
install: .venv/installed
.venv/installed: requirements/lock.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/lock.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

demo: install
	$(BIN)/ansinh demo

test: install check
	$(BIN)/pytest -m "not browser" -n 2 --dist worksteal
	@echo "Everything but the browser journeys ran; 'make test-browser' runs those (needs Debian's chromium)."

test-browser: install
	@command -v chromium >/dev/null || { echo "chromium is missing: apt-get install chromium"; exit 1; }
	$(BIN)/pytest -m browser

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src
	$(BIN)/lint-imports

bench: install
	$(BIN)/ansinh bench month

docs: install
	$(BIN)/ansinh docs

lock:
	uv pip compile requirements/develop.in --python-version 3.11 --no-header --no-emit-index-url -o requirements/lock.txt
