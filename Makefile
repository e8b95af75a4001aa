# make run   serves on http://127.0.0.1:8000 (PORT=9000 make run for another port)
# make test  runs everything that must hold, on SQLite and on PostgreSQL
# Needs git, make and Python 3.11 or newer; PYTHON=python3.13 chooses one.

ifeq ($(origin PYTHON), undefined)
PYTHON := python3
else
CHOSEN := --explicit
endif
IN_VENV := .venv/bin/python
WORKERS ?= 1
# The checks look at the code alone: settings of this shell and its database stay out of them. Compiled files are kept: a
# test run starts Python some fifty times.
CLEAN := env -u PYTHONDONTWRITEBYTECODE -u DATABASE_URL -u PORT $$(env | sed -n 's/^\(PARKS_[A-Za-z0-9_]*\)=.*/-u \1/p')

.PHONY: run test check bench fuzz schema install-node format install install-dev clean
.NOTPARALLEL:

run: install
	@exec $(IN_VENV) manage.py serve --workers $(WORKERS)

test: install-dev
	@$(CLEAN) $(IN_VENV) -m tests.run_both --checks $(ARGS)

check: install-dev
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m ruff format --check .
	@$(IN_VENV) -m mypy
	@$(IN_VENV) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-logo
	@$(CLEAN) DATABASE_URL=sqlite:///var/check.sqlite3 $(IN_VENV) manage.py makemigrations --check --dry-run

bench: install-dev
	@$(CLEAN) $(IN_VENV) -m bench $(ARGS)

# Asks a service of its own what the OpenAPI document allows and forbids; ARGS="--max-time 3600" for an hour.
fuzz: install-dev
	@$(CLEAN) $(IN_VENV) -m tests.fuzz $(ARGS)

# Writes docs/openapi.yaml and the collection for Postman anew; `make test` compares them with the code.
schema: install-dev
	@$(CLEAN) $(IN_VENV) manage.py spectacular --file docs/openapi.yaml --validate --fail-on-warn
	@$(IN_VENV) -m config.postman

format: install-dev
	@$(IN_VENV) -m ruff check --fix-only .
	@$(IN_VENV) -m ruff format .

install:
	@$(PYTHON) tools/install.py requirements.txt $(CHOSEN)

install-dev:
	@$(PYTHON) tools/install.py requirements-dev.txt $(CHOSEN)

# What lints the document and makes a TypeScript client in the tests; without it they skip that, and say so.
install-node:
	@npm ci --prefix tests/clients/node --ignore-scripts --no-audit --no-fund

# Keeps var/, where the database and the secret key are.
clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
