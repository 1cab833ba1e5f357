"""Check what no floor can check of itself: the set-up that the whole house rests on."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def modules_loaded_by(*lines: str) -> set[str]:
    """Return the names of all modules that a fresh interpreter loads for these lines."""
    code = "\n".join([*lines, "import sys", "print(*sys.modules, sep='\\n')"])
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return set(answer.stdout.split())


@pytest.mark.parametrize(
    "name",
    [
        ".ci/run",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "build_installer.spec",
        "pyproject.toml",
        "requirements.lock",
        "resources/icons/LICENSE",
        "resources/locale/zh_CN/LC_MESSAGES/deskapp.mo",
    ],
)
def test_every_file_that_the_house_rests_on_is_there(name: str) -> None:
    assert (ROOT / name).is_file()


def test_the_lock_names_no_address_and_no_folder() -> None:
    assert not re.search(r"https?:|file:|--index|--find-links|(?<!\w)/\w", LOCK)


def test_every_locked_package_has_an_exact_version_and_hashes() -> None:
    entries = [e for e in re.split(r"\n(?=[a-zA-Z])", LOCK) if not e.startswith("#")]

    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[\w.\-]+==[\w.]+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_every_dependency_is_locked() -> None:
    declared = list(PROJECT["project"]["dependencies"])
    for extra in PROJECT["project"]["optional-dependencies"].values():
        declared += extra
    names = {re.match(r"[\w\-]+", line)[0].lower() for line in declared}
    locked = {line.split("==")[0] for line in LOCK.splitlines() if "==" in line}

    assert names <= locked


def test_the_qt_that_aborts_on_python_3_11_is_excluded() -> None:
    (qt,) = [d for d in PROJECT["project"]["dependencies"] if d.startswith("PySide6")]

    assert "!=6.12.0" in qt
    assert "pyside6-essentials==6.12.0" not in LOCK


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_that_return_nothing_keep_their_references_to_none() -> None:
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        thing.setObjectName("a")

    assert abs(sys.getrefcount(None) - before) < 1_000


def test_the_command_line_loads_no_qt() -> None:
    loaded = modules_loaded_by("import deskapp.command_line")

    assert not {name for name in loaded if name.startswith(("PySide6", "shiboken6"))}


def test_asking_for_help_loads_neither_qt_nor_the_database() -> None:
    loaded = modules_loaded_by(
        "from deskapp.command_line import main",
        "import contextlib, io, sys",
        "sys.argv = ['deskapp', '--help']",
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):",
        "    main()",
    )

    assert not {"PySide6", "sqlalchemy", "openpyxl", "alembic"} & loaded


def test_every_icon_takes_its_colour_from_the_palette() -> None:
    icons = sorted((ROOT / "resources" / "icons").glob("*.svg"))

    assert len(icons) > 30
    for icon in icons:
        if icon.stem != "deskapp":
            assert 'stroke="currentColor"' in icon.read_text(encoding="utf-8"), icon.name


@pytest.mark.skipif(shutil.which("make") is None, reason="this machine has no make")
def test_the_makefile_explains_each_target_it_lists() -> None:
    answer = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    for target in ("install", "run", "test", "bench", "pictures", "dist"):
        assert re.search(rf"make {target} +\w", answer.stdout), target


@pytest.mark.parametrize("page", ["calendar", "meetings", "study", "appraisal"])
def test_a_page_that_offers_an_export_opens_without_the_writers_of_files(page: str) -> None:
    loaded = modules_loaded_by(f"import deskapp.screens.{page}.screen")
    assert not loaded & {"openpyxl", "docx", "icalendar"}
