"""The star of a branch task: in the list to click on, in the detail as a button."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QToolTip,
)

from deskapp.i18n import _
from deskapp.screens.tasks.delegates import CellDelegate, is_selected, row_of
from deskapp.widgets.theme import tone

STAR, NO_STAR = "★", "☆"


def star(followed: bool) -> str:
    """Return the sign of a task that is followed or is not."""
    return STAR if followed else NO_STAR


class StarDelegate(CellDelegate):
    """Draws a full or an empty star."""

    def paint_content(
        self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        followed = row_of(index).followed
        role = QPalette.ColorRole.PlaceholderText
        if is_selected(option):
            role = QPalette.ColorRole.HighlightedText
        ink = option.palette.color(role)
        if followed and not is_selected(option):
            ink = QColor(tone("yellow").mark)
        painter.setPen(ink)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), star(followed))


class CommentTip(QStyledItemDelegate):
    """Says what the leader wrote, below the text of the cell, as its tooltip."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex,
    ) -> bool:
        comment = row_of(index).leader_comment if index.isValid() else ""
        if not comment:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), with_comment(str(index.data()), comment), view)
        return True


def with_comment(text: str, comment: str) -> str:
    """Return a text with the leader's comment below it."""
    return "\n".join((text, _("Leader's comment: {text}").format(text=comment)))


class FollowButton(QToolButton):
    """Says whether a task is followed; a press asks for the other."""

    follow_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._followed = False
        self.setToolTip(_("Keep an eye on this task (Ctrl+B)"))
        self.setShortcut("Ctrl+B")
        self.clicked.connect(lambda: self.follow_asked.emit(not self._followed))
        self.show_followed(followed=False)

    def show_followed(self, *, followed: bool) -> None:
        """Show whether the task is followed."""
        self._followed = followed
        words = _("Followed") if followed else _("Follow")
        self.setText(f"{star(followed)} {words}")
        self.setAccessibleName(words)
