"""What an import came to, in words."""

from __future__ import annotations

from deskapp.i18n import _, ngettext
from deskapp.usecases.imports import ImportResult


def imported_in_words(result: ImportResult) -> str:
    """Return how many rows were taken over and left out, and what was added besides."""
    text = _("Imported: {new} new, {changed} changed, {left_out} left out.")
    words = text.format(new=result.new, changed=result.changed, left_out=result.left_out)
    if not result.added:
        return words
    more = ngettext(
        "{n} unit, branch or document was added.",
        "{n} units, branches and documents were added.",
        result.added,
    )
    return f"{words} {more.format(n=result.added)}"
