"""A box is whole: an index whose links lead to every file, and sums that fit."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from deskapp.database import delete_rows, update_rows
from deskapp.database.file_store import FileStore
from deskapp.errors import CannotWrite
from deskapp.excel.cancelled import Cancelled
from deskapp.i18n import language
from deskapp.queries.appraisal import list_indicators, list_schemes
from deskapp.records.attachment import Attachment
from deskapp.records.meeting import Meeting
from deskapp.records.scheme import Indicator
from deskapp.reports.evidence_box.check import check_box
from deskapp.reports.evidence_box.making import make_box
from deskapp.reports.evidence_box.sums import SUMS
from deskapp.usecases.finalising import finalise_appraisal

INDEX = "Index of the evidence.xlsx"


def index_of(box: Path) -> Worksheet:
    return load_workbook(box / INDEX).worksheets[0]


def rows_of(sheet: Worksheet) -> list[list[object]]:
    """Return the cells of the body, below the row that begins with No."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(place for place, row in enumerate(rows) if row[0] == "No.")
    return [row for row in rows[head + 1 :] if row[0] is not None]


def test_every_link_of_the_index_leads_to_a_file_of_the_box(box: Path) -> None:
    links = [cell.hyperlink for row in index_of(box).iter_rows() for cell in row if cell.hyperlink]
    assert links
    for link in links:
        assert (box / unquote(link.target)).is_file()


def test_the_index_tells_every_file_with_its_hash(box: Path) -> None:
    told = {row[3]: row[5] for row in rows_of(index_of(box)) if row[3]}
    there = {path.relative_to(box).as_posix() for path in box.rglob("*") if path.is_file()}
    assert there - told.keys() == {INDEX, SUMS}
    for name, sha256 in told.items():
        assert hashlib.sha256((box / name).read_bytes()).hexdigest() == sha256


