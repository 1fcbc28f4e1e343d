# make run    the product with its demo, on http://127.0.0.1:8000/
# make test   everything that must hold before a change lands
#
# Both need Python 3.12 or newer, git and make; what else they need, they get for themselves.

.DEFAULT_GOAL := help
.PHONY: help run wheel test check client audit fuzz form types migrations format packages size \
	built frontend translations databases browser docs screenshots look bench sbom dev haproxy checkers

# Where the machine asks Python to keep no compiled files, each start would compile three thousand.
unexport PYTHONDONTWRITEBYTECODE

UV := .tools/uv
BIN := .venv/bin
REFERENCE := src/bocage/territory/reference
PRETTIER := $(BIN)/node tests/checkers/node_modules/.bin/prettier --log-level warn
STYLES_AND_SCRIPTS := "frontend/**/*.{scss,js,mjs}"
PYTHON ?= $(shell for name in python3 /usr/bin/python3 python; do \
	"$$name" -c "" 2>/dev/null && echo "$$name" && break; done)

help: ## Says what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: GROUPS := --inexact --no-default-groups --group build
run: built ## Starts Bocage with its demo; Ctrl-C stops it
	@BOCAGE_PARENT_PROCESS=$$PPID exec $(BIN)/bocage up --demo

wheel: built ## Makes the wheel that a server installs, in dist
	@$(UV) build --quiet
	@ls dist/*.whl

# Types take one core for as long as all the rest that stands before the tests takes the other.
# The tests of a file share what they set up, so one process has them all; a third works while
# another waits for what it started. A journey depends on a browser: one that fails is played once
# more, and the end of the run says which were.
test: packages ## Checks everything, then runs every test
	@$(MAKE) --no-print-directory --jobs 2 --output-sync \
		types form databases audit migrations size translations browser haproxy checkers
	$(BIN)/python -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder \
		--durations 30 --ignore tests/journeys
	$(BIN)/python -m pytest -q -n 2 --dist worksteal --durations 30 --reruns 1 --rerun-show-tracebacks \
		tests/journeys

check: form types ## Form, lint, types, layers and words, without the tests

form: packages checkers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(PRETTIER) --check $(STYLES_AND_SCRIPTS)
	$(BIN)/djlint --quiet --lint src
	$(BIN)/ast-grep test --skip-snapshot-tests
	$(BIN)/ast-grep scan --report-style short
	$(BIN)/lint-imports
	$(BIN)/bocage translations check

types: packages
	$(BIN)/mypy

fuzz: packages ## Feeds every parser with invented inputs, for ten minutes
	@$(BIN)/python -m fuzz

migrations: packages
	$(BIN)/bocage makemigrations --check --dry-run

audit: packages ## Asks whether a locked package has a known vulnerability
	@$(BIN)/python scripts/audit.py

size: frontend ## Weighs what the pages load against its budgets
	@$(BIN)/python scripts/size.py

client: packages ## Makes the Python client of the API, in clients/python
	$(BIN)/python scripts/make_python_client.py
	$(UV) build --quiet --wheel clients/python

# The site of the documents, in var/docs. Never with --quiet: MkDocs counts the warnings that it
# prints, and a strict build that prints none passes. That Material ends in May 2027 is known: see
# docs/decisions/documents-by-material.md.
docs: GROUPS := --inexact --group docs
docs: packages ## Builds the site of the documents, and follows every link in it
	@$(BIN)/python -m scripts.pictures.told
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build
	@$(BIN)/python scripts/check_docs.py

screenshots: built browser ## Takes the pictures of the documents; ONLY="lieu club" some
	@$(BIN)/python -m scripts.pictures $(ONLY)

look: built browser ## Walks a demo that runs: BASE=http://127.0.0.1:8123, ARGS="--looks slow"
	@$(BIN)/python -m scripts.last_look $(BASE) $(ARGS)

bench: built ## Measures Bocage: NAME=booking ARGS="--quick --json"; NAME=drill breaks it
	@$(BIN)/python -m bench $(NAME) $(ARGS)

format: packages checkers ## Puts the code in the project's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(PRETTIER) --write $(STYLES_AND_SCRIPTS)

sbom: $(UV) ## Says what Bocage is made of, in CycloneDX (var/sbom)
	@$(BIN)/python scripts/sbom.py

dev: built ## The demo again at each change of the code, of a page or of a style
	@$(BIN)/python scripts/dev.py

# The locked packages, in .venv. Without GROUPS: all of them, those of the tests included.
packages: $(UV)
	@$(UV) sync --locked $(GROUPS) || { echo "The packages could not be installed (see above):" \
		"Bocage needs the network and Python 3.12 or newer."; exit 1; }

$(UV): scripts/get_uv.py
	@test -n "$(PYTHON)" || { echo "Bocage needs Python 3.12 or newer, and finds none."; exit 1; }
	@$(PYTHON) scripts/get_uv.py
	@touch -h $@

# What is made of the sources, again where these changed, two at a time.
built: packages
	@$(MAKE) --no-print-directory --jobs 2 frontend translations

# Style sheets and scripts; the communes and where they are. Node is in a Python package.
frontend: src/bocage/static/dist/.built $(REFERENCE)/positions.json.gz
src/bocage/static/dist/.built: frontend/node_modules/.installed \
		$(shell find frontend -type f -not -path 'frontend/node_modules/*' 2>/dev/null)
	@$(UV) run --no-sync node frontend/build.mjs
	@touch $@
$(REFERENCE)/positions.json.gz: $(REFERENCE)/decoupage-administratif.json.gz scripts/commune_positions.py $(wildcard scripts/positions/*.csv)
	@$(BIN)/python -m scripts.commune_positions
$(REFERENCE)/decoupage-administratif.json.gz: frontend/node_modules/.installed frontend/reference-data.mjs
	@$(UV) run --no-sync node frontend/reference-data.mjs
frontend/node_modules/.installed: frontend/package.json frontend/package-lock.json
	@$(UV) run --no-sync npm --prefix frontend ci --no-audit --no-fund --loglevel=error --update-notifier=false
	@touch $@

translations: .tools/translations
.tools/translations: $(shell find src -name '*.po')
	@$(BIN)/bocage translations compile
	@touch $@

# What the databases of the tests are copied from; made while types are checked.
databases: packages frontend translations
	@$(BIN)/python -m tests.databases.first_databases

browser: packages
	@$(BIN)/python scripts/get_chromium.py

haproxy: packages
	@$(BIN)/python -m scripts.get_haproxy

# The Nu HTML checker and HTML_CodeSniffer, for the walk of every page; Java is in a Python package.
# Prettier, for the form of styles and scripts.
checkers: tests/checkers/node_modules/.installed
tests/checkers/node_modules/.installed: tests/checkers/package.json tests/checkers/package-lock.json | packages
	@$(UV) run --no-sync npm --prefix tests/checkers ci --ignore-scripts --no-audit --no-fund --loglevel=error --update-notifier=false
	@touch $@
