"""Several forms one under the other that are opened, checked and saved as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from deskapp.widgets.record_detail import in_scroll_area
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.theme import text_width

_DATE = 15  # characters of a date, its margins and its button
_PAGE_MARGINS = 32  # of in_scroll_area, left and right


class Part(Protocol):
    """What a form of the stack can do; RecordForm is one."""

    editors: Any
    dirty_changed: SignalInstance

    @property
    def is_dirty(self) -> bool: ...
    def values(self) -> dict[str, Any]: ...
    def show_draft(self, draft: object) -> None: ...
    def check(self) -> bool: ...
    def show_complaints(self, complaints: Mapping[str, str]) -> None: ...
    def set_read_only(self, read_only: bool) -> None: ...
    def mark_clean(self) -> None: ...
    def mark_dirty(self) -> None: ...


class FormStack(QWidget):
    """Forms whose labels stand in one column."""

    dirty_changed = Signal(bool)

    def __init__(self, parts: Sequence[Any]) -> None:
        super().__init__()
        self.parts: tuple[Part, ...] = tuple(parts)
        self._was_dirty = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in parts:
            layout.addWidget(part)
            part.dirty_changed.connect(self._on_dirty_changed)
        _align_labels(parts)

    @property
    def is_dirty(self) -> bool:
        """Return whether a person changed something since the draft was shown."""
        return any(part.is_dirty for part in self.parts)

    def values(self) -> dict[str, Any]:
        """Return the values of all forms."""
        return {name: value for part in self.parts for name, value in part.values().items()}

    def show_draft(self, draft: object) -> None:
        """Show a draft in all forms."""
        for part in self.parts:
            part.show_draft(draft)

    def check(self) -> bool:
        """Show all complaints, and stand at the first; return whether there are none."""
        fits = True
        for part in reversed(self.parts):  # the cursor ends in the first form with a complaint
            fits = part.check() and fits
        return fits

    def show_complaints(self, complaints: Mapping[str, str]) -> None:
        """Show each sentence in the form that has its field; what none has, in the first."""
        known = {name for part in self.parts for name in part.editors}
        others = {name: text for name, text in complaints.items() if name not in known}
        for part in reversed(self.parts):
            own = {name: complaints[name] for name in part.editors if name in complaints}
            part.show_complaints(own | (others if part is self.parts[0] else {}))

    def set_read_only(self, read_only: bool) -> None:
        """Let the values be read only."""
        for part in self.parts:
            part.set_read_only(read_only)

    def mark_clean(self) -> None:
        """Take what is entered as saved."""
        for part in self.parts:
            part.mark_clean()

    def mark_dirty(self) -> None:
        """Take what is entered as not yet saved."""
        self.parts[0].mark_dirty()

    def _on_dirty_changed(self) -> None:
        if self.is_dirty != self._was_dirty:
            self._was_dirty = self.is_dirty
            self.dirty_changed.emit(self._was_dirty)


def _align_labels(parts: Sequence[QWidget]) -> None:
    """Give the label columns of all grids the width of the widest label."""
    grids = [grid for part in parts if isinstance(grid := part.layout(), QGridLayout)]
    widths = [label.sizeHint().width() for grid in grids for label in _labels(grid)]
    for grid in grids:
        grid.setColumnMinimumWidth(0, max(widths, default=0))


def _labels(grid: QGridLayout) -> list[QLabel]:
    cells = (grid.itemAtPosition(row, 0) for row in range(grid.rowCount()))
    widgets = (cell.widget() for cell in cells if cell is not None)
    return [
        widget for widget in widgets if isinstance(widget, QLabel) and widget.buddy() is not None
    ]


def settle_layouts(widget: QWidget) -> None:
    """Lay out what is inside a widget that was hidden while its parts changed their sizes.

    Qt drops the requests of hidden widgets, and their layouts wait for one for ever.
    """
    for part in reversed(widget.findChildren(QWidget)):
        if (layout := part.layout()) is not None:
            layout.activate()


def scrolled(content: QWidget) -> QScrollArea:
    """Return the content in an area that scrolls up and down only: it is never cut at a side."""
    area = in_scroll_area(content)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumWidth(content.minimumSizeHint().width() + _PAGE_MARGINS + bar)
    return area


def place_beside(form: RecordForm, name: str, widget: QWidget) -> None:
    """Put a widget at the right of a field's editor; the other editors stay as wide as both."""
    grid = form.layout()
    if not isinstance(grid, QGridLayout):
        return
    for other, editor in form.editors.items():
        row, column, width = cell_of(grid, editor)
        if other == name:
            grid.addWidget(widget, row, column + width)
            QWidget.setTabOrder(editor.control, widget)
        else:
            grid.addWidget(editor, row, column, 1, width + 1)


def keep_room_for_date(form: RecordForm, name: str) -> None:
    """Never let the editor of a date be narrower than a date and its calendar button."""
    control = form.editors[name].control
    control.setMinimumWidth(text_width(control.font(), _DATE))


def cell_of(grid: QGridLayout, widget: QWidget) -> tuple[int, int, int]:
    """Return the row and column of a widget, and how many columns it takes."""
    place: Any = grid.getItemPosition(grid.indexOf(widget))
    return place[0], place[1], place[3]
