# The two commands of the README are `make report` and `make test`; everything else serves them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: report test lab lint lock notebooks clean

report: $(VENV)/.ready
	$(BIN)/chengxi run data/reports/chengxi-2022.txt --output outputs

test: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests
	$(BIN)/python -m pytest --nbval notebooks

lab: $(VENV)/.ready
	$(BIN)/jupyter lab notebooks

lint: $(VENV)/.ready
	$(BIN)/ruff check --fix .
	$(BIN)/mypy

# The lock holds exact versions with hashes and names no index: pip and uv both install from it.
$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Run: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements.lock

clean:
	rm -rf $(VENV) outputs/*/

# Execute the committed notebooks anew on the seed report; nbval then holds their outputs true.
notebooks: $(VENV)/.ready
	$(BIN)/python -m tests.refresh_notebooks
