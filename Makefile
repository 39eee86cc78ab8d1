.DEFAULT_GOAL := help
.PHONY: help setup run test check fmt types crash fuzz bench eval-dates eval-anomaly migration openapi screenshots demo clean
python := .venv/bin/python

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: ## make the environment, with the tools of development
	@tools/setup.sh

run: ## start Cairn at http://127.0.0.1:8600 (ARGS="…" goes to `cairn serve`)
	@tools/setup.sh run
	@exec .venv/bin/cairn serve $(ARGS)

test: setup ## all checks and tests (ARGS="…" goes to pytest)
	@exec tools/test.sh $(ARGS)

check: setup ## format, lint, types and the rules of the house
	@exec $(python) tools/checks/run.py --static

fmt: setup ## format, and mend what the linter can mend
	@$(python) -m ruff format .
	@$(python) -m ruff check --fix .

types: setup ## mypy over sources and tests
	@exec $(python) -m mypy src tests

crash: setup ## kill processes under load, a hundred times or for five minutes
	@CRASH_ROUNDS=100 exec $(python) -m pytest -n 0 -s tests/crash $(ARGS)

fuzz: setup ## fuzz every parser that reads a stranger's bytes, SECONDS=120
	@exec tools/fuzz.sh "$(SECONDS)"

bench: setup ## measure start, memory and requests
	@exec $(python) -m bench $(ARGS)

eval-dates: setup ## score quick add on FILE=cases.jsonl; prints one JSON line
	@exec $(python) evals/dates.py "$(FILE)"

eval-anomaly: setup ## score series, DATA=folder of CSV files, OUT=folder
	@exec $(python) evals/anomaly.py "$(DATA)" "$(OUT)"

migration: setup ## draft a migration from the models, NAME="what it does"
	@exec $(python) tools/migration.py "$(NAME)"

openapi: setup ## write the API description to docs/reference/openapi.json
	@exec $(python) tools/openapi.py

screenshots: setup ## write the README's pictures of the web page to docs/images
	@exec tools/web.sh pictures

demo: ## fill a running Cairn with a believable person's two years
	@tools/setup.sh run
	@exec .venv/bin/cairn demo $(ARGS)

clean: ## remove environment, caches and builds; people's data stay
	@rm -rf .venv .tools build dist bench/out web/node_modules src/cairn/web/static .mypy_cache .ruff_cache .hypothesis .coverage*
	@find src tests tools bench evals -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
