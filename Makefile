# Five words for whoever works on clientzoo. Windows: the commands behind them work in Git Bash with .venv/Scripts.
.PHONY: setup test check bench docs

setup: ## an environment of its own in .venv, with everything the tests need
	python3 -m venv .venv && .venv/bin/pip install -q -U pip && .venv/bin/pip install -q -e . --group dev --group docs
	CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject .venv/bin/pip install -q -e ".[durable]" || true

test: ## the whole suite; one file: make test FILES=tests/knowledge/test_quantity.py
	.venv/bin/pytest -n auto $(FILES)

check: ## everything that must hold before a change lands
	.ci/run

bench: ## one benchmark, by hand: make bench OF=one_client
	PYTHONPATH=engine:tests .venv/bin/python tests/benchmarks/$(OF).py

docs: ## the site, into build/site, and the picture of the rooms
	PYTHONPATH=engine .venv/bin/python docs/rooms.py && PYTHONPATH=engine .venv/bin/python docs/commands.py
	.venv/bin/mkdocs build --quiet --strict
