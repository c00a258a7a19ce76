# One command each. `make start` and `make test` set up everything they need; a second run starts at once.
PYTHON ?= python3
BIN := .venv/bin
UV := UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python
CONTENT := $(shell find src/unknot/knowledge/content src/unknot/knowledge/locale src/unknot/web/locale -name '*.toml' -o -name '*.po')
CODE := $(wildcard src/unknot/conditions/*.py src/unknot/knowledge/*.py)
.DEFAULT_GOAL := help
.PHONY: help start ready wheel test cases plans zones check fix messages prove mutants bench bench-small lighthouse clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 14

start: .make/user .make/compiled ## set up and run the main job in a browser: check, plan, session, diary
	@$(BIN)/unknot serve

ready: .make/user .make/compiled ## set up what a server needs and start nothing (docs/how-to/deploy.md)

wheel: .make/user .make/compiled ## build the package that pip installs, into dist/
	@$(BIN)/hatchling build -t wheel

test: .make/dev .make/compiled .make/chromium ## set up and run the tests
	$(BIN)/pytest -q -n 2 --dist loadfile

cases: .make/dev .make/compiled ## how often written people are answered right, and who is not
	@$(BIN)/python -m tests.cases

plans: .make/dev .make/compiled ## ten thousand plans, each read for lines that belong elsewhere (a minute)
	$(BIN)/python -m tests.pathway.many_plans

zones: .make/dev .make/compiled ## the tests that know what time it is, far east and far west of UTC
	for zone in Pacific/Kiritimati Etc/GMT+12; do TZ=$$zone $(BIN)/pytest -q -n 2 --dist loadfile tests/clock tests/faces $(wildcard tests/pathway/test_diary*.py) tests/pathway/test_answers.py tests/pathway/test_course.py tests/pathway/test_schedule.py tests/pathway/test_session.py tests/cli/test_diary.py tests/web/test_diary_writes.py tests/web/test_due.py || exit 1; done

check: .make/dev .make/compiled ## style, types, layers and the knowledge; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/unknot knowledge check

fix: .make/dev ## mend style and the pages made from code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/python -m tests.spec.reference_page

messages: .make/dev ## bring the catalogues of other languages in step with content, pages and Python
	$(BIN)/python -m unknot.knowledge.language
	$(BIN)/python -m unknot.web.site.messages --update

prove: .make/dev .make/compiled ## prove every promise and law over every possible person
	$(BIN)/unknot prove

mutants: .make/dev .make/compiled ## break every rule in every way and see whether it is noticed (minutes)
	$(BIN)/python -m unknot.proofs.mutants

torture: .make/dev .make/compiled ## kill a writing process 1,000 times and count what was lost (minutes)
	@folder=$$(mktemp -d) && UNKNOT_DATA=$$folder UNKNOT_MODE=home DJANGO_SETTINGS_MODULE=unknot.web.settings $(BIN)/python -m tests.web.torture --rounds 1000; code=$$?; rm -rf $$folder; exit $$code

bench: .make/bench .make/compiled .make/chromium ## speed as ratios to named peers, in one run
	$(BIN)/python -m benchmarks

bench-small: .make/bench .make/compiled .make/chromium ## the same in under a minute
	$(BIN)/python -m benchmarks --small

lighthouse: .make/dev .make/compiled .make/chromium ## what Lighthouse says about the pages; needs Node (minutes)
	$(BIN)/python -m benchmarks.lighthouse

clean: ## forget everything that was set up
	rm -rf .venv .make src/unknot/knowledge/compiled src/unknot/web/locale/*/LC_MESSAGES/*.mo

.make/python:
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing"; echo "hint: sudo apt-get install python3 python3-venv   (macOS: brew install python)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; echo "hint: make start PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing"; echo "hint: sudo apt-get install python3-venv"; exit 1; }
	@mkdir -p .make
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

.make/user: .make/python requirements.lock pyproject.toml compile_knowledge.py
	$(UV) --require-hashes -r requirements.lock
	$(UV) --no-deps --no-build-isolation -e .
	@touch $@

.make/dev: .make/user requirements-dev.lock
	$(UV) --require-hashes -r requirements-dev.lock
	@touch $@

.make/chromium: .make/dev
	@$(BIN)/python -m tests.web.find_chromium
	@touch $@

.make/bench: .make/dev requirements-bench.lock
	$(UV) --require-hashes -r requirements-bench.lock
	@touch $@

.make/compiled: .make/user $(CONTENT) $(CODE)
	@$(BIN)/python -m unknot.knowledge.compiler
	@$(BIN)/python -m unknot.web.site.messages
	@$(BIN)/python -m compileall -q src/unknot
	@touch $@

.PHONY: lock
lock: .make/python ## renew the pinned requirements (hashes, no addresses)
	UV_PYTHON_DOWNLOADS=never $(BIN)/uv lock --quiet --upgrade
	$(BIN)/uv export --quiet --no-emit-project --no-annotate --no-header --no-dev --group build --extra server --extra pdf -o requirements.lock
	$(BIN)/uv export --quiet --no-emit-project --no-annotate --no-header --all-extras --group dev --group build -o requirements-dev.lock
	$(BIN)/uv export --quiet --no-emit-project --no-annotate --no-header --all-extras --group dev --group build --group bench -o requirements-bench.lock
	echo uv | $(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --no-header --no-emit-index-url - -o requirements-uv.lock
