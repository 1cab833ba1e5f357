"""One line of what a search found, with the words marked that were searched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deskapp.rules.searching import places_of
from deskapp.widgets.theme import tone

LINE = Qt.ItemDataRole.UserRole  # (SearchLine, words)
_MARGIN, _GAP, _PADDING = 10, 12, 5
_SHARE = 0.45  # of the width, for what the record belongs to


@dataclass(frozen=True, slots=True)
class SearchLine:
    """What one line shows: a heading, something found, or the way to all of its kind."""

    role: Literal["heading", "hit", "more", "nothing"]
    title: str
    context: str = ""
    year: str = ""
    excerpt: str = ""
    target: object = None

    def spoken(self) -> str:
        """Return the line as it is read aloud."""
        return ", ".join(filter(None, (self.title, self.context, self.year, self.excerpt)))


class SearchLineDelegate(QStyledItemDelegate):
    """Paints a line: what was found at the left, of what and of which year at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line, _words = index.data(LINE)
        height = option.fontMetrics.height()
        lines = 2 if line.excerpt else 1
        return QSize(100, lines * height + 2 * _PADDING)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line, words = index.data(LINE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        elif line.role == "heading":
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.AlternateBase))
        room = option.rect.adjusted(_MARGIN, _PADDING, -_MARGIN, -_PADDING)
        if line.role == "hit":
            self._paint_hit(painter, option, line, words, room, chosen)
        else:
            self._paint_words(painter, option, line, room, chosen)
        painter.restore()

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        line: SearchLine,
        room: QRect,
        chosen: bool,
    ) -> None:
        roles = {
            "heading": QPalette.ColorRole.PlaceholderText,
            "more": QPalette.ColorRole.Link,
            "nothing": QPalette.ColorRole.Text,
        }
        font = option.font
        font.setBold(line.role == "heading")
        painter.setFont(font)
        role = QPalette.ColorRole.HighlightedText if chosen else roles[line.role]
        painter.setPen(option.palette.color(role))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, line.title)

    def _paint_hit(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        line: SearchLine,
        words: Sequence[str],
        room: QRect,
        chosen: bool,
    ) -> None:
        metrics = option.fontMetrics
        text = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        quiet = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
        first = QRect(room.left(), room.top(), room.width(), metrics.height())
        side = "   ".join(filter(None, (line.context, line.year)))
        most = int(room.width() * _SHARE)
        side = metrics.elidedText(side, Qt.TextElideMode.ElideLeft, most)
        side_width = metrics.horizontalAdvance(side)
        painter.setFont(option.font)
        painter.setPen(option.palette.color(quiet))
        painter.drawText(first, Qt.AlignmentFlag.AlignRight, side)
        left = first.adjusted(0, 0, -side_width - _GAP if side else 0, 0)
        pen = option.palette.color(text)
        _draw_marked(painter, metrics, left, line.title, words, pen, chosen)
        if line.excerpt:
            second = first.translated(_MARGIN, metrics.height()).adjusted(0, 0, -_MARGIN, 0)
            pen = option.palette.color(quiet)
            _draw_marked(painter, metrics, second, line.excerpt, words, pen, chosen)


def _draw_marked(
    painter: QPainter,
    metrics: QFontMetrics,
    room: QRect,
    text: str,
    words: Sequence[str],
    pen: QColor,
    chosen: bool,
) -> None:
    """Draw a text with a ground behind the words, or a stroke under them on a chosen line."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    for start, end in places_of(words, shown):
        left = room.left() + metrics.horizontalAdvance(shown[:start])
        mark = QRect(left, room.top(), metrics.horizontalAdvance(shown[start:end]), room.height())
        if chosen:
            painter.fillRect(mark.adjusted(0, mark.height() - 2, 0, 0), pen)
        else:
            painter.fillRect(mark, QColor(tone("yellow").back))
    painter.setPen(pen)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft, shown)
