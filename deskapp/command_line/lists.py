"""deskapp list: what can be exported and imported, a name and a label on each line."""

from __future__ import annotations

import argparse

from deskapp.command_line.export import EVIDENCE_BOX
from deskapp.command_line.importing import SCHEME
from deskapp.command_line.output import say
from deskapp.i18n import N_, _


def run(call: argparse.Namespace) -> int:
    """Print the names that export or import take, each with what it means."""
    labels: dict[str, str]
    if call.what == "marks":
        from deskapp.reports.own_form.catalogue import mark_lines

        labels = {f"{one.mark}\t{one.english}": one.explanation for one in mark_lines()}
    elif call.what == "reports":
        from deskapp.reports.registry import REPORTS

        labels = {name: report.label for name, report in REPORTS.items()}
        labels[EVIDENCE_BOX] = N_("Evidence box")
    else:
        from deskapp.usecases.imports import IMPORT_KINDS

        labels = {name: kind.label for name, kind in IMPORT_KINDS.items()}
        labels[SCHEME] = N_("Appraisal scheme")
    for name, label in labels.items():
        say(f"{name}\t{_(label)}")
    return 0
