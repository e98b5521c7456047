# Everything that people do here; `make` alone lists it.
SHELL := /bin/sh
# the first of these that runs and is new enough (a name on the PATH may be a shim of nothing)
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; exit; }; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/.done
WEB := netsvc/web
# Node from the machine if it is new enough for Vite (20.19), else from PyPI into the venv.
WITH_NODE = PATH="$(CURDIR)/$(DONE)/node-bin:$$PATH"
NPM = $(WITH_NODE) npm
LTS_NEO4J := 5.26.30
# two halves of about the same time; the browser goes first, beside what leaves a processor to it
BESIDE_SUITES := tests/unit tests/sample tests/graph
LONG_SUITES := tests/e2e $(filter-out tests/e2e $(BESIDE_SUITES) %/bench %/data %/__pycache__,$(patsubst %/,%,$(wildcard tests/*/)))
WEB_SOURCES := $(shell find $(WEB) -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/generated/*' 2>/dev/null)

# what can run side by side does so inside `setup`; a step that failed leaves nothing behind
ifeq ($(MAKELEVEL),0)
.NOTPARALLEL:
endif
.DELETE_ON_ERROR:
.PHONY: help setup run test lint bench chaos clean lock

help: ## list what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: ## install everything: Python, the web app, the embedded Neo4j
	@$(MAKE) --no-print-directory -j3 $(DONE)/python $(DONE)/web $(DONE)/neo4j

run: setup ## serve the sample organisation at http://127.0.0.1:8000 (NETSVC_PORT changes it)
	@exec $(BIN)/netsvc serve --sample

test: setup lint $(DONE)/neo4j-lts $(DONE)/chromium ## run every check and every test, on both Neo4j lines
	@cd $(WEB) && $(NPM) run --silent test
	@echo "test: the suites that take longest; beside them the others, and graph and API on Neo4j $(LTS_NEO4J)"
	@mkdir -p build; trap 'kill $$beside 2>/dev/null' EXIT; \
	$(WITH_NODE) tests/beside.sh $(BIN)/python $(LTS_NEO4J) $(BESIDE_SUITES) & beside=$$!; \
	CHROMIUM="$$(cat $(DONE)/chromium)" $(WITH_NODE) $(BIN)/python -m pytest $(LONG_SUITES); all=$$?; \
	echo "test: waiting for what runs beside"; wait $$beside; others=$$?; \
	echo "test: graph and API suites on Neo4j $(LTS_NEO4J)"; cat build/lts.log; \
	echo "test: $(BESIDE_SUITES)"; cat build/beside.log; \
	exit $$((all | others))

lint: $(DONE)/python $(DONE)/web ## ruff, mypy, import-linter; ESLint, Prettier, TypeScript
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@cd $(WEB) && $(NPM) run --silent lint && $(NPM) run --silent format:check
	@tests/check_compose.sh

bench: setup ## measure: finding, the desk, the importer, live inboxes, a whole handover
	@$(BIN)/python -m tests.bench

chaos: setup ## kill -9 netsvc 50 times and Neo4j 10 times under load: nothing lost, nothing doubled
	@$(BIN)/python -m tests.chaos $(CHAOS)

clean: ## remove what setup made here (not the data, not the download cache)
	rm -rf $(VENV) $(WEB)/node_modules $(WEB)/dist $(WEB)/src/generated build

lock: ## resolve the pinned dependencies again (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --extra embedded --group pyproject.toml:dev -c requirements/run.txt -o requirements/dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements/node.in -o requirements/node.txt

# ------------------------------------------------------------------------------------------------
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "netsvc needs Python 3.11 or newer; found $$($(PYTHON) --version). Set PYTHON=/path/to/python3.11." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
	@mkdir -p $(DONE)

$(DONE)/python: $(VENV)/bin/python requirements/dev.txt pyproject.toml
	@echo "[python] installing $$(grep -c '==' requirements/dev.txt) packages"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo "[python] ready"
	@touch $@

$(DONE)/node: $(VENV)/bin/python requirements/node.txt
	@tests/setup_node.sh "$(BIN)/python" "$(DONE)" requirements/node.txt
	@touch $@

$(DONE)/npm: $(DONE)/node $(WEB)/package.json $(WEB)/package-lock.json
	@echo "[web] installing npm packages"
	@cd $(WEB) && $(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(DONE)/web: $(DONE)/npm $(WEB_SOURCES) schema/operations.graphql schema/insights.graphql
	@echo "[web] building the web app"
	@cd $(WEB) && $(NPM) run --silent build
	@echo "[web] ready"
	@touch $@

$(DONE)/neo4j: $(DONE)/python
	@echo "[neo4j] fetching the embedded Neo4j (once)"
	@$(BIN)/netsvc db fetch
	@echo "[neo4j] ready"
	@touch $@

$(DONE)/neo4j-lts: $(DONE)/python
	@$(BIN)/netsvc db fetch --version $(LTS_NEO4J)
	@touch $@

$(DONE)/chromium: $(DONE)/python
	@tests/setup_chromium.sh "$(BIN)/python" > $@.new
	@mv $@.new $@
