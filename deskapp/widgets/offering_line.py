"""A line to type in that offers what may be meant below it, and never takes the focus away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from deskapp.i18n import _
from deskapp.widgets.field_editor import Choice
from deskapp.widgets.reference_editor import ChoiceDelegate, ChoiceList

_MOST_SEEN = 8
_NARROWEST = 280
_BY_THEMSELVES = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class OfferingLine(QLineEdit):
    """Offers choices while one types: Down and Up go through them, Enter takes one.

    `takes_first` highlights the best offer at once; otherwise Enter takes the text as typed
    until Down was pressed, or until the text can only be initials.
    """

    chosen = Signal(object)  # Choice
    entered = Signal(str)  # Enter where nothing is highlighted
    given_up = Signal()  # Esc
    left = Signal()  # the focus went elsewhere

    def __init__(
        self,
        offers: Callable[[str], Sequence[Choice]],
        name: str,
        *,
        takes_first: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._offers = offers
        self._takes_first = takes_first
        self._choices = ChoiceList(self)
        self._list: QListView | None = None
        self.textEdited.connect(self.offer)

    def offer(self, text: str) -> None:
        """Offer what a text may mean."""
        self._choices.show(self._offers(text.strip()))
        if not self._choices.choices or self.isReadOnly():
            self.hide_offers()
            return
        shown = self._shown_list()
        first = self._takes_first or (text.isascii() and bool(text.strip()))
        index = self._choices.index(0, 0) if first else QModelIndex()
        shown.setCurrentIndex(index)
        self._place(shown)
        shown.show()
        shown.raise_()

    def hide_offers(self) -> None:
        """Take the offers away."""
        if self._list is not None:
            self._list.hide()

    def offered(self) -> list[Choice]:
        """Return the choices on offer, the best first."""
        visible = self._list is not None and self._list.isVisible()
        return list(self._choices.choices) if visible else []

    def _shown_list(self) -> QListView:
        """Return the list: a window of its own that never takes the focus, the keys or the IME."""
        if self._list is None:
            self._list = QListView(self)
            self._list.setWindowFlags(Qt.WindowType.ToolTip)
            self._list.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self._list.setModel(self._choices)
            self._list.setItemDelegate(ChoiceDelegate(self._list))
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setFrameShape(QFrame.Shape.Box)
            self._list.setAccessibleName(_("Offers for {name}").format(name=self.accessibleName()))
            self._list.setUniformItemSizes(True)
            self._list.clicked.connect(self._on_clicked)
        return self._list

    def _place(self, shown: QListView) -> None:
        rows = min(len(self._choices.choices), _MOST_SEEN)
        height = rows * max(shown.sizeHintForRow(0), 20) + 2 * shown.frameWidth()
        longest = max(len(c.text) + len(c.detail) for c in self._choices.choices) + 5
        room = self.screen().availableGeometry()
        needed = max(self.width(), self.fontMetrics().horizontalAdvance("国") * longest)
        width = min(max(needed, _NARROWEST), room.width() // 2)
        corner = self.mapToGlobal(QPoint(0, self.height()))
        if corner.y() + height > room.bottom():
            corner.setY(corner.y() - self.height() - height)
        corner.setX(max(room.left(), min(corner.x(), room.right() - width)))
        shown.setGeometry(QRect(corner, QSize(width, height)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        if not self.offered():
            self.offer(self.text())
            return
        shown = self._shown_list()
        row = max(0, min(shown.currentIndex().row() + step, len(self._choices.choices) - 1))
        shown.setCurrentIndex(self._choices.index(row, 0))

    def _take(self) -> None:
        index = self._list.currentIndex() if self.offered() and self._list else QModelIndex()
        if index.isValid():
            self._on_clicked(index)
            return
        self.hide_offers()
        self.entered.emit(self.text().strip())

    def _give_up(self) -> None:
        self.hide_offers()
        self.given_up.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        choice = self._choices.choices[index.row()]
        self.hide_offers()
        self.chosen.emit(choice)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide_offers()
        if event.reason() not in _BY_THEMSELVES:
            self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_offers()
        super().hideEvent(event)
