"""The box that searches everything: what was found is listed below it, grouped by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from deskapp.i18n import _
from deskapp.widgets.icons import icon
from deskapp.widgets.search_line import LINE, SearchLine, SearchLineDelegate

_PAUSE = 120  # milliseconds without a key
_WIDTH, _HIGHEST = 620, 520


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of one kind: its heading, its lines, and the words that show all of them."""

    kind: str
    heading: str
    lines: Sequence[SearchLine] = field(default_factory=tuple)
    more: str = ""


class SearchPalette(QLineEdit):
    """Asks while one types; Down and Up go through what was found, Enter opens it.

    The list below never takes the focus, the keys or the input method.
    """

    asked = Signal(str)  # what is searched for, a moment after the last key
    opened = Signal(object)  # the target of the line that was chosen
    more_wanted = Signal(str)  # the kind of which all are to be listed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Search everything (Ctrl+K)"))
        self.setAccessibleName(_("Search everything"))
        self.setToolTip(_("Names, pinyin and initials, titles, document numbers, texts"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        digit = self.fontMetrics().horizontalAdvance("0")
        self.setMinimumWidth(digit * 18)
        self.setMaximumWidth(digit * 34)
        self.list: QListWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        self.textChanged.connect(self._on_text_changed)

    def words(self) -> str:
        """Return what is searched for."""
        return self.text().strip()

    def take_focus(self) -> None:
        """Put the cursor here, ready to type over what is there, and list what it found."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if self.words():
            self._ask()

    def show_found(self, words: Sequence[str], groups: Sequence[FoundGroup]) -> None:
        """List what was found; say so in words where that is nothing."""
        if not self.hasFocus():
            return
        shown = self._shown_list()
        shown.clear()
        for group in groups:
            self._add(SearchLine("heading", group.heading), words)
            for line in group.lines:
                self._add(line, words)
            if group.more:
                self._add(SearchLine("more", group.more, target=group.kind), words)
        if not groups:
            nothing = _("Nothing found for “{words}”.").format(words=self.words())
            self._add(SearchLine("nothing", nothing), ())
        self._move(1, start=-1)
        self._place(shown)
        shown.show()
        shown.raise_()

    def hide_found(self) -> None:
        """Take the list away."""
        if self.list is not None:
            self.list.hide()

    def lines(self) -> list[SearchLine]:
        """Return the lines that are listed now."""
        if self.list is None or not self.list.isVisible():
            return []
        return [self.list.item(row).data(LINE)[0] for row in range(self.list.count())]

    def _on_text_changed(self) -> None:
        if self.words():
            self._timer.start()
        else:
            self._timer.stop()
            self.hide_found()

    def _ask(self) -> None:
        self._timer.stop()
        self.asked.emit(self.words())

    def _shown_list(self) -> QListWidget:
        if self.list is None:
            made = QListWidget(self)
            made.setWindowFlags(Qt.WindowType.ToolTip)
            made.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            made.setItemDelegate(SearchLineDelegate(made))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setFrameShape(QFrame.Shape.Box)
            made.setAccessibleName(_("What was found"))
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
            made.itemClicked.connect(self._on_chosen)
            self.list = made
        return self.list

    def _add(self, line: SearchLine, words: Sequence[str]) -> None:
        assert self.list is not None
        item = QListWidgetItem(self.list)
        item.setData(LINE, (line, tuple(words)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken())
        item.setToolTip(line.spoken() if line.role == "hit" else "")
        if line.role not in ("hit", "more"):
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _place(self, shown: QListWidget) -> None:
        """Put the list under the box, as high as it has lines, inside the window."""
        rows = range(shown.count())
        height = sum(shown.sizeHintForRow(row) for row in rows) + 2 * shown.frameWidth()
        window = self.window()
        shown.resize(QSize(min(_WIDTH, window.width() - 16), min(height, _HIGHEST)))
        corner = self.mapToGlobal(QPoint(self.width() - shown.width(), self.height() + 2))
        corner.setX(max(corner.x(), window.mapToGlobal(QPoint(8, 0)).x()))
        shown.move(corner)

    def _move(self, step: int, start: int | None = None) -> None:
        """Go to the next line that can be chosen, that way."""
        if self.list is None:
            return
        row = (self.list.currentRow() if start is None else start) + step
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(row)
                if row == 1:
                    self.list.scrollToTop()
                return
            row += step

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        line: SearchLine | None = item.data(LINE)[0] if item is not None else None
        if line is not None and line.role == "more":
            self.more_wanted.emit(line.target)
        elif line is not None and line.role == "hit":
            self.hide_found()
            self.opened.emit(line.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        shown = self.list if self.list is not None and self.list.isVisible() else None
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            if shown is None or self._timer.isActive():
                self._ask()
            else:
                self._on_chosen(shown.currentItem())
        elif event.key() in (keys.Key_Down, keys.Key_Up) and shown is not None:
            self._move(1 if event.key() == keys.Key_Down else -1)
        elif event.key() == keys.Key_Down and self.words():
            self._ask()
        elif event.key() == keys.Key_Escape and shown is not None:
            self.hide_found()
        elif event.key() == keys.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide_found()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hide_found()
