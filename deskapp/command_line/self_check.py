"""deskapp --self-check: start every part once, to see that a built program is whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from deskapp.command_line.output import say, warn
from deskapp.i18n import _, language
from deskapp.paths import resource

if TYPE_CHECKING:
    from deskapp.database import Database


def run() -> int:
    """Check every part and return 0 when all are there; the first that fails is named."""
    for what, part in _PARTS.items():
        try:
            part()
        except Exception as error:  # noqa: BLE001 - whatever is missing is what we look for
            warn(f"{what}: {type(error).__name__}: {error}")
            return 1
        say(f"{what}: ok")
    return 0


def _texts() -> None:
    with language("zh_CN"):
        if _("Units") == "Units":
            raise LookupError(resource("locale"))


def _icons() -> None:
    if not any(resource("icons").rglob("*.svg")):
        raise LookupError(resource("icons"))


def _migrations() -> None:
    from alembic import command  # noqa: F401 - that it can be loaded is what we look for

    from deskapp.database.upgrade import MIGRATIONS

    if not any((MIGRATIONS / "versions").glob("*.py")):
        raise LookupError(MIGRATIONS)


def _ledger_and_files() -> None:
    from deskapp.database import open_ledger
    from deskapp.database.ledger import quick_check
    from deskapp.reports.export import export_report
    from deskapp.reports.registry import REPORTS
    from deskapp.usecases.sample import make_sample

    # On Windows a file that a scanner still holds must not fail the check.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        ledger = Path(folder) / "self-check.ledger"
        make_sample(ledger, "small", "zh_CN").close()
        database = open_ledger(ledger)
        try:
            if damage := quick_check(database):
                raise LookupError(damage[0])
            for name, report in REPORTS.items():
                export_report(database, name, None, Path(folder) / f"{name}{report.suffix}")
            _evidence_box(database, Path(folder))
            _own_form(database, Path(folder))
        finally:
            database.close()


def _evidence_box(database: Database, folder: Path) -> None:
    """Make the box of one scheme, and check it."""
    from deskapp.queries.appraisal import list_schemes
    from deskapp.reports.evidence_box.check import check_box
    from deskapp.reports.evidence_box.making import make_box
    from deskapp.reports.evidence_box.words import check_in_words

    with database.reading() as session:
        schemes = list_schemes(session)[:1]
    found = check_box(make_box(database, schemes, folder / "box.zip").path)
    if not found.is_whole:
        raise LookupError(check_in_words(found))


def _own_form(database: Database, folder: Path) -> None:
    """Write an example form, and fill it."""
    from deskapp.excel.writer import write_workbook
    from deskapp.queries.appraisal import list_schemes, scoring_of
    from deskapp.reports.own_form.examples import example_sheet
    from deskapp.reports.own_form.filling import fill_all, read_form

    with database.reading() as session:
        scoring = scoring_of(session, list_schemes(session)[0])
        form = folder / "form.xlsx"
        write_workbook(form, [example_sheet("summary", scoring)])
        [filled] = fill_all(session, read_form(form), scoring, folder / "filled")
    if not filled.is_file():
        raise LookupError(filled)


def _window() -> None:
    from deskapp import app

    if app.main(None, self_check=True):
        raise LookupError("a page of the window does not open")


_PARTS: dict[str, Callable[[], None]] = {
    "texts": _texts,
    "icons": _icons,
    "migrations": _migrations,
    "ledger, workbooks, evidence box and form": _ledger_and_files,
    "window": _window,
}
