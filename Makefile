# The only door to commands: people, hooks and CI call the same targets.
.DEFAULT_GOAL := help
.PHONY: help setup run test bench docs fix lock
PORT ?= 8000
export PORT

help:  ## show the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup:  ## bring the environment up, so that .venv/bin/openiro works
	@scripts/bootstrap run

run: setup  ## serve a synthetic council on port 8000 (PORT=…)
	@.venv/bin/openiro demo

test:  ## everything that decides whether a change may land (PART="style rules" for some)
	@scripts/bootstrap dev
	@scripts/test $(PART)

bench:  ## speed and memory, as ratios to bare floors measured in the same run
	@scripts/bootstrap dev
	@.venv/bin/openiro bench $(BENCH)

docs:  ## make the reference pages from the code, and the tutorial from the test that walks it
	@scripts/bootstrap dev
	@.venv/bin/python scripts/docs.py

fix:  ## put right what a machine can: imports, formatting
	@scripts/bootstrap dev
	@.venv/bin/python -m ruff check --fix .
	@.venv/bin/python -m ruff format .

lock:  ## renew the locks from pyproject.toml
	@scripts/lock
