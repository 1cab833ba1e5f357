"""Say things on the console so that no code page and no failure makes it crash."""

from __future__ import annotations

import io
import logging
import sys

from deskapp.errors import InputProblems, LedgerError
from deskapp.i18n import _
from deskapp.paths import log_folder


def prepare_streams() -> None:
    """Let characters that the console cannot show become question marks instead of failures.

    A windowed program has no streams at all; what it says then goes nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """Print a line for whoever called."""
    print(text)


def warn(text: str) -> None:
    """Print a line about a problem."""
    print(text, file=sys.stderr)


def tell_failure(error: LedgerError) -> None:
    """Print every problem of an input file, then what is wrong and what to do."""
    if isinstance(error, InputProblems):
        for problem in error.problems:
            warn(str(problem))
    warn(str(error))


def tell_unexpected(error: Exception) -> None:
    """Say that the program itself failed; its log gets the details."""
    where = log_folder() / "command_line.log"
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(where, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log = logging.getLogger("deskapp.command_line")
        log.addHandler(handler)
        log.error("unexpected", exc_info=error)
        handler.close()
    except OSError:
        warn(_("The program failed in a way that it did not expect."))
        return
    warn(
        _("The program failed in a way that it did not expect. The details are in {file}.").format(
            file=where
        )
    )


def progress_line(done: int, total: int) -> None:
    """Show on a console how far the work is; a file or pipe is spared it."""
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        print(f"\r{done * 100 // max(total, 1):3d} %", end=end, file=sys.stderr, flush=True)
