# The verbs of the house. `make` alone prints them.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo no-python)
BOOTSTRAP = $(PYTHON) -m lms.bootstrap

.DEFAULT_GOAL := verbs
.PHONY: verbs run test lint test-long bench lock messages

verbs:
	@echo "Verbs of this house:"
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 20
	@echo
	@echo "make run listens to PORT, HOST, DATA_DIR, DATABASE_URL and DEMO (0: no demo school, a real site)."

no-python:
	@echo "Python is missing. Install with: sudo apt-get install python3 python3-venv" >&2; exit 1

run: $(filter no-python,$(PYTHON)) ## from a fresh clone to a running site with a furnished demo school
	@exec $(BOOTSTRAP) run

test: $(filter no-python,$(PYTHON)) ## everything: linters, the suite on SQLite and on PostgreSQL, browser journeys
	@$(BOOTSTRAP) tools
	@exec .venv/bin/python -m tests.run $(ONLY)

lint: ## the first stage of `make test`: linters, import rules, migrations, licences
	@$(MAKE) --no-print-directory test ONLY=lint

test-long: $(filter no-python,$(PYTHON)) ## crash, load and foreign-verifier tests, at most 30 minutes
	@$(BOOTSTRAP) foreign
	@exec .venv/bin/python -m tests.run long

bench: $(filter no-python,$(PYTHON)) ## measures pages and an attempt against a bare view, certificates, then a class that answers, about twelve minutes
	@$(BOOTSTRAP) tools
	@exec .venv/bin/python -m tests.bench

lock: $(filter no-python,$(PYTHON)) ## writes requirements/*.txt anew from pyproject.toml
	@exec $(BOOTSTRAP) lock

messages: ## collects the sentences of the interface into locale/
	@for code in de ar; do DJANGO_SETTINGS_MODULE=lms.settings.dev .venv/bin/python manage.py makemessages \
		--locale $$code --no-obsolete --no-location --no-wrap --ignore '.venv/*' --ignore 'tests/*' --ignore 'data/*' ; done
