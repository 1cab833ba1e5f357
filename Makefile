# make run · make test · make help
# Paths are relative, so that the checkout may lie in a folder with spaces.

.DEFAULT_GOAL := help
.PHONY: help install run test tools lint types floors tests proof catalogue bench pictures dist lock clean
.DELETE_ON_ERROR:

BIN := .venv/bin
OFFSCREEN := LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
WORKERS ?= 2
SAMPLE := build/sample-2021.ledger
APPRAISAL := build/appraisal-2021.xlsx

# The first of these that is 3.11 or newer; looked up only when .venv has to be made.
PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

# What Qt's window plugins load, and the Debian package that brings it.
QT_LIBRARIES := \
	libEGL.so.1=libegl1 libGL.so.1=libgl1 libX11.so.6=libx11-6 libX11-xcb.so.1=libx11-xcb1 \
	libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1 \
	libfreetype.so.6=libfreetype6 libgthread-2.0.so.0=libglib2.0-0 libzstd.so.1=libzstd1 \
	libwayland-client.so.0=libwayland-client0 libwayland-cursor.so.0=libwayland-cursor0 \
	libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 \
	libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 \
	libxcb-randr.so.0=libxcb-randr0 libxcb-render-util.so.0=libxcb-render-util0 \
	libxcb-shape.so.0=libxcb-shape0 libxcb-shm.so.0=libxcb-shm0 \
	libxcb-sync.so.1=libxcb-sync1 libxcb-util.so.1=libxcb-util1 \
	libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1 \
	libxkbcommon.so.0=libxkbcommon0 libxkbcommon-x11.so.0=libxkbcommon-x11-0