def test_sha256sum_finds_every_file_as_it_is(box: Path) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    call = ["sha256sum", "--check", "--strict", "--quiet", SUMS]
    done = subprocess.run(call, cwd=box, check=False, capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")
    listed = (box / SUMS).read_text(encoding="utf-8").splitlines()
    files = sum(len(names) for _folder, _folders, names in os.walk(box))
    assert len(listed) == files - 1


def test_the_indicators_stand_in_their_order(box: Path, boxed) -> None:
    with boxed.database.reading() as session:
        indicators = list_indicators(session, boxed.scheme.id)
    wanted = [f"{n:02d} {i.level1}·{i.level2}" for n, i in enumerate(indicators, start=1)]
    told = list(dict.fromkeys(row[1] for row in rows_of(index_of(box))))
    assert [part for part in told if part in wanted] == wanted
    assert all((box / part).is_dir() for part in wanted)


def test_indicators_are_numbered_as_in_the_workbook_where_sections_are_mixed(
    kept, tmp_path: Path
) -> None:
    with kept.database.reading() as session:
        indicators = list_indicators(session, kept.scheme.id)
    last = max(one.id for one in indicators)
    bonus = next(one for one in indicators if one.section == "bonus")
    assert bonus.id != last
    kept.database.do(update_rows, Indicator, {bonus.id: {"position": 0}})
    box = make_box(kept.database, [kept.scheme], tmp_path / "box").path
    assert not (box / f"01 {bonus.level1}·{bonus.level2}").exists()
    ordinary = [one for one in indicators if one.section == "ordinary"]
    for number, one in enumerate(ordinary, start=1):
        assert (box / f"{number:02d} {one.level1}·{one.level2}").is_dir()


def test_a_file_lies_once_and_is_led_to_from_all_that_it_is_evidence_for(box: Path) -> None:
    signed = hashlib.sha256(b"signed").hexdigest()
    lying = [path for path in box.rglob("*") if path.is_file() and path.read_bytes() == b"signed"]
    told = [row for row in rows_of(index_of(box)) if row[5] == signed]
    assert len(lying) == 1
    assert len(told) > 1
    assert {box / str(row[3]) for row in told} == set(lying)


def test_every_attached_file_is_in_the_box(box: Path) -> None:
    contents = {path.read_bytes() for path in box.rglob("*") if path.suffix in (".pdf", ".jpg")}
    contents |= {path.read_bytes() for path in box.rglob("*.docx")}
    assert contents >= {b"signed", b"picture", b"regulations", b"done", b"practice", b"own"}


def test_no_path_is_too_long_or_begins_with_a_dot(box: Path) -> None:
    for path in box.rglob("*"):
        relative = path.relative_to(box).as_posix()
        assert len(relative) < 180
        assert not path.name.startswith(".")
        assert not set(path.name) & set('\\:*?"<>|#%')


def test_a_file_missing_from_the_store_is_told_in_words_and_stops_nothing(
    with_files, tmp_path: Path
) -> None:
    store = FileStore(with_files.database.location)
    store.path_of(hashlib.sha256(b"signed").hexdigest(), "x.pdf").unlink()
    store.path_of(hashlib.sha256(b"picture").hexdigest(), "x.jpg").write_bytes(b"other")
    made = make_box(with_files.database, [with_files.scheme], tmp_path / "box")
    assert {entry.remark.split(":")[0] for entry in made.losses} == {"Missing", "Damaged"}
    remarks = [str(row[6]) for row in rows_of(index_of(made.path)) if row[6]]
    assert "Missing: it is no longer in the ledger's folder." in remarks
    assert "Damaged: it is not what was attached." in remarks
    assert check_box(made.path).is_whole


def test_a_zip_holds_the_same_files_as_the_folder(boxed, box: Path, tmp_path: Path) -> None:
    made = make_box(boxed.database, [boxed.scheme], tmp_path / "box.zip")
    there = {path.relative_to(box).as_posix() for path in box.rglob("*") if path.is_file()}
    with ZipFile(made.path) as packed:
        assert set(packed.namelist()) == there
        assert packed.testzip() is None
    assert made.files == len(there)


def test_a_folder_that_is_not_empty_is_refused_with_a_name_that_is_free(
    kept, tmp_path: Path
) -> None:
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "mine.txt").write_text("mine")
    with pytest.raises(CannotWrite, match=r"not empty.*box \(2\)"):
        make_box(kept.database, [kept.scheme], tmp_path / "box")
    assert [path.name for path in (tmp_path / "box").iterdir()] == ["mine.txt"]


def test_a_zip_that_is_there_is_refused_with_a_name_that_is_free(kept, tmp_path: Path) -> None:
    (tmp_path / "box.zip").write_bytes(b"mine")
    with pytest.raises(CannotWrite, match=r"never replaced.*box \(2\)\.zip"):
        make_box(kept.database, [kept.scheme], tmp_path / "box.zip")
    assert (tmp_path / "box.zip").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["box", "box.zip"])
def test_who_cancels_finds_nothing_left_behind(boxed, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.iterdir())
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 40

    with pytest.raises(Cancelled):
        make_box(boxed.database, [boxed.scheme], tmp_path / name, cancelled=cancelled)
    assert sorted(tmp_path.iterdir()) == before


def test_a_final_scheme_hands_in_the_evidence_as_it_was_frozen(kept, tmp_path: Path) -> None:
    before = make_box(kept.database, [kept.scheme], tmp_path / "before").path
    with kept.database.reading() as session:
        indicator = list_indicators(session, kept.scheme.id)[0]
    book = f"01 {indicator.level1}·{indicator.level2}/{indicator.level2}.xlsx"
    kept.database.do(finalise_appraisal, kept.scheme.id, allow_missing=True)
    kept.database.do(_changed)
    after = make_box(kept.database, [kept.scheme], tmp_path / "after").path
    assert _cells(after / book) == _cells(before / book)


