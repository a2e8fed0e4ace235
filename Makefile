# Everything below needs python3 (3.11 or newer), git and make; the rest is installed into .venv.
# PYTHON=... names the interpreter that .venv is made with.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
MADE := $(VENV)/.made
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links --no-strip-extras

# Left to itself, Python finds a locale with all letters. Where LC_ALL=C keeps it from that, Python
# 3.11 does not start from a folder whose path has letters outside ASCII.
unexport LC_ALL PYTHONCOERCECLOCALE PYTHONUTF8

# What is compiled is kept: else each of the hundred processes of the tests compiles it again.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: help report check test fuzz fuzz-words kills mutants lint docs lock extras upgrade clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

report: $(RUN) ## write the scorecards into reports/
	$(BIN)/verifier report

check: $(RUN) ## find every mistake in the ledger, and reports that are out of date
	$(BIN)/verifier check
	$(BIN)/verifier report --check

test: export HYPOTHESIS_PROFILE ?= $(if $(CI),ci,make)
test: $(DEV) ## run the tests, of large grids a tenth of the cases (tests/depth.py)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

fuzz: $(DEV) ## try N random inputs (a million unless given), of a new SEED unless given
	nice $(BIN)/python -m tests.fuzz --count $(or $(N),1000000) $(if $(SEED),--seed $(SEED))

fuzz-words: $(DEV) ## read N random words of time and likelihood (a million unless given)
	nice $(BIN)/python benchmarks/fuzz_words.py --inputs $(or $(N),1000000) --processes $(or $(J),2)

kills: $(DEV) ## kill N runs that write (a thousand unless given) and see that nothing is lost
	$(BIN)/python -m tests.faults.faults crashes
	$(BIN)/python -m tests.faults.faults kills $(or $(N),1000)

mutants: ROOM ?= resolve
mutants: $(DEV) ## change the code of a ROOM (resolve unless given) place by place, one of N; list what no test notices
	nice $(BIN)/python benchmarks/mutants.py verifier/$(ROOM) tests/$(ROOM) verifier/$(ROOM) --every $(or $(N),1)

lint: $(DEV) ## check style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(DEV) ## write the generated pages of docs/ anew
	$(BIN)/python docs/generate.py

lock: $(DEV) ## write requirements/ anew after pyproject.toml changed
	$(LOCK) --group build --output-file requirements/run.txt pyproject.toml
	$(LOCK) --group dev --output-file requirements/dev.txt --constraints requirements/run.txt pyproject.toml
	$(LOCK) --extra articles --extra grammar --extra mcp --extra site --extra spark --group web \
		--output-file requirements/extras.txt --constraints requirements/dev.txt pyproject.toml
	$(LOCK) --extra site --output-file requirements/site.txt --constraints requirements/extras.txt pyproject.toml

# The lock names everything: pip of Python 3.11 cannot resolve an extra that is spelt in two ways (html_clean).
extras: $(DEV) ## install every extra: kinds of articles and a parser, sites, agents, and what tests them
	$(PIP) install --no-deps --require-hashes --requirement requirements/extras.txt
	$(BIN)/python -m pip --disable-pip-version-check check

upgrade: LOCK += --upgrade
upgrade: lock ## the same, with the newest versions

clean: ## remove what make has made, except reports/
	rm -rf $(VENV) dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find verifier tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment holds its own path, so one that was moved or copied is made anew.
ifneq "$(shell cat $(MADE) 2>/dev/null)" "$(CURDIR)"
.PHONY: $(MADE)
endif

$(MADE):
	@found=; for candidate in $(PYTHONS); do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo 'Python 3.11 or newer is needed; none among: $(PYTHONS). Name one: make PYTHON=/path/to/python3' >&2; \
		exit 1; \
	fi; \
	echo "making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV)
	@printf '%s\n' "$(CURDIR)" > $@

$(RUN): $(MADE) requirements/run.txt pyproject.toml
	$(PIP) install --require-hashes --requirement requirements/run.txt
	$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q verifier
	@touch $@

$(DEV): $(RUN) requirements/dev.txt
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@
