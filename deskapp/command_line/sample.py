"""deskapp sample: make a new ledger that holds the worked example."""

from __future__ import annotations

import argparse

from deskapp.command_line.output import progress_line, say
from deskapp.i18n import _, current_language


def run(call: argparse.Namespace) -> int:
    """Make the sample ledger and say where it is."""
    from deskapp.usecases.sample import make_sample

    make_sample(call.ledger, call.size or "office", current_language(), progress_line).close()
    say(_("The sample ledger is {ledger}").format(ledger=call.ledger))
    return 0
