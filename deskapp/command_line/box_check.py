"""Check an evidence box, and say which of its files are not as they were put in."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from deskapp.command_line.output import progress_line, say, warn
from deskapp.i18n import _

if TYPE_CHECKING:
    from deskapp.reports.evidence_box.check import BoxCheck


def check(call: argparse.Namespace) -> int:
    """Check the box; anything missing, changed or additional is an error."""
    from deskapp.reports.evidence_box.check import check_box

    found = check_box(call.box, progress_line)
    if call.json:
        say(json.dumps(_as_data(call.box, found), ensure_ascii=False, indent=1))
    else:
        tell = say if found.is_whole else warn
        for line in _as_text(found):
            tell(line)
    return 0 if found.is_whole else 1


def _as_text(found: BoxCheck) -> Iterator[str]:
    from deskapp.reports.evidence_box.words import check_in_words, complaints_in_words

    yield check_in_words(found)
    yield from complaints_in_words(found)
    yield _("SHA-256 of the list: {hash}").format(hash=found.sha256)


def _as_data(box: str, found: BoxCheck) -> dict[str, object]:
    return {
        "box": box,
        "whole": found.is_whole,
        "files": found.files,
        "missing": found.missing,
        "changed": found.changed,
        "additional": found.additional,
        "twice": found.twice,
        "sha256": found.sha256,
    }
