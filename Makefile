# make demo   a town to try, on http://127.0.0.1:8000      make dev    serve with reload
# make test   the whole suite, browser included            make check  style, types, house order
# make bench  speed, as ratios in one run                  make setup  .venv and the page only
# make attack every attack on a town, with a report        make faults what attacks have to notice
# make care   a week of harm, moderated and not            make care-load floods: what still works
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PYTHON ?= python3
BIN := .venv/bin
# Each worker has a PostgreSQL of its own; on a shared one tests would count the rows of others.
# Two, also where stories in the browser wait: with three the suite took as long on two cores.
# The order of the names, not the largest first: the files with a single long story come early.
WORKERS := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: wheel fresh-root sbom torture torture-long failover failover-long fuzz fuzz-long attack faults swaps care care-load connectors demo dev test check web-check web-walk album bench-page icons setup bench bench-long ci-slow test-postgres15 ledger lock browser pictures clean

demo: setup
	$(BIN)/mimi demo

dev: setup
	$(BIN)/mimi serve --reload

test: setup browser
	$(BIN)/pytest -q $(WORKERS)
	cd web && npm test --silent

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	cd web && npm run --silent check

# Every attack against live servers, over HTTP, a quarter of an hour: build/attacks.html tells, build/attacks.json counts.
attack: .venv/ready
	$(BIN)/mimi attack --json build/attacks.json

# Everybody who could have told, answered or liked, swapped one by one in many towns: half an hour.
swaps: .venv/ready
	$(BIN)/python -m tests.swaps

# Servers with a fault on purpose: an attack has to notice each.
faults: .venv/ready
	$(BIN)/python -m tests.faults

# A scripted week of harm in a town, over HTTP, with and without moderation: build/care.html tells,
# build/care.json counts. Some six minutes.
care: .venv/ready
	$(BIN)/python -m week

# Floods of reports and of secrets, and a brigade: what still works.
care-load: .venv/ready
	$(BIN)/python -m week.load

# Servers, workers and PostgreSQL killed, frozen, full and flooded: a table, build/torture.json. Some
# thirteen minutes; the long form kills a hundred times and holds its streams for an hour.
torture: setup
	$(BIN)/python -m torture

torture-long: setup
	$(BIN)/python -m torture --long

# What strangers and operators send, changed under coverage for two minutes: a table, build/fuzz/short.json.
# The long form takes hours and goes on where fuzz/record says that it was stopped; then
# every property with other examples than in `make test`, most with 2,000, a million requests made
# up from the description of the API, and 200,000 steps of members against the model of the rules.
fuzz: .venv/fuzz build/fuzz/reading/read.js
	$(BIN)/python -m fuzz

fuzz-long: .venv/fuzz build/fuzz/reading/read.js
	$(BIN)/python -m fuzz --long
	MIMI_TEST_PATIENCE=inf $(BIN)/pytest -q -m hypothesis --hypothesis-profile searching
	$(BIN)/python -m fuzz.parts

# 130 MB, for Linux and macOS, which nothing else needs.
.venv/fuzz: tools/fuzz.lock .venv/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tools/fuzz.lock
	touch $@

build/fuzz/reading/read.js: web/fuzz.config.ts web/dist/index.html
	cd web && npx vite build --logLevel warn --config fuzz.config.ts
	touch $@

# The primary of three PostgreSQL under Patroni is lost six times (twenty in the long form), four
# minutes: build/failover.json. Needs Debian's postgresql and etcd-server, which it installs.
failover: setup
	./tools/patroni
	$(BIN)/python -m torture --only failover --json build/failover.json

failover-long: setup
	./tools/patroni
	$(BIN)/python -m torture --only failover --long --json build/failover.json

bench: setup
	$(BIN)/python -m bench

# The same with towns of 200,000 (ten million pair tags) and of a million, and an edition of 100,000
# secrets: two hours, 40 GB of the disk and 12 of memory.
bench-long: setup
	$(BIN)/python -m bench 1000 10000 200000 1000000
	$(BIN)/python -m bench.release 100000

# The rule on a bigger town than `make test` takes; MIMI_TEST_EDGES=FILE uses a graph of yours.
# And 20,000 steps of members against the model of the rules (of 24,000: a life may end early), 5,000
# made-up requests, of both of which it says what came of them, 10,000 cards in the feed, every screen
# by axe, what is in it, and the whole suite on Debian's PostgreSQL.
ci-slow: setup browser web-walk sbom
	MIMI_TEST_STEPS=24000 MIMI_TEST_CASES=5000 MIMI_TEST_MEMBERS=$${MIMI_TEST_MEMBERS:-600} MIMI_TEST_CARDS=10000 \
		$(BIN)/pytest -q -rP $(WORKERS) tests/test_states.py tests/test_api.py tests/test_rule.py \
		tests/test_browser_feed.py::test_all_the_cards_take_no_more_than_five_hundred
	./tools/postgres15 $(BIN)/pytest -q $(WORKERS)