# Shell: has_library NAME, has_chinese_font, install_packages NAME... (says what it does,
# and lets the rest go on where it may not).
define SYSTEM
libraries=$$(PATH="$$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true); \
has_library() { case "$$libraries" in *"$$1 "*) return 0;; *) return 1;; esac; }; \
has_chinese_font() { \
	[ -n "$$(find /usr/share/fonts /usr/local/share/fonts "$$HOME/.fonts" "$$HOME/.local/share/fonts" \
		\( -iname '*cjk*' -o -iname '*hans*' -o -iname '*wqy*' -o -iname '*droidsansfallback*' \
		-o -iname 'simsun*' -o -iname 'msyh*' \) -print 2>/dev/null | head -n 1)" ]; }; \
install_packages() { \
	[ $$# -gt 0 ] || return 0; \
	command -v apt-get >/dev/null || { echo "Please install what Debian calls: $$*"; return 0; }; \
	root=; \
	if [ "$$(id -u)" != 0 ]; then \
		command -v sudo >/dev/null || { echo "Please let root run: apt-get install $$*"; return 0; }; \
		root=sudo; [ -t 0 ] || root="sudo -n"; \
	fi; \
	echo "Installing system packages: $$*"; \
	$$root apt-get update -qq </dev/null >/dev/null || true; \
	$$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		-o Dpkg::Use-Pty=0 "$$@" </dev/null >/dev/null \
		|| echo "They could not be installed; going on without: $$*"; }
endef

help: ## list what can be made
	@echo "make run opens the ledger, make test checks everything. All of it:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name what; do \
		printf '%-18s %s\n' "  $$name" "$$what"; done

# A stamp that names another folder was copied or moved here with its .venv: install again.
ifneq ($(shell cat .venv/.installed 2>/dev/null),$(CURDIR))
.PHONY: .venv/.installed
endif

install: .venv/.installed ## put the program and all it needs into .venv

.venv/.installed: pyproject.toml requirements.lock
	@[ -n "$(PYTHON)" ] || [ -x $(BIN)/python ] || { \
		echo "Python 3.11 or newer is needed and was not found. Please install python3 first."; exit 1; }
	@if [ "$$(uname)" = Linux ]; then \
		$(SYSTEM); set --; \
		$(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
			|| set -- $$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		for pair in $(QT_LIBRARIES); do \
			has_library "$${pair%%=*}" || set -- "$$@" "$${pair#*=}"; done; \
		has_chinese_font || set -- "$$@" fonts-noto-cjk; \
		install_packages "$$@"; \
	fi
	@$(BIN)/python -c 'import sys, pip; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Making the virtual environment .venv with $(PYTHON)"; \
		$(PYTHON) -m venv --clear .venv; }
	@echo "Installing the packages of requirements.lock into .venv (the first time takes minutes)"
	@$(BIN)/python -m pip --disable-pip-version-check install -q --require-hashes -r requirements.lock
	@echo "Installing the program into .venv"
	@$(BIN)/python -m pip --disable-pip-version-check install -q --no-deps --no-build-isolation -e .
	@printf '%s\n' "$(CURDIR)" > $@

run: install ## open the ledger; without a screen, export the sample's appraisal
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" != Linux ]; then \
		exec $(BIN)/deskapp; \
	fi; \
	mkdir -p build; \
	[ -e $(SAMPLE) ] || $(BIN)/deskapp sample $(SAMPLE) >/dev/null || exit 1; \
	$(BIN)/deskapp export appraisal --ledger $(SAMPLE) --year 2021 --to $(APPRAISAL) \
		>/dev/null || exit 1; \
	case "$${LC_ALL:-$${LC_MESSAGES:-$$LANG}}" in \
	zh*) echo "示例台账的 2021 年考核表已导出到 $(CURDIR)/$(APPRAISAL);本机没有屏幕,有屏幕时会打开窗口。";; \
	*) echo "The sample's appraisal of 2021 is in $(CURDIR)/$(APPRAISAL); on a machine with a screen the window would have opened.";; \
	esac

test: install tools lint types floors tests ## run every check: lint, types, floors, all tests

tools: # what only the tests need: LibreOffice recalculates workbooks and lays papers out, Xvfb shows the window
	@$(SYSTEM); set --; \
	if [ "$$(uname)" = Linux ]; then \
		command -v soffice >/dev/null || command -v libreoffice >/dev/null || set -- libreoffice-calc libreoffice-writer; \
		command -v Xvfb >/dev/null || set -- "$$@" xvfb; \
	fi; \
	install_packages "$$@"

lint: install ## check style and formatting
	@echo "Checking style and formatting"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . \
		|| { echo "Formatting differs; $(BIN)/ruff format . puts it right."; exit 1; }

types: install ## check types
	@echo "Checking types"
	@$(BIN)/mypy --no-error-summary

floors: install ## check that imports only go down the floors
	@echo "Checking that imports only go down the floors"
	@mkdir -p build; $(BIN)/lint-imports > build/floors.txt 2>&1 || { cat build/floors.txt; exit 1; }

tests: install tools # the catalogue check is one of them
	@echo "Running the tests, $(WORKERS) at a time"
	@$(OFFSCREEN) REQUIRE_LIBREOFFICE=1 $(BIN)/python -m pytest -n $(WORKERS)

proof: install tools ## prove the scores of 200 ledgers of chance, where make test takes 40
	@echo "Proving the scores of 200 ledgers of chance, by a plain reading and in LibreOffice"
	@$(OFFSCREEN) REQUIRE_LIBREOFFICE=1 PROOFS=200 $(BIN)/python -m pytest -n $(WORKERS) \
		tests/proof tests/reports/test_appraisal_recalculation.py

catalogue: install ## gather the texts into resources/locale and compile them
	@echo "Gathering the texts"
	@mkdir -p build
	@$(BIN)/pybabel -q extract -k N_ --sort-output --add-location=file --project=deskapp \
		--header-comment="# The texts of deskapp." --last-translator="The deskapp authors" -o build/deskapp.pot deskapp
	@[ -e resources/locale/zh_CN/LC_MESSAGES/deskapp.po ] || $(BIN)/pybabel -q init -l zh_CN \
		-D deskapp -d resources/locale -i build/deskapp.pot
	@$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-pot-creation-date \
		-D deskapp -d resources/locale -i build/deskapp.pot
	@$(BIN)/pybabel compile --statistics -D deskapp -d resources/locale

bench: install ## measure against the floors of the same run
	@echo "Measuring; other work on the machine disturbs it"
	@$(OFFSCREEN) $(BIN)/python tests/benchmarks/run.py

pictures: install ## render every screen into build/pictures
	@echo "Rendering every screen into build/pictures"
	@$(OFFSCREEN) $(BIN)/python tests/pictures.py --to build/pictures

dist: install ## build the program's folder dist/deskapp and start it once
	@if [ "$$(uname)" = Linux ]; then \
		$(SYSTEM); set --; \
		command -v objdump >/dev/null || set -- binutils; \
		library=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_config_var("INSTSONAME"))'); \
		folder=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_config_var("LIBDIR"))'); \
		has_library "$$library" || [ -e "$$folder/$$library" ] \
			|| set -- "$$@" $$($(BIN)/python -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])'); \
		install_packages "$$@"; \
	fi
	@echo "Building dist/deskapp"
	@$(BIN)/python -m PyInstaller --log-level ERROR --noconfirm --clean \
		--distpath dist --workpath build/pyinstaller build_installer.spec
	@echo "Starting the frozen program once"
	@$(OFFSCREEN) dist/deskapp/deskapp --self-check

lock: install ## write requirements.lock anew from pyproject.toml
	@echo "Resolving the dependencies for every platform"
	@$(BIN)/python -m pip --disable-pip-version-check install -q uv
	@$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --all-extras \
		--python-version 3.11 --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean: ## remove what was built; .venv stays
	@echo "Removing build, dist and caches"
	@rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find deskapp tests -name __pycache__ -type d -prune -exec rm -rf {} +
