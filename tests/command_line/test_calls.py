"""How the program is called, and what it says when it is called wrongly."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from deskapp.reports.registry import REPORTS

COMMANDS = ("sample", "export", "import", "check", "backup", "list")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_its_call_and_an_example(call: Any, command: str) -> None:
    answer = call(command, "--help")

    assert answer.status == 0
    assert answer.out.startswith(f"Usage: deskapp {command} ")
    assert f"Example:\n  deskapp {command} " in answer.out
    assert not answer.err


def test_the_help_of_the_export_names_every_kind_of_file(call: Any) -> None:
    said = call("export", "--help").out
    assert all(report.suffix in said for report in REPORTS.values())
    assert "--to FILE " in said


def test_the_help_of_the_program_lists_every_command(call: Any) -> None:
    answer = call("--help")

    assert answer.status == 0
    assert "Usage: deskapp [LEDGER]" in answer.out
    for command in COMMANDS:
        assert f"\n  deskapp {command} " in answer.out
    assert "Exit status: 0 done; 1" in answer.out


def test_the_version_is_one_line(call: Any) -> None:
    from deskapp import __version__

    assert call("--version").out == f"{__version__}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("export", "REPORT is missing."),
        ("export appraisal --to x.xlsx", "--ledger is missing."),
        ("export appraisal --ledger x.ledger", "--to is missing."),
        ("export appraisal --ledger", "--ledger needs a value."),
        ("export appraisal --ledger x --to x.xlsx --language fr", "“fr” is unknown; known are:"),
        ("export appraisal --ledger x --to x.xlsx --year soon", "“soon” is not a year."),
        ("export appraisal --ledger x --to x.xlsx --year 12", "“12” is not a year."),
        ("export appraisal --ledger x --to x.pdf", "“x.pdf” is not the name of a workbook."),
        ("export nothing --ledger x --to x.xlsx", "There is no report “nothing”; there are: app"),
        ("import", "KIND is missing."),
        ("import people --ledger x", "FILE is missing."),
        ("import cars x.xlsx --ledger x", "“cars” cannot be imported; known are: units, bra"),
        ("import people x.xlsx --ledger x --json", "--json goes with --preview."),
        ("import people x.xlsx y.xlsx --ledger x", "“y.xlsx” is not understood here."),
        ("check", "--ledger is missing."),
        ("check --ledger x --yaer 2021", "“--yaer” is not understood here."),
        ("check --ledger x --year 2021.5", "“2021.5” is not a year."),
        ("list", "WHAT is missing."),
        ("list everything", "“everything” is unknown; known are: reports, kinds, marks."),
        ("sample", "LEDGER is missing."),
        ("sample x.ledger --size huge", "“huge” is unknown; known are: small, office, large."),
        ("exprot", "“exprot” is neither a command nor a ledger. Did you mean: deskapp export?"),
        ("--bogus", "“--bogus” is not understood here."),
    ],
)
def test_a_wrong_call_is_status_2_and_says_what_is_wrong(call: Any, words: str, said: str) -> None:
    answer = call(*words.split())

    assert answer.status == 2
    assert answer.err.startswith(said)
    assert answer.err.count("\n") == 1
    assert not answer.out


def test_options_may_stand_between_the_words(call: Any, ledger: Any, workbook: Any) -> None:
    path = workbook([["单位名称", "单位类别"], ["新单位", "机关部门"]])

    assert call("import", "--ledger", ledger, "units", "--preview", path).status == 0


def test_the_system_speaks_its_language(in_own_process: Any) -> None:
    assert "Usage: deskapp" in in_own_process("--help").out
    chinese = in_own_process("list", "kinds", LANG="zh_CN.UTF-8").out
    assert [line.split("\t")[0] for line in chinese.splitlines()][:3] == [
        "units",
        "branches",
        "people",
    ]


def test_a_console_that_cannot_show_chinese_gets_question_marks(
    in_own_process: Any, ledger: Any
) -> None:
    answer = in_own_process(
        "check", "--ledger", ledger, PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C"
    )

    assert answer.status == 0
    assert "?" in answer.out
    assert not answer.err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has no screen")
def test_a_machine_without_a_screen_says_so(in_own_process: Any) -> None:
    answer = in_own_process(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")

    assert answer.status == 1
    assert answer.err.startswith("There is no screen to open the window on.")
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("words", ["--help", "export --help", "list kinds", "list reports"])
def test_no_command_loads_qt(words: str, in_own_process: Any) -> None:
    answer = in_own_process(*words.split(), PYTHONPROFILEIMPORTTIME="1")

    assert answer.status == 0
    assert "deskapp" in answer.err
    assert "PySide6" not in answer.err


@pytest.mark.parametrize("words", ["--help", "import --help", "sample --help", "--version"])
def test_help_loads_none_of_the_slow_libraries(words: str, in_own_process: Any) -> None:
    loaded = in_own_process(*words.split(), PYTHONPROFILEIMPORTTIME="1").err

    for library in ("sqlalchemy", "openpyxl", "pypinyin", "alembic", "PySide6"):
        assert f" {library}\n" not in loaded


def test_reading_and_writing_commands_do_not_load_qt_either(
    in_own_process: Any, ledger: Any, tmp_path: Any, workbook: Any
) -> None:
    path = workbook([["单位名称", "单位类别"], ["新单位", "机关部门"]])
    calls = (
        ("check", "--ledger", ledger),
        ("import", "units", path, "--ledger", ledger),
        ("export", "meetings", "--ledger", ledger, "--to", tmp_path / "m.xlsx"),
        ("sample", tmp_path / "new.ledger", "--size", "small"),
    )
    for words in calls:
        answer = in_own_process(*words, PYTHONPROFILEIMPORTTIME="1")
        assert answer.status == 0, answer.err[-2000:]
        assert "PySide6" not in answer.err
