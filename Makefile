# coaverify. `make` alone lists what there is. Needs Python 3.11 or newer and make; nothing else.

HOST ?= 127.0.0.1
PORT ?= 8000
PYTEST_ARGS ?=
BENCH_ARGS ?=

# The checkout as it stands, for tools that do not need an installation.
FROM_CHECKOUT := PYTHONPATH=.:web:reference
TOOLS := .venv-test/bin

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format bench bench-identity bench-duplicates bench-archived-duplicates bench-chromatograms bench-tampering bench-deceptions bench-seams bench-archive-alterations bench-archive-durability bench-archive-scale samples lock clean

help: ## list the targets
	@echo "coaverify: reads certificates of analysis of peptides and checks what they claim"
	@echo
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  make run PORT=8080            another port"
	@echo "  make test PYTEST_ARGS='-k mass'   some of the tests"

run: .venv/.installed ## start the web page on 127.0.0.1, with the samples ready to try
	.venv/bin/coaverify serve --host $(HOST) --port $(PORT) --samples samples

test: .venv-test/.installed ## install what the tests need and run them all against the built wheel
	@scripts/install-system-packages.sh
	@scripts/test.sh $(PYTEST_ARGS)

check: .venv-test/.installed ## formatting, lint, types, import walls
	@$(TOOLS)/ruff format --check . || { echo "Mend it with: make format" >&2; exit 1; }
	@$(TOOLS)/ruff check . || { echo "Mend what can be mended by itself with: make format" >&2; exit 1; }
	@$(TOOLS)/mypy
	@$(FROM_CHECKOUT) $(TOOLS)/lint-imports --no-logo || { echo "An import goes through a wall: see docs/decisions." >&2; exit 1; }

format: .venv-test/.installed ## put the code into form
	$(TOOLS)/ruff check --fix-only .
	$(TOOLS)/ruff format .

bench: .venv/.installed ## measure the reading speed over the samples
	.venv/bin/python benchmarks/reading_speed.py $(BENCH_ARGS)

bench-identity: .venv/.installed ## right and wrong identities, explanations of mismatches, and what they cost
	.venv/bin/python benchmarks/identity.py $(BENCH_ARGS)
	.venv/bin/python benchmarks/mass_speed.py
	.venv/bin/python benchmarks/library_loading.py

bench-duplicates: .venv-test/.installed ## copied data under another lot, and separate runs on one form
	$(FROM_CHECKOUT):tests $(TOOLS)/python benchmarks/duplicates.py $(BENCH_ARGS)

bench-archived-duplicates: .venv-test/.installed ## sketches in a large archive: all that is alike is found, and what it costs
	$(FROM_CHECKOUT):tests $(TOOLS)/python benchmarks/archived_duplicates.py $(BENCH_ARGS)

bench-chromatograms: .venv-test/.installed ## random chromatograms of known areas, drawn, read and integrated again
	$(FROM_CHECKOUT):benchmarks $(TOOLS)/python benchmarks/chromatograms.py $(BENCH_ARGS)

bench-tampering: .venv-test/.installed ## tampered copies of certificates, and files that nobody touched
	$(FROM_CHECKOUT):tests:samples $(TOOLS)/python benchmarks/tampering.py $(BENCH_ARGS)

bench-deceptions: .venv-test/.installed ## certificates whose file says other figures than their page shows
	$(FROM_CHECKOUT):tests:samples $(TOOLS)/python benchmarks/deceptions.py $(BENCH_ARGS)

bench-archive-alterations: .venv-test/.installed ## 1,000 alterations of an archive: does its audit name every one?
	$(FROM_CHECKOUT):tests $(TOOLS)/python benchmarks/archive_alterations.py $(BENCH_ARGS)

bench-archive-durability: .venv-test/.installed ## what kills, power cuts (as root), a full disk and two writers leave of an archive
	$(FROM_CHECKOUT):tests $(TOOLS)/python benchmarks/archive_durability.py kill $(BENCH_ARGS)
	$(FROM_CHECKOUT):tests $(TOOLS)/python benchmarks/archive_durability.py kill --database postgresql $(BENCH_ARGS)
	$(FROM_CHECKOUT):tests $(TOOLS)/python benchmarks/archive_durability.py two $(BENCH_ARGS)
	$(FROM_CHECKOUT):tests $(TOOLS)/python benchmarks/archive_durability.py power $(BENCH_ARGS)
	$(FROM_CHECKOUT):tests $(TOOLS)/python benchmarks/archive_durability.py full $(BENCH_ARGS)

bench-archive-scale: .venv-test/.installed ## 200,000 archived reports against 1,000
	$(FROM_CHECKOUT):tests $(TOOLS)/python benchmarks/archive_scale.py $(BENCH_ARGS)

bench-seams: .venv-test/.installed ## values exchanged in scans that were saved as JPEGs before and after, and sound scans
	$(FROM_CHECKOUT):tests:samples:benchmarks $(TOOLS)/python benchmarks/seams.py $(BENCH_ARGS)

samples: .venv-test/.installed ## draw the sample certificates anew, and their expected reports
	$(FROM_CHECKOUT) $(TOOLS)/python samples/make_samples.py --update

lock: ## write the lock files anew (newest: scripts/lock.sh --upgrade)
	scripts/lock.sh

clean: ## remove environments, caches and what was built
	rm -rf .venv .venv-* build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- environments: made again when a lock or the packaging changes -----------------------------------

.venv/.installed: requirements.lock requirements-build.lock pyproject.toml
	@scripts/make-venv.sh .venv requirements.lock requirements-build.lock
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
		--no-build-isolation --editable .
	@touch $@

.venv-test/.installed: requirements-dev.lock
	@scripts/make-venv.sh .venv-test requirements-dev.lock
	@touch $@
