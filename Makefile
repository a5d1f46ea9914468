# `make demo` and `make test` are each enough on a machine with git, make and Python 3.11 or newer.
#
# VENV                where the environment is made (.venv)
# LOCK                the versions that are installed (constraints.txt)
# PYTHON              what it is made from (the first of the known names that is new enough)
# ARTICLE, PUBLISHER  the text that the demo reads, and who published it (a fixture)
# BENCH_ARGS          options for the bench (none: all but the worst texts)
# PYTEST_ARGS         options and files for pytest (none: the whole suite)
# DOCS_OUT, DIST_OUT  where the documentation and the packages go (docs/_build/html, dist)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test bench dev lint format docs build clean

VENV ?= .venv
LOCK ?= constraints.txt
ARTICLE ?= $(firstword $(wildcard fixtures/articles/*harbour*.txt) $(sort $(wildcard fixtures/articles/*.txt)))
PUBLISHER ?= $(if $(findstring harbour,$(ARTICLE)),The Coast Observer)
DOCS_OUT ?= docs/_build/html
DIST_OUT ?= dist

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint "$(LOCK)"
SUITABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))

# Looked for only when an environment has to be made.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3 python; do \
	if "$$name" -c '$(SUITABLE)' >/dev/null 2>&1; then echo "$$name"; break; fi; done)

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.run ## set up, and show the provenance of a fixture article
	@$(BIN)/attrib show $(if $(PUBLISHER),--publisher "$(PUBLISHER)") "$(ARTICLE)"

test: $(VENV)/.test ## set up, and run the whole test suite
	$(BIN)/python -m pytest $(PYTEST_ARGS)

bench: $(VENV)/.run ## set up, and measure speed, memory and growth, on the fixtures (minutes)
	$(BIN)/attrib bench $(BENCH_ARGS)

dev: $(VENV)/.dev ## set up everything a developer needs

lint: $(VENV)/.dev ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright --pythonpath $(BIN)/python

format: $(VENV)/.dev ## mend the style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.dev ## build the documentation, every warning an error
	$(BIN)/python -m sphinx -W --keep-going -E -q -b html docs "$(DOCS_OUT)"

build: $(VENV)/.dev ## build the sdist and the wheel
	$(BIN)/python -m build --outdir "$(DIST_OUT)"

clean: ## remove the environment and all that was built
	rm -rf "$(VENV)" docs/_build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find attrib tests docs -type d -name __pycache__ -prune -exec rm -rf {} +

# A stamp is written when its step is through, so that a half-made environment does not count as made. The first step
# starts from nothing whenever the requirements or the lock have changed; the others add to it. The lock pins torch
# to a public version, which a CPU build fulfils wherever pip is set up to find one, and the ordinary index does too.
$(VENV)/.run: pyproject.toml $(LOCK)
	@test -n "$(PYTHON)" || { echo "attrib needs Python 3.11 or newer with its venv module; none was found" >&2; exit 1; }
	@echo "setting up $(VENV) with $(PYTHON); this takes a few minutes the first time"
	rm -rf "$(VENV)"
	"$(PYTHON)" -m venv "$(VENV)"
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/.dev: $(VENV)/.test
	$(PIP) --editable '.[dev]'
	@touch $@
