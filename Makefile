# The two commands are `make serve` and `make test`; `make help` lists all.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
RUN := .venv/bin/python
READY := .venv/.ready
SITE := _build/html/.complete
# Folders too: they change when a file goes. With a dot, since `exercises` is a command here.
SOURCES := $(shell find book exercises/. modules simulator videos -not -path '*__pycache__*') _config.yml _toc.yml

# Two test workers that each take every core hold each other up: building a country takes 5 s, not 0.2.
export OPENBLAS_NUM_THREADS ?= 1
# Builds and tests start Python hundreds of times: a start that may not keep what it compiled costs 1 s more.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help serve apps site exercises countries environment browser sandbox check together test prove picture lock clean

help: ## list the commands
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1 - \2/p' Makefile

serve: site ## build what has changed, then serve the course, JupyterLab and the app on this machine
	@exec $(RUN) -m deploy.serve

apps: $(READY) ## serve the apps alone on this machine, at port 8866
	@exec $(RUN) -m deploy.voila --port=8866

site: $(SITE) ## build the static site into _build/html, for any static host

exercises: $(READY) ## build the exercises' notebooks into build/exercises: source, release, solution
	@$(RUN) -m exercises.builder

countries: $(READY) ## build every country anew, and print how close each comes to what was published
	@$(RUN) -m simulator.countries

environment: $(READY) ## make the Python environment in .venv

browser: ## look for Chromium, which the tests of pages drive
	@bash deploy/browser.sh

sandbox: ## look for bubblewrap, in which submissions are graded
	@bash deploy/sandbox.sh

check: $(READY) ## format, lint and types
	@$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy

# Only these two side by side: what is before them may install packages, which must not happen twice at once.
together: $(READY) browser sandbox
	@$(MAKE) --no-print-directory --output-sync --jobs 2 check site

test: together ## run every test
	@$(RUN) -m pytest --numprocesses 2 -m "not prove" --nbval-lax \
		--doctest-modules tests simulator exercises _build/jupyter_execute \
		--ignore exercises/references

prove: browser sandbox site ## run the tests with full counts
	@$(RUN) -m pytest --numprocesses 2 -m prove tests

picture: browser site ## take the README's picture of a lesson anew
	@$(RUN) -m book.picture

lock: $(READY) ## pin what pyproject.toml asks for, on Python 3.11 and later
	@.venv/bin/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade \
		--no-header --no-annotate --quiet --output-file requirements.txt

clean: ## remove everything that was made
	@rm -rf .venv _build build

$(READY): requirements.txt pyproject.toml deploy/environment.sh
	@PYTHON=$(PYTHON) bash deploy/environment.sh
	touch $@

$(SITE): $(READY) $(SOURCES)
	@rm -f $@
	$(RUN) -m book
	touch $@
