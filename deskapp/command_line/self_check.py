"""deskapp --self-check: start every part once, to see that a built program is whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from deskapp.command_line.output import say, warn
from deskapp.i18n import _, language
from deskapp.paths import resource


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


def _ledger_and_workbook() -> None:
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
        finally:
            database.close()


def _window() -> None:
    from deskapp import app

    if app.main(None, self_check=True):
        raise LookupError("a page of the window does not open")


_PARTS: dict[str, Callable[[], None]] = {
    "texts": _texts,
    "icons": _icons,
    "migrations": _migrations,
    "ledger and workbooks": _ledger_and_workbook,
    "window": _window,
}
