"""An older ledger is upgraded on a copy that is swapped in whole, or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from deskapp.database import Database, create_ledger
from deskapp.database.bulk import insert_rows
from deskapp.database.upgrade import (
    MIGRATIONS,
    run_migrations,
    upgrade_file,
    upgrade_if_older,
)
from deskapp.errors import CannotWrite, DamagedLedger
from deskapp.records.person import Person
from deskapp.records.unit import Unit

HEADER = """
from alembic import op
import sqlalchemy as sa
revision = "9002"
down_revision = "0003"
branch_labels = None
depends_on = None

def upgrade():
"""
# A batch ALTER copies the table; with foreign keys on it would take the people along.
ADDS_A_COLUMN = """
    with op.batch_alter_table("unit") as batch:
        batch.add_column(sa.Column("telephone", sa.String(20), server_default=""))
        batch.alter_column("short_name", new_column_name="nickname")
"""
LOSES_ROWS = """
    op.execute("DELETE FROM person")
"""
BREAKS_REFERENCES = """
    op.execute("UPDATE person SET unit_id = 4711")
"""
FAILS_HALFWAY = """
    op.execute("ALTER TABLE unit ADD COLUMN telephone TEXT")
    op.execute("ALTER TABLE nowhere ADD COLUMN x TEXT")
"""


@pytest.fixture
def old(path: Path) -> Path:
    """Return a closed ledger of the first revision with a unit and its people."""

    def fill(session: object) -> None:
        unit = {"name": "办公室", "kind": "department", "office_order": 1}
        (unit_id,) = insert_rows(session, Unit, [unit])  # type: ignore[arg-type]
        people = [
            {"name": name, "unit_id": unit_id, "rank": "below", "office_order": n}
            for n, name in enumerate(("张三", "李四"))
        ]
        insert_rows(session, Person, people)  # type: ignore[arg-type]

    database: Database = create_ledger(path)
    database.do(fill)
    database.close()
    return path


def scripts(folder: Path, body: str) -> Path:
    """Return the program's migrations with one more revision."""
    shutil.copytree(MIGRATIONS, folder / "migrations")
    (folder / "migrations" / "versions" / "9002_more.py").write_text(HEADER + body, "utf-8")
    return folder / "migrations"


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    raw = sqlite3.connect(path)
    try:
        return raw.execute(statement).fetchall()
    finally:
        raw.close()


def test_a_ledger_of_this_version_is_left_alone(old: Path) -> None:
    before = old.read_bytes()

    assert upgrade_if_older(old) is None
    assert old.read_bytes() == before


def test_an_upgrade_keeps_every_row_and_the_old_file(old: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    kept = tmp_path / "kept.ledger"

    upgrade_file(old, keep_as=kept, scripts=scripts(tmp_path, ADDS_A_COLUMN))

    assert rows(old, "SELECT version_num FROM alembic_version") == [("9002",)]
    assert rows(old, "SELECT name, nickname, telephone FROM unit") == [("办公室", "", "")]
    assert rows(old, "SELECT name FROM person") == [("张三",), ("李四",)]
    assert rows(old, "SELECT count(*) FROM row_change") == [(3,)]
    assert kept.read_bytes() == before
    assert {p.suffix for p in tmp_path.iterdir() if p.is_file()} <= {".ledger", ".ledger-journal"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_an_upgraded_ledger_is_still_nobody_elses(old: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.ledger"

    upgrade_file(old, keep_as=kept, scripts=scripts(tmp_path, ADDS_A_COLUMN))

    assert [p.stat().st_mode & 0o777 for p in (old, kept)] == [0o600, 0o600]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (LOSES_ROWS, DamagedLedger),
        (BREAKS_REFERENCES, DamagedLedger),
        (FAILS_HALFWAY, CannotWrite),
    ],
)
def test_an_upgrade_that_goes_wrong_leaves_the_ledger_as_it_was(
    old: Path, tmp_path: Path, body: str, error: type[Exception]
) -> None:
    before = old.read_bytes()

    with pytest.raises(error):
        upgrade_file(old, keep_as=tmp_path / "kept.ledger", scripts=scripts(tmp_path, body))

    assert old.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file() and p.stat().st_size) == [
        "office.ledger"
    ]


def test_an_upgrade_without_room_beside_the_ledger_is_told_in_words(
    old: Path, tmp_path: Path
) -> None:
    before = old.read_bytes()
    (tmp_path / "office.ledger.upgrading").mkdir()

    with pytest.raises(CannotWrite, match="could not be upgraded"):
        upgrade_file(
            old, keep_as=tmp_path / "kept.ledger", scripts=scripts(tmp_path, ADDS_A_COLUMN)
        )

    assert old.read_bytes() == before


def test_a_folder_with_a_percent_sign_can_be_upgraded(old: Path, tmp_path: Path) -> None:
    odd = tmp_path / "100% 台账 #1?"
    odd.mkdir()
    path = Path(shutil.copy2(old, odd / "a%20b.ledger"))

    upgrade_file(path, keep_as=odd / "kept.ledger", scripts=scripts(odd, ADDS_A_COLUMN))

    assert rows(path, "SELECT name FROM person") == [("张三",), ("李四",)]


def test_a_make_up_study_of_the_first_version_becomes_an_entry_of_its_own(path: Path) -> None:
    run_migrations(path, MIGRATIONS, to="0001")
    raw = sqlite3.connect(path)
    raw.executescript(
        """
        INSERT INTO unit (id, name, kind, office_order) VALUES (1, '办公室', 'department', 1);
        INSERT INTO person (id, name, unit_id, rank, is_top_leader, office_order)
            VALUES (1, '张三', 1, 'below', 0, 1), (2, '李四', 1, 'below', 0, 2);
        INSERT INTO meeting (id, year, kind, title, state, outsiders)
            VALUES (1, 2021, 'training', '培训班', 'held', 0);
        INSERT INTO attendance (id, meeting_id, person_id, role, state, late, invited, made_up_on)
            VALUES (1, 1, 1, 'attends', 'absent', 0, 1, '2021-05-08'),
                   (7, 1, 2, 'attends', 'present', 0, 1, NULL);
        DELETE FROM attendance WHERE id = 7;
        INSERT INTO attachment (id, meeting_id, name, sha256, size)
            VALUES (1, 1, '签到表.pdf', 'aa', 9);
        """
    )
    raw.close()
    run_migrations(path, MIGRATIONS)
    assert rows(path, "SELECT person_id, meeting_id, studied_on FROM study_entry") == [
        (1, 1, "2021-05-08")
    ]
    assert rows(path, "SELECT id, state FROM attendance") == [(1, "absent")]
    assert rows(path, "SELECT meeting_id, practice_id, name FROM attachment") == [
        (1, None, "签到表.pdf")
    ]
    # An id that was given once, to a row since deleted, is not given again.
    assert rows(path, "SELECT seq FROM sqlite_sequence WHERE name = 'attendance'") == [(7,)]
