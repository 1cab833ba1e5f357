"""The search over everything while a word is typed, against LIKE in sqlite3; and what it costs."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest.mock import patch

from measured import Variant, compare
from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import Database, open_ledger, search_index, update_rows
from deskapp.queries.search import FIRST, search
from deskapp.records.registry import KINDS
from deskapp.records.task import ProgressEntry

# Typed character by character: rare words, a common one, a name by its initials, a number.
TYPED = ("条例精神", "张三", "集中学习", "工作推进", "zhangw", "2021 18 号")
YEAR = 2021
SAVES = 30
_SEARCHED = {name: kind.searched for name, kind in KINDS.items() if kind.searched is not None}
_PAGES = frozenset(searched.page for searched in _SEARCHED.values())


def measure(ledger: Path, rounds: int) -> None:
    """Compare the program's search with LIKE over the same columns, for each word typed."""
    database = open_ledger(ledger)
    database.index_anew()
    for word in TYPED:
        steps = [word[:end] for end in range(1, len(word) + 1)]
        _measure_words(database, ledger, f"Typing “{word}” character by character", steps, rounds)
    pairs = [word[:2] for word in TYPED if not word[:2].isascii()]
    _measure_words(database, ledger, f"Words of two characters ({' '.join(pairs)})", pairs, rounds)
    database.close()
    _measure_saving(ledger, rounds)


def _measure_words(
    database: Database, ledger: Path, title: str, words: list[str], rounds: int
) -> None:
    def answered() -> None:
        for word in words:
            with database.reading() as session:
                search(session, word, YEAR, _PAGES)

    with closing(sqlite3.connect(ledger)) as raw:
        compare(
            title,
            Variant("LIKE in sqlite3", lambda: _read_all(raw, words)),
            [Variant("found, grouped, ready to be shown", answered)],
            rounds,
        )


def _read_all(raw: sqlite3.Connection, words: list[str]) -> None:
    """Count what has the word in any column, and fetch the first of each kind."""
    for word in words:
        for table, searched in _SEARCHED.items():
            parts = word.split() or [word]
            one = " OR ".join(f"{column} LIKE ?" for column in searched.columns)
            given = [f"%{part}%" for part in parts for _column in searched.columns]
            where = " AND ".join(f"({one})" for _part in parts)
            raw.execute(f"SELECT count(*) FROM {table} WHERE {where}", given).fetchone()
            raw.execute(f"SELECT * FROM {table} WHERE {where} LIMIT {FIRST}", given).fetchall()


def _measure_saving(ledger: Path, rounds: int) -> None:
    """Compare the saving of a report with and without the index that follows it."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copy(ledger, Path(folder) / "copy.ledger"))
        database = open_ledger(copy)
        with database.reading() as session:
            ids = list(session.execute(select(ProgressEntry.id).limit(SAVES)).scalars())
        turn = iter(range(10**6))

        def save_all() -> None:
            text = f"第{next(turn)}次报告:组织党员学习条例,完成发言材料收集。"
            for row_id in ids:
                database.do(_report, row_id, text)

        def without() -> float:
            with patch.object(search_index, "can_have_index", return_value=False):
                start = perf_counter()
                save_all()
                spent = perf_counter() - start
            database.index_anew()
            return spent

        compare(
            f"Saving {SAVES} reports",
            Variant("without the index", without),
            [Variant("with the index", save_all)],
            min(rounds, 5),
        )
        database.close()


def _report(session: Session, row_id: int, text: str) -> None:
    update_rows(session, ProgressEntry, {row_id: {"text": text}})
