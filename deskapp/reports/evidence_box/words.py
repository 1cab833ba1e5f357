"""Say in words what became of a box: made, or checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from deskapp.i18n import _, ngettext

if TYPE_CHECKING:
    from deskapp.reports.evidence_box.check import BoxCheck
    from deskapp.reports.evidence_box.making import BoxMade

_MB = 1024 * 1024


def box_in_words(made: BoxMade) -> str:
    """Return how many files a box has, of what size."""
    text = ngettext("{n} file, {size} MB.", "{n} files, {size} MB.", made.files)
    return text.format(n=made.files, size=f"{max(made.size / _MB, 0.1):.1f}")


def losses_in_words(made: BoxMade) -> Iterator[str]:
    """Yield a line for each file that the ledger no longer holds as it was attached."""
    number = len(made.losses)
    if number:
        text = ngettext(
            "{n} attached file is not as the ledger knows it:",
            "{n} attached files are not as the ledger knows them:",
            number,
        )
        yield text.format(n=number)
    for entry in made.losses:
        yield f"  {entry.what}: {entry.remark}"


def check_in_words(found: BoxCheck) -> str:
    """Return one sentence: the box is whole, or how many of its files are not as they were."""
    if found.is_whole:
        text = ngettext(
            "The box is whole: its {n} file is as it was put in.",
            "The box is whole: all {n} files are as they were put in.",
            found.files,
        )
        return text.format(n=found.files)
    return _(
        "The box is not as it was made: {missing} missing, {changed} changed, {more} additional."
    ).format(
        missing=len(found.missing),
        changed=len(found.changed),
        more=len(found.additional) + len(found.twice),
    )


def complaints_in_words(found: BoxCheck) -> Iterator[str]:
    """Yield a line for each file that is not as it was."""
    for names, words in (
        (found.missing, _("Missing: {file}")),
        (found.changed, _("Changed: {file}")),
        (found.additional, _("Additional: {file}")),
        (found.twice, _("There twice under one name: {file}")),
    ):
        for name in names:
            yield words.format(file=name)
