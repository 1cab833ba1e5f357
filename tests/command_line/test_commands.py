"""What each command does, and how it fails."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from deskapp.reports.registry import REPORTS

PEOPLE = [["姓名", "单位", "职级"], ["张三", "不存在的单位", "处级"]]


def assert_told_in_words(answer: Any) -> None:
    assert answer.status == 1
    assert "Traceback" not in answer.err + answer.out
    assert "Error" not in answer.err
    assert answer.err.count("\n") == 1
    assert 1 <= answer.err.count(". ") + answer.err.count(".\n") <= 3


def damaged_ledgers(sample: Path, folder: Path) -> dict[str, Path]:
    """Return a path for everything that is no ledger of this program."""
    whole = sample.read_bytes()
    newer = folder / "newer.ledger"
    newer.write_bytes(whole)
    with sqlite3.connect(newer) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    contents = {
        "empty": b"",
        "text": "会议台账".encode(),
        "no table left": whole[:4096],
        "header only": whole[:100],
    }
    found = {"missing": folder / "nowhere" / "x.ledger", "folder": folder, "newer": newer}
    for name, content in contents.items():
        found[name] = folder / f"{name}.ledger"
        found[name].write_bytes(content)
    return found


LEDGERS = ("missing", "folder", "newer", "empty", "text", "no table left", "header only")


@pytest.mark.parametrize("name", LEDGERS)
@pytest.mark.parametrize("command", ["check", "export", "import"])
def test_what_is_no_ledger_is_refused_in_words_and_left_alone(
    call: Any, sample: Path, tmp_path: Path, workbook: Any, command: str, name: str
) -> None:
    path = damaged_ledgers(sample, tmp_path)[name]
    before = path.read_bytes() if path.is_file() else None
    words: dict[str, tuple[object, ...]] = {
        "check": (),
        "export": ("meetings", "--to", tmp_path / "out.xlsx"),
        "import": ("people", workbook(PEOPLE)),
    }

    assert_told_in_words(call(command, *words[command], "--ledger", path))

    assert (path.read_bytes() if path.is_file() else None) == before
    assert not (tmp_path / "out.xlsx").exists()


def test_a_ledger_that_breaks_off_in_the_middle_is_damaged(
    call: Any, sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "half.ledger"
    whole = sample.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])

    answer = call("check", "--ledger", path)

    assert answer.status == 1
    assert "Traceback" not in answer.err
    assert "damaged" in answer.err


def test_a_ledger_with_a_broken_reference_is_damaged(call: Any, ledger: Path) -> None:
    with sqlite3.connect(ledger) as raw:
        raw.execute("UPDATE person SET unit_id = 999999 WHERE id = 1")
    raw.close()

    answer = call("check", "--ledger", ledger)

    assert answer.status == 1
    assert answer.err.startswith("The ledger is damaged:\n  person #1 -> unit\n")


def test_the_gaps_of_the_year_are_listed_by_kind_and_are_no_error(call: Any, ledger: Path) -> None:
    short = call("check", "--ledger", ledger)
    full = call("check", "--ledger", ledger, "--all", "--year", "2021")

    assert (short.status, full.status) == (0, 0)
    assert short.out.startswith("The ledger is whole.\nThe year 2021 lacks ")
    assert "more" not in full.out
    assert len(full.out.splitlines()) >= len(short.out.splitlines())


def test_a_year_that_the_ledger_does_not_keep_is_refused(call: Any, ledger: Path) -> None:
    answer = call("check", "--ledger", ledger, "--year", "1999")

    assert answer.status == 1
    assert answer.err.startswith("The ledger keeps nothing of 1999. It keeps: 2021")


def test_a_sample_is_made_once_and_never_over_a_file(call: Any, tmp_path: Path) -> None:
    path = tmp_path / "新 台账 %23?.ledger"

    made = call("sample", path, "--size", "small")
    again = call("sample", path, "--size", "small")

    assert (made.status, made.out) == (0, f"The sample ledger is {path}\n")
    assert_told_in_words(again)
    assert call("check", "--ledger", path).status == 0


def test_a_sample_in_a_place_that_cannot_be_written_is_refused(call: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    assert_told_in_words(call("sample", tmp_path / "file" / "x.ledger"))


@pytest.mark.parametrize("report", ["appraisal", "meetings", "attendance", "branch-tasks"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_report_is_exported_in_both_languages(
    call: Any, ledger: Path, tmp_path: Path, report: str, language: str
) -> None:
    target = tmp_path / "出 口.xlsx"

    words = ("--ledger", ledger, "--to", target, "--language", language)
    answer = call("export", report, *words)

    assert (answer.status, answer.out) == (0, f"The workbook is {target}\n")
    assert load_workbook(target).sheetnames


def test_all_listed_reports_can_be_exported(call: Any, ledger: Path, tmp_path: Path) -> None:
    for line in call("list", "reports").out.splitlines():
        name, label = line.split("\t")
        suffix = ".zip" if name == "evidence-box" else REPORTS[name].suffix
        target = tmp_path / f"{name}{suffix}"
        assert label
        words = ("--ledger", ledger, "--to", target)
        assert call("export", name, *words).status == 0
        assert target.is_file()


def test_an_export_of_a_year_without_data_leaves_the_target_alone(
    call: Any, ledger: Path, tmp_path: Path
) -> None:
    target = tmp_path / "old.xlsx"
    target.write_bytes(b"old")

    answer = call("export", "meetings", "--ledger", ledger, "--to", target, "--year", "1999")

    assert answer.status == 1
    assert "1999" in answer.err
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("target", ["nowhere/x.xlsx", "folder.xlsx", "file/x.xlsx"])
def test_an_export_to_a_place_that_cannot_be_written_is_refused(
    call: Any, ledger: Path, tmp_path: Path, target: str
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "file").write_text("x")

    answer = call("export", "meetings", "--ledger", ledger, "--to", tmp_path / target)

    assert_told_in_words(answer)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "file",
        "folder.xlsx",
        "office.ledger",
    ]


@pytest.mark.parametrize("name", ["missing.xlsx", "folder.xlsx", "text.xlsx", "empty.xlsx"])
def test_what_is_no_workbook_is_refused_in_words(
    call: Any, ledger: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "text.xlsx").write_text("姓名,单位\n", encoding="utf-8")
    (tmp_path / "empty.xlsx").touch()

    assert_told_in_words(call("import", "people", tmp_path / name, "--ledger", ledger))


def test_problems_of_an_import_name_their_cells_and_nothing_is_written(
    call: Any, ledger: Path, workbook: Any
) -> None:
    before = ledger.read_bytes()

    answer = call("import", "people", workbook(PEOPLE), "--ledger", ledger)

    assert answer.status == 1
    assert answer.err.splitlines()[0].startswith("名单!B2: There is no “不存在的单位”")
    assert answer.err.splitlines()[1].startswith("名 单.xlsx has 1 problem; nothing was written.")
    assert not answer.out
    assert ledger.read_bytes() == before


def test_an_import_says_what_it_wrote(call: Any, ledger: Path, workbook: Any) -> None:
    path = workbook([["单位名称", "单位类别"], ["新单位", "机关部门"], ["又一单位", "直属"]])

    first = call("import", "units", path, "--ledger", ledger)
    second = call("import", "units", path, "--ledger", ledger)

    assert (first.status, first.err) == (0, "")
    assert first.out == "Imported: 2 new, 0 changed, 0 unchanged, 0 left out.\n"
    assert second.out == "Imported: 0 new, 0 changed, 2 unchanged, 0 left out.\n"


def test_skipping_problems_writes_the_rest_and_still_names_them(
    call: Any, ledger: Path, workbook: Any
) -> None:
    path = workbook([["单位名称", "单位类别"], ["新单位", "机关部门"], ["又一单位", "公司"]])

    answer = call("import", "units", path, "--ledger", ledger, "--skip-problems")

    assert answer.status == 0
    assert answer.err.startswith("名单!B3: “公司” is not known here")
    assert answer.out.endswith("Imported: 1 new, 0 changed, 0 unchanged, 1 left out.\n")


def test_a_preview_says_what_would_be_done_and_writes_nothing(
    call: Any, ledger: Path, workbook: Any
) -> None:
    path = workbook([["单位名称", "单位类别"], ["新单位", "机关部门"]])
    before = ledger.read_bytes()

    answer = call("import", "units", path, "--ledger", ledger, "--preview")

    assert answer.status == 0
    assert "Row 2: new: 新单位\n" in answer.out
    assert "Nothing was written. It would be: 1 new, 0 changed, 0 unchanged" in answer.out
    assert ledger.read_bytes() == before


def test_a_preview_as_json_holds_every_row_with_its_problems(
    call: Any, ledger: Path, workbook: Any
) -> None:
    path = workbook(
        [
            ["单位名单"],
            ["序号", "单位名称", "单位类别", "成立日期"],
            [1, "新单位", "机关部门", "2021.4.20"],
            [2, "又一单位", "公司", None],
        ]
    )

    answer = call("import", "units", path, "--ledger", ledger, "--preview", "--json")
    read = json.loads(answer.out)

    assert answer.status == 1
    assert set(read) == {"kind", "file", "sheet", "columns", "counts", "remarks", "rows"}
    assert read["columns"] == {"name": "B", "kind": "C", "active_from": "D"}
    assert read["counts"] == {"new": 1, "changed": 0, "same": 0, "problem": 1}
    good, bad = read["rows"]
    assert good == {
        "row": 3,
        "status": "new",
        "id": None,
        "written": {"name": "新单位", "kind": "机关部门", "active_from": "2021.4.20"},
        "values": {"name": "新单位", "kind": "department", "active_from": "2021-04-20"},
        "changes": {},
        "problems": [],
        "hints": [],
        "doubts": [],
    }
    assert bad["status"] == "problem"
    (problem,) = bad["problems"]
    assert (problem["sheet"], problem["cell"]) == ("名单", "C4")


def test_json_is_read_back_from_a_console_of_any_encoding(
    in_own_process: Any, ledger: Path, workbook: Any
) -> None:
    path = workbook([["单位名称", "单位类别"], ["新单位", "机关部门"]])

    answer = in_own_process(
        "import", "units", path, "--ledger", ledger, "--preview", "--json",
        PYTHONUTF8="0", PYTHONIOENCODING="ascii",
    )  # fmt: skip

    assert json.loads(answer.out)["rows"][0]["values"]["name"] == "新单位"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_ledger_that_may_only_be_read_is_not_imported_into(
    call: Any, ledger: Path, workbook: Any
) -> None:
    path = workbook([["单位名称", "单位类别"], ["新单位", "机关部门"]])
    ledger.chmod(0o400)

    assert_told_in_words(call("import", "units", path, "--ledger", ledger))


def test_a_locked_ledger_is_told_in_words(call: Any, ledger: Path, workbook: Any) -> None:
    path = workbook([["单位名称", "单位类别"], ["新单位", "机关部门"]])
    raw = sqlite3.connect(ledger, isolation_level=None)
    raw.execute("BEGIN EXCLUSIVE")

    answer = call("import", "units", path, "--ledger", ledger)
    raw.close()

    assert answer.status == 1
    assert "Traceback" not in answer.err


def test_a_server_that_cannot_be_reached_is_told_in_words(call: Any) -> None:
    answer = call("check", "--ledger", "postgresql://nobody@127.0.0.1:1/none")

    assert answer.status == 1
    assert "Traceback" not in answer.err


DIVISION = [
    ["2021年重点任务分工表", None, None, None],
    ["序号", "具体任务", "牵头部门", "完成时限"],
    [901, "摸清统战成员底数", "办公室", "6月底前"],
    [902, "通报全年情况", "不存在的处", "年底前"],
    ["合计", "2项", None, None],
]


def test_a_division_of_work_is_imported_with_its_doubtful_cells_named(
    call: Any, ledger: Path, workbook: Any
) -> None:
    path = workbook(DIVISION)

    refused = call("import", "tasks", path, "--ledger", ledger, "--year", "2021")
    assert (refused.status, "名单!C4" in refused.err) == (1, True)

    taken = call("import", "tasks", path, "--ledger", ledger, "--year", "2021", "--skip-problems")
    assert taken.status == 0
    assert "Imported: 1 new, 0 changed, 0 unchanged, 1 left out." in taken.out


DOUBTFUL = [DIVISION[1], [901, "摸清统战成员底数", "办公室", "尽快"]]


@pytest.mark.parametrize("by_file", [False, True], ids=["--keep-words", "--answers"])
def test_what_a_deadline_means_is_answered_in_the_call(
    call: Any, ledger: Path, workbook: Any, tmp_path: Path, by_file: bool
) -> None:
    words = ("import", "tasks", workbook(DOUBTFUL), "--ledger", ledger, "--year", "2021")
    answers = tmp_path / "answers.json"
    answers.write_text('{"尽快": "2021-09-30"}', encoding="utf-8")
    assert call(*words).status == 1

    taken = call(*words, *(("--answers", answers) if by_file else ("--keep-words",)))

    assert taken.status == 0
    with sqlite3.connect(ledger) as connection:
        (found,) = connection.execute(
            "SELECT deadline_text, deadline_on FROM key_task WHERE number = 901"
        )
    assert found == ("尽快", "2021-09-30" if by_file else None)


@pytest.mark.parametrize("text", ["", "[]", '{"尽快": "someday"}'])
def test_answers_that_are_none_are_refused_in_words(
    call: Any, ledger: Path, workbook: Any, tmp_path: Path, text: str
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(text, encoding="utf-8")

    answer = call(
        "import", "tasks", workbook(DOUBTFUL), "--ledger", ledger, "--year", "2021",
        "--answers", answers,
    )  # fmt: skip

    assert (answer.status, "Traceback" in answer.err) == (2, False)
    assert "answer" in answer.err


def test_the_year_of_a_division_of_work_must_be_known(
    call: Any, ledger: Path, workbook: Any
) -> None:
    answer = call("import", "tasks", workbook(DIVISION[1:]), "--ledger", ledger)

    assert_told_in_words(answer)
    assert "not known of which year" in answer.err


def test_a_doubtful_cell_is_in_the_json_with_its_likely_answers(
    call: Any, ledger: Path, workbook: Any
) -> None:
    words = ("--ledger", ledger, "--year", "2021", "--preview", "--json")
    answer = call("import", "tasks", workbook(DIVISION), *words)

    doubts = json.loads(answer.out)["rows"][1]["doubts"]
    assert [(doubt["cell"], doubt["text"]) for doubt in doubts] == [("C4", "不存在的处")]
    assert {"out", "new"} <= set(doubts[0]["choices"])


def test_attendance_needs_its_meeting(call: Any, ledger: Path, workbook: Any) -> None:
    path = workbook([["姓名", "签到"], ["张三", "√"]])

    missing = call("import", "attendance", path, "--ledger", ledger)
    unknown = call("import", "attendance", path, "--ledger", ledger, "--meeting", "没有的会")

    assert_told_in_words(missing)
    assert "does not say of which meeting" in missing.err
    assert_told_in_words(unknown)
    assert "没有的会" in unknown.err


def test_every_kind_that_can_be_imported_is_listed(call: Any) -> None:
    listed = [line.split("\t")[0] for line in call("list", "kinds").out.splitlines()]
    assert listed == [
        "units", "branches", "people", "documents", "tasks", "appointments", "practices",
        "meetings", "attendance", "scheme",
    ]  # fmt: skip
