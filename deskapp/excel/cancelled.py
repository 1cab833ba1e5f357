"""Say that the person stopped the work."""

from __future__ import annotations

from deskapp.errors import LedgerError
from deskapp.i18n import _


class Cancelled(LedgerError):
    """The export was stopped; the target file is as it was before."""

    def __init__(self) -> None:
        super().__init__(_("The export was cancelled."), _("The file is as it was before."))
