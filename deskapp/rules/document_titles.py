"""The title of a document as it stands in a sentence."""

from __future__ import annotations

from deskapp.i18n import _


def in_title_marks(title: str) -> str:
    """Return a title in the marks of a title, unless it has such marks of its own."""
    return title if "《" in title else _("“{title}”").format(title=title)