# `make test` uses the embedded PostgreSQL 18; this one two of Debian's, which is 15
# on Debian 12.
test-postgres15: setup browser
	./tools/postgres15 $(BIN)/pytest -q $(WORKERS)

# The page's figures (docs/page.md), all of them: half an hour, and for speed on an idle machine.
web-check: web-walk bench-page

# Those that are the same on any machine: every screen by axe in both languages and both themes,
# and the walks by keyboard, by ear and without a network.
web-walk: setup browser
	MIMI_TEST_SCREENS=all $(BIN)/pytest -q -rP tests/test_browser_access.py
	$(BIN)/pytest -q tests/test_browser_{keyboard,read_out,cards,offline}.py

# Pictures of every screen in both languages, both themes and four widths, and a page of them.
# MANNERS="zh-dark en-light" takes some of the four.
MANNERS ?=
album: setup browser
	MIMI_TEST_SCREENS=album MIMI_TEST_MANNERS="$(MANNERS)" MIMI_TEST_PATIENCE=inf $(BIN)/pytest -q -rP tests/test_browser_access.py -k every_screen

# Every screen by Lighthouse, as a phone on a slow network: a quarter of an hour.
bench-page: setup browser bench/node_modules/.package-lock.json
	$(BIN)/python -m bench.page

bench/node_modules/.package-lock.json: bench/package-lock.json
	cd bench && npm ci --silent --no-audit --no-fund

setup: .venv/ready web/dist/index.html

.venv/ready: requirements.lock pyproject.toml | web/dist/index.html  # which the package takes along
	./tools/python-venv $(PYTHON)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

PAGE := mimi/traditional.json docs/helplines.json \
	$(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print)

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --silent --no-audit --no-fund

web/dist/index.html: web/node_modules/.package-lock.json $(PAGE)
	cd web && npm run --silent build

browser:
	./tools/chromium

# The README's pictures are what the browser test saw.
pictures: setup browser
	$(BIN)/pytest -q tests/test_browser.py
	mkdir -p docs/pictures
	cp tests/shots/{feed-en,thread-en,tell-en,feed-zh}.png docs/pictures

# Every call to a provider against a copy of its service, and a table of what was seen.
connectors: setup browser
	MIMI_TEST_CONNECTORS=all $(BIN)/pytest -q -p tests.others.table \
		$(wildcard tests/test_connectors*.py) tests/test_sending.py tests/test_doctor.py \
		tests/test_sources.py tests/test_cards.py tests/test_browser_wechat.py \
		tests/test_browser_sources.py tests/test_invites.py tests/test_browser_poster.py \
		tests/test_notifications.py tests/test_push_addresses.py \
		tests/test_objects.py tests/test_photos_kept.py tests/test_photo_addresses.py \
		tests/test_newcomers.py tests/test_client.py tests/test_client_alone.py tests/test_api_page.py

# One file with server and page, for machines that build nothing: dist/mimi-….whl.
wheel: setup
	$(BIN)/hatchling build --target wheel --directory dist

# docs/self-hosting.md followed on an empty Debian 12 in a folder; wants root: five minutes.
fresh-root: wheel
	./tools/fresh-root

# What is in it: build/sbom-python.json (all that is locked, tests too) and build/sbom-page.json (what
# the page ships), CycloneDX 1.6 and 1.5. The tool has a lock and a place of its own: nothing else uses it.
sbom: build/sbom/ready web/node_modules/.package-lock.json
	build/sbom/bin/cyclonedx-py requirements requirements.lock --output-format JSON --output-reproducible \
		--pyproject pyproject.toml --output-file build/sbom-python.json
	cd web && npm sbom --sbom-format cyclonedx --omit dev > ../build/sbom-page.json

build/sbom/ready: tools/sbom.lock
	rm -rf build/sbom && mkdir -p build && $(PYTHON) -m venv build/sbom
	build/sbom/bin/pip install --quiet --disable-pip-version-check --require-hashes -r tools/sbom.lock
	touch $@

icons: .venv/ready browser
	PYTHONPATH=. $(BIN)/python tools/icons

# The lock names no registry; it is made by `uv pip compile`.
lock:
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--group dev --extra pictures pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		tools/fuzz.in -o tools/fuzz.lock

# Which statement needs to know who somebody is, and why: docs/ledger.md.
ledger: setup
	$(BIN)/python -m tests.ledger

clean:
	rm -rf .venv web/node_modules web/dist data
