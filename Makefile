# Följa's commands. `make` alone lists them.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# One job at a time: targets install things, and apt takes no company.
.NOTPARALLEL:

PY := .venv/bin/python
PYTEST := $(PY) -m pytest
# Compiled modules are kept, whatever the environment says: compiling all packages anew takes ten
# times longer than starting does. They stand under build/, so that no folder of ours holds them.
export PYTHONDONTWRITEBYTECODE :=
export PYTHONPYCACHEPREFIX := $(CURDIR)/build/bytecode

# Extra options for pytest: make test ARGS="tests/unit -k grammar"
ARGS ?=
# make demo SERVE=0 ends when the files are written.
SERVE ?= 1

.PHONY: help setup demo test check bench load drill test-spark pins clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Make the environment .venv with every pinned package
	@scripts/bootstrap.sh

demo: setup ## Do the main job on the real example, then show the site (SERVE=0: only the files)
	@SERVE=$(SERVE) scripts/demo

# A file's tests stay with one process, which furnishes their world once; the long files come first.
test: setup ## Set up everything and run all tests
	@scripts/browser.sh
	@scripts/postgres.sh
	@$(PYTEST) -q -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

check: setup ## Style, types, layers, translations and the repository's own rules
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-cache
	@$(PYTEST) -q tests/repository $(ARGS)
	@scripts/gates

bench: setup ## Measure the promised ratios, write docs/reference/benchmarks.md
	@$(PY) scripts/bench.py $(ARGS)

# The last line runs the tests of the site once more, on PostgreSQL.
load: setup ## Measure the site with a country's answers and fifty people, on both databases
	@scripts/postgres.sh
	@$(PY) scripts/load.py $(ARGS)
	@$(PY) tests/lib/postgres_server.py --durable $(PY) scripts/load.py $(ARGS)

drill: setup ## Everything that takes long: crowds, kills, all pages in all looks, LibreOffice
	@scripts/browser.sh
	@scripts/postgres.sh
	@scripts/libreoffice.sh
	@FOLJA_HYPOTHESIS=drill $(PYTEST) -q -rP -m "drill" tests $(ARGS)
	@FOLJA_HYPOTHESIS=drill $(PYTEST) -q -m "not drill and not spark" tests/generative $(ARGS)
	@$(PY) tests/lib/postgres_server.py $(PYTEST) -q tests/unit/site_* tests/functional $(ARGS)

test-spark: setup ## The same sums on Spark; installs PySpark and a Java runtime
	@scripts/java.sh
	@.venv/bin/uv pip install --quiet --python $(PY) --require-hashes --no-deps -r requirements/spark.txt
	@$(PYTEST) -q -m spark tests $(ARGS)

pins: setup ## Choose versions anew and write requirements/*.txt with their hashes
	@scripts/pins.sh

clean: ## Remove what the commands made
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .venv
