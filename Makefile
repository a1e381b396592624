# Every target works from a fresh clone; `make` alone lists them.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: help setup demo test check bench
help:  ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/ –/'

setup: $(BIN)/govtui  ## make .venv with everything that developing needs
$(BIN)/govtui: pyproject.toml
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q -e '.[dev]' && touch $@

demo: setup  ## open the desk on a demonstration office
	$(BIN)/govtui demo

test: setup  ## run the tests on all cores
	$(BIN)/python -m pytest -n auto

check: setup  ## style, types, floors
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

bench: setup  ## print every speed as a ratio to its floor
	$(BIN)/python -m benchmarks
