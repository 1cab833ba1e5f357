"""The right side of a record page: one record, opened, edited and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from deskapp.errors import FieldProblems
from deskapp.i18n import _
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace


class RecordDetail(QWidget):
    """What a record page needs of its detail; a page with tabs makes its own of this."""

    dirty_changed = Signal(bool)
    heading_changed = Signal()
    save_requested = Signal()

    workspace: Workspace
    draft: Any
    # The use case that opens a draft as it is saved, such as open_unit.
    opens: Callable[..., Any] | None = None

    def open_record(self, record_id: int) -> None:
        """Show a record as it is saved; raises LedgerError when it is gone."""
        raise NotImplementedError

    def open_new(self) -> None:
        """Show an empty record that is not saved yet."""
        raise NotImplementedError

    def duplicate(self) -> None:
        """Make what is shown a new record that is not saved yet."""
        raise NotImplementedError

    def is_dirty(self) -> bool:
        """Return whether something is not saved."""
        raise NotImplementedError

    def save(self) -> int | None:
        """Save, and return the record's id; None when complaints are shown instead.

        Raises LedgerError for what no field is to blame for.
        """
        raise NotImplementedError

    def take_over_saved(self) -> None:
        """Edit on from what somebody else saved meanwhile, keeping what was typed.

        The next save wins: the person was told, and saves again knowing it. Raises LedgerError
        when the record is gone.
        """
        if self.opens is not None and self.draft.id is not None:
            self.draft = self.workspace.ask(self.opens, self.draft.id)

    def heading(self) -> str:
        """Return the title line."""
        return ""

    def badge(self) -> tuple[str, str]:
        """Return the state in words and its tone; both empty when there is none."""
        return "", ""

    def set_read_only(self, read_only: bool) -> None:
        """Let the record be read only."""

    def focus_first(self) -> None:
        """Put the cursor into the first field."""


class FormDetail(RecordDetail):
    """A detail that is one form: a draft is opened, edited and saved."""

    def __init__(
        self,
        workspace: Workspace,
        form: RecordForm,
        *,
        new: Callable[[], Any],
        open_: Callable[..., Any],
        save: Callable[..., int],
        heading: Callable[[Any], str] = lambda draft: draft.name,
        new_heading: str = "",
        badge: Callable[[Any], tuple[str, str]] = lambda draft: ("", ""),
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.form = form
        self.draft = new()
        self.opens = open_
        self._new, self._open, self._save = new, open_, save
        self._heading, self._new_heading, self._badge = heading, new_heading, badge
        form.dirty_changed.connect(self.dirty_changed)
        form.save_requested.connect(self.save_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(in_scroll_area(form))

    def open_record(self, record_id: int) -> None:
        self._show(self.workspace.ask(self._open, record_id))

    def open_new(self) -> None:
        self._show(self._new())

    def duplicate(self) -> None:
        copied = replace(self.draft, id=None, version=0)
        self.form.write_into(copied)
        self._show(copied)
        self.form.mark_dirty()

    def is_dirty(self) -> bool:
        return self.form.is_dirty

    def save(self) -> int | None:
        if not self.form.check():
            return None
        draft = replace(self.draft)
        self.form.write_into(draft)
        # Clean from here on: the save makes every page read again, this one too.
        self.form.mark_clean()
        try:
            return self.workspace.do(self._save, draft)
        except FieldProblems as problems:
            self.form.mark_dirty()
            self.form.show_complaints(problems.by_field)
            return None
        except BaseException:
            self.form.mark_dirty()
            raise

    def heading(self) -> str:
        if self.draft.id is None:
            return self._new_heading or _("New")
        return self._heading(self.draft)

    def badge(self) -> tuple[str, str]:
        return self._badge(self.draft)

    def set_read_only(self, read_only: bool) -> None:
        self.form.set_read_only(read_only)

    def focus_first(self) -> None:
        self.form.focus_first()

    def _show(self, draft: Any) -> None:
        self.draft = draft
        self.form.show_draft(draft)
        self.heading_changed.emit()


def in_scroll_area(content: QWidget) -> QScrollArea:
    """Return the content, kept at the top, in an area that scrolls it up and down."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(16, 8, 16, 8)
    layout.addWidget(content)
    layout.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
