"""What the page of scores says in a year without a scheme, or of a scheme without indicators."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow
from deskapp.widgets.empty_state import EmptyState
from deskapp.widgets.notice import NoticeAction


class NothingToScore(QWidget):
    """Says what belongs here, and leads to where a scheme is made."""

    part_requested = Signal(str, object)  # the name of another part, and what it should show
    sample_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.empty = EmptyState(self)
        self.empty.show()

    def show_scheme(self, year: int, scheme: SchemeRow | None) -> None:
        """Say what is missing: the scheme of a year, or its indicators."""
        if scheme is not None:
            text = _("“{title}” has no indicators yet.").format(title=scheme.title)
            self.empty.set_content(text, [self._leading(_("Enter indicators…"), None)])
            return
        text = _(
            "{year} has no appraisal scheme yet. A scheme holds the indicators and their points: "
            "enter one, read it from an Excel scoring table, or copy that of another year."
        )
        actions = [
            self._leading(_("Enter a scheme…"), "new"),
            self._leading(_("Import from Excel…"), "import"),
            self._leading(_("Copy another year's…"), "copy"),
            NoticeAction(_("Open the sample"), self.sample_requested.emit),
        ]
        self.empty.set_content(text.format(year=year), actions)

    def _leading(self, text: str, target: object) -> NoticeAction:
        return NoticeAction(text, lambda: self.part_requested.emit("scheme", target))
