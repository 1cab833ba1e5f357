"""Open the window, the only call that loads Qt; or start every part once."""

from __future__ import annotations

import argparse
import os
import sys
from difflib import get_close_matches
from pathlib import Path

from deskapp.command_line.calls import COMMANDS
from deskapp.errors import CallError, LedgerError
from deskapp.i18n import _


def run(call: argparse.Namespace) -> int:
    """Open the window on the named ledger, or on the one that was open last."""
    if call.self_check:
        from deskapp.command_line import self_check

        return self_check.run()
    if call.ledger:
        _refuse_mistyped_command(call.ledger)
    _refuse_without_screen()
    try:
        from deskapp import app
    except ImportError as error:
        raise LedgerError(
            _("The window cannot be opened: a part that it needs is missing ({part}).").format(
                part=error.name or error
            ),
            _("Install the program again; the commands of deskapp --help work without it."),
        ) from error
    return app.main(call.ledger)


def _refuse_mistyped_command(word: str) -> None:
    """Refuse a word that is no path of a ledger but looks like a command."""
    if Path(word).exists() or not word.isalpha() or not word.isascii():
        return
    near = get_close_matches(word, COMMANDS, n=1)
    advice = _("Did you mean: deskapp {command}?").format(command=near[0]) if near else ""
    raise CallError(
        _("“{word}” is neither a command nor a ledger.").format(word=word),
        advice or _("See: deskapp --help"),
    )


def _refuse_without_screen() -> None:
    """Say that there is no screen before Qt finds out, which would end the program at once."""
    if not sys.platform.startswith("linux"):
        return
    if not any(os.environ.get(key) for key in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise LedgerError(
            _("There is no screen to open the window on."),
            _("The commands of deskapp --help work without one."),
        )