def test_a_final_scheme_hands_in_the_files_it_was_frozen_with_and_names_later_ones(
    with_files, tmp_path: Path
) -> None:
    with_files.database.do(finalise_appraisal, with_files.scheme.id, allow_missing=True)
    meeting = with_files.evidence_meeting()
    with_files.attach("meeting_id", meeting, "补签.pdf", b"late")
    with with_files.database.reading() as session:
        gone = session.query(Attachment.id).filter_by(meeting_id=meeting, size=6).scalar()
    with_files.database.do(delete_rows, Attachment, [gone])
    made = make_box(with_files.database, [with_files.scheme], tmp_path / "box")
    rows = rows_of(index_of(made.path))
    signed = [row for row in rows if str(row[2]).endswith("· 签到表.pdf")]
    late = [row for row in rows if str(row[2]).endswith("补签.pdf")]
    assert signed
    assert all(str(row[6]).startswith("No longer attached") for row in signed)
    assert [row[1] for row in late] == ["Other attached files"]
    assert str(late[0][6]).startswith("Attached after")
    assert not made.losses


def _changed(session) -> None:
    ids = [row[0] for row in session.query(Meeting.id)]
    update_rows(session, Meeting, {one: {"title": "Another title"} for one in ids})


def _cells(path: Path) -> list[list[object]]:
    return [
        [cell.value for cell in row]
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
    ]


@pytest.mark.parametrize("name", ["box", "box.zip"])
def test_progress_is_told_of_every_file_and_ends_at_its_end(
    boxed, tmp_path: Path, name: str
) -> None:
    steps: list[tuple[int, int]] = []
    made = make_box(
        boxed.database,
        [boxed.scheme],
        tmp_path / name,
        lambda done, total: steps.append((done, total)),
    )
    done = [done for done, _total in steps]
    assert done == sorted(done)
    assert steps[-1][0] == steps[-1][1]
    assert len(set(done)) >= (made.files * 2 if name == "box.zip" else made.files) - 2


def test_others_save_while_a_box_is_made(kept, tmp_path: Path) -> None:
    def told(done: int, _total: int) -> None:
        if done == 3:
            kept.database.do(_changed)

    made = make_box(kept.database, [kept.scheme], tmp_path / "box", told)
    assert check_box(made.path).is_whole
    ledgers = made.path / "Ledgers of the year"
    told_of = {str(cell) for path in ledgers.glob("*.xlsx") for row in _cells(path) for cell in row}
    assert "Another title" not in told_of


def test_a_box_of_all_schemes_has_a_folder_for_each_and_the_rest_once(
    boxed, tmp_path: Path
) -> None:
    with boxed.database.reading() as session:
        schemes = list_schemes(session, 2021)
        numbers = {one.title: len(list_indicators(session, one.id)) for one in schemes}
    assert len(schemes) > 1
    made = make_box(boxed.database, schemes, tmp_path / "box")
    assert check_box(made.path).is_whole
    for title, number in numbers.items():
        inside = list((made.path / title).iterdir())
        assert sum(path.is_dir() for path in inside) == number
        assert made.path / title / "Appraisal workbook.xlsx" in inside
    for once in ("Ledgers of the year", "Minutes of meetings", "Documents of the year"):
        assert [path.parent for path in made.path.rglob(once)] == [made.path]
    signed = [path for path in made.path.rglob("*.pdf") if path.read_bytes() == b"signed"]
    assert len(signed) == 1
    index = index_of(made.path)
    said = [str(cell.value) for row in index.iter_rows(max_row=12) for cell in row if cell.value]
    assert any("2021" in one for one in said[:1])
    assert all(any(one.startswith(title) for one in said) for title in numbers)
    for path in made.path.rglob("*"):
        assert len(path.relative_to(made.path).as_posix()) < 180


def test_a_box_in_chinese_has_chinese_names(kept, tmp_path: Path) -> None:
    with language("zh_CN"):
        made = make_box(kept.database, [kept.scheme], tmp_path / "佐证材料")
    names = {path.name for path in made.path.iterdir()}
    assert SUMS in names
    assert check_box(made.path).is_whole
