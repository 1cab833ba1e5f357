"""The migrations and the tables the program makes are the same thing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from deskapp.database import create_ledger, schema
from deskapp.database.upgrade import MIGRATIONS, run_migrations


def columns_and_checks(path: Path) -> dict[str, list[str]]:
    raw = sqlite3.connect(path)
    try:
        statements = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        ).fetchall()
    finally:
        raw.close()
    return {
        # A table that took another one's place has its name in quotes.
        name: sorted(line.strip().strip(",").replace('"', "") for line in (sql or "").splitlines())
        for name, sql in statements
        if name != "alembic_version"
    }


def test_migrating_from_nothing_gives_the_tables_that_a_new_ledger_has(tmp_path: Path) -> None:
    create_ledger(tmp_path / "new.ledger").close()
    run_migrations(tmp_path / "migrated.ledger", MIGRATIONS)
    assert columns_and_checks(tmp_path / "migrated.ledger") == columns_and_checks(
        tmp_path / "new.ledger"
    )


def test_the_program_knows_its_newest_revision_without_loading_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD
