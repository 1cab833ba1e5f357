"""Choose another record by typing its name or its pinyin initials."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from deskapp.fields import Field
from deskapp.i18n import _
from deskapp.widgets.field_editor import Choice, FieldEditor
from deskapp.widgets.icons import icon

_MOST_SHOWN = 40
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1


class ChoiceList(QAbstractListModel):
    """The records a popup offers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def show(self, choices: Sequence[Choice]) -> None:
        """Offer these."""
        self.beginResetModel()
        self.choices = list(choices)[:_MOST_SHOWN]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own way
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choices[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return choice.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.text} {choice.detail}"
        return choice.detail if role == DETAIL_ROLE else None


class ChoiceDelegate(QStyledItemDelegate):
    """Paints the name, and what tells it apart in grey behind it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        super().paint(painter, option, index)
        detail = index.data(DETAIL_ROLE)
        if not detail:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        roles = QPalette.ColorRole
        role = roles.HighlightedText if selected else roles.PlaceholderText
        name = option.fontMetrics.horizontalAdvance(str(index.data()))
        room: QRect = option.rect.adjusted(name + 24, 0, -8, 0)
        painter.setPen(option.palette.color(role))
        text = option.fontMetrics.elidedText(detail, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)


class ReferenceEditor(FieldEditor):
    """Holds the id of a record and shows its name; typing finds others.

    `lookup(text)` returns what the text may mean. Down opens the whole list, Enter takes the
    highlighted one; a text that fits one record alone is taken when the field is left.
    """

    control: QLineEdit

    def __init__(self, field: Field, lookup: Callable[[str], Sequence[Choice]]) -> None:
        super().__init__(field, QLineEdit())
        self._lookup = lookup
        self._chosen: Choice | None = None
        self._list = ChoiceList(self)
        self._completer = QCompleter(self._list, self)
        self._completer.setWidget(self.control)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setAccessibleName(_(field.label))
        self._completer.setPopup(self._popup)
        self._popup.setItemDelegate(ChoiceDelegate(self))
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self._open = QAction(icon("chevron-down"), _("Show the list"), self)
        self._open.triggered.connect(self.open_list)
        self.control.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.control.setPlaceholderText(_("Name or initials"))
        self.control.textEdited.connect(self._on_text_edited)
        self.control.editingFinished.connect(self._tidy)
        self.control.installEventFilter(self)

    def value(self) -> int | None:
        self.resolve()
        return self._chosen.id if self._chosen else None

    def set_value(self, value: object) -> None:
        self._chosen = self._named(value) if isinstance(value, int) else None
        self._show_chosen()

    def complaint(self) -> str:
        self.resolve()
        text = self.control.text().strip()
        if text and self._chosen is None:
            return _("“{text}” is not in the list; choose one from it.").format(text=text)
        return self.field.complaint(self.value())

    def set_read_only(self, read_only: bool) -> None:
        self.control.setReadOnly(read_only)
        self._open.setVisible(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4)
            and not self._popup.isVisible()
        ):
            self.open_list()
            return True
        return super().eventFilter(watched, event)

    def open_list(self) -> None:
        """Offer everything, or what the typed text may mean."""
        if self.control.isReadOnly():
            return
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer("" if self._chosen else self.control.text())

    def resolve(self) -> None:
        """Take the record that the typed text means, where it means one alone.

        The text stays as typed until the field is left, so that typing can go on.
        """
        text = self.control.text().strip()
        if self._chosen is not None or not text:
            return
        found = self._lookup(text)
        same = [choice for choice in found if choice.text == text] or list(found)
        if len(same) == 1:
            self._chosen = same[0]

    def _tidy(self) -> None:
        self.resolve()
        if self._chosen is not None:
            self._show_chosen()

    def _on_text_edited(self, text: str) -> None:
        self._chosen = None
        if text.strip():
            self._offer(text)
        else:
            self._popup.hide()
        self.changed.emit()

    def _offer(self, text: str) -> None:
        self._list.show(self._lookup(text.strip()))
        if not self._list.choices:
            self._popup.hide()
            return
        self._completer.complete(self._popup_place())
        self._popup.setCurrentIndex(self._popup.model().index(0, 0))

    def _popup_place(self) -> QRect:
        widest = max((len(c.text) + len(c.detail) for c in self._list.choices), default=0)
        needed = self.control.fontMetrics().horizontalAdvance("国") * (widest + 4)
        screen = QApplication.primaryScreen().availableGeometry().width()
        width = min(max(self.control.width(), needed), screen // 2)
        return QRect(0, 0, width, self.control.height())

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self._chosen = self._list.choices[index.row()]
            self._show_chosen()
            self.changed.emit()

    def _show_chosen(self) -> None:
        self.control.setText(self._chosen.text if self._chosen else "")
        self.control.setCursorPosition(0)
        self.control.setToolTip(self._chosen.detail if self._chosen else _(self.field.help))

    def _named(self, record_id: int) -> Choice | None:
        named = getattr(self._lookup, "named", None)
        if named is not None:
            found: Choice | None = named(record_id)
            return found
        return next((choice for choice in self._lookup("") if choice.id == record_id), None)
