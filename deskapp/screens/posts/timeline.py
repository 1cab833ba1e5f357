"""Paint the time line of a branch: a lane a post, terms as bars, gaps hatched."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from deskapp.i18n import _
from deskapp.rules.tenures import Period
from deskapp.screens.posts.lanes import Lanes, Piece
from deskapp.widgets.theme import text_width, tone

_LANE = 26
_BAR = 20
_SPACE = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TimeLine(QWidget):
    """Left and Right go from piece to piece, Enter and a click open the appointment."""

    appointment_asked = Signal(int)
    piece_chosen = Signal(str)  # its sentence; empty when none is chosen

    def __init__(self) -> None:
        super().__init__()
        self._lanes: Lanes | None = None
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Time line of the branch"))

    def show_lanes(self, lanes: Lanes | None) -> None:
        """Show these lanes; None shows nothing."""
        self._lanes, self._current = lanes, -1
        said = [piece.sentence for piece in self.pieces]
        self.setAccessibleDescription("\n".join(said))
        self.setVisible(lanes is not None and bool(lanes.lanes))
        self.piece_chosen.emit("")
        self.updateGeometry()
        self.update()

    @property
    def pieces(self) -> list[Piece]:
        """Return the pieces that are shown, lane after lane."""
        return [] if self._lanes is None else self._lanes.pieces()

    def current_piece(self) -> Piece | None:
        """Return the piece that the keyboard is at."""
        return self.pieces[self._current] if 0 <= self._current < len(self.pieces) else None

    # --- geometry

    def sizeHint(self) -> QSize:
        number = len(self._lanes.lanes) if self._lanes else 0
        return QSize(320, self._head() + number * self._lane_height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def _head(self) -> int:
        return self.fontMetrics().height() + 6

    def _lane_height(self) -> int:
        return max(_LANE, self.fontMetrics().height() + 8)

    def _label_width(self) -> int:
        lanes = self._lanes.lanes if self._lanes else ()
        widest = max((self.fontMetrics().horizontalAdvance(one.label) for one in lanes), default=0)
        return min(widest, text_width(self.font(), 16)) + _SPACE

    def _x(self, day: date, span: Period) -> float:
        left = self._label_width()
        share = (day - span.first).days / max(span.days, 1)
        return left + share * (self.width() - left - 2)

    def _room(self, piece: Piece, lane: int, span: Period) -> QRectF:
        left = self._x(piece.period.first, span)
        right = max(self._x(piece.period.last, span), left + 3)
        height = self._lane_height()
        top = self._head() + lane * height + (height - _bar(height)) / 2
        return QRectF(left, top, right - left - 1, _bar(height))

    def rooms(self) -> list[QRectF]:
        """Return where each piece is painted, in the order of `pieces`."""
        if self._lanes is None:
            return []
        return [
            self._room(piece, number, self._lanes.span)
            for number, lane in enumerate(self._lanes.lanes)
            for piece in lane.pieces
        ]

    def piece_at(self, place: QPointF) -> int:
        """Return the number of the piece at a place; -1 where there is none."""
        return next((n for n, room in enumerate(self.rooms()) if room.contains(place)), -1)

    # --- keys, mouse and pointing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step and self.pieces:
            self._go(min(max(self._current + step, 0), len(self.pieces) - 1))
        elif event.key() in _ENTER:
            self._open_current()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_tab = event.reason() in (
            Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
        )  # fmt: skip
        if by_tab and self._current < 0 and self.pieces:
            self._go(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.piece_at(event.position())
        if found >= 0:
            self._go(found)
            self._open_current()

    def _go(self, number: int) -> None:
        self._current = number
        self.piece_chosen.emit(self.pieces[number].sentence)
        self.update()

    def _open_current(self) -> None:
        piece = self.current_piece()
        if piece is not None and piece.appointment_id is not None:
            self.appointment_asked.emit(piece.appointment_id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.piece_at(QPointF(event.pos()))
            text = self.pieces[found].sentence if found >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._lanes is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_years(painter, self._lanes.span)
        self._paint_labels(painter, self._lanes)
        rooms = self.rooms()
        for number, (piece, room) in enumerate(zip(self.pieces, rooms, strict=True)):
            self._paint_piece(painter, piece, room, self._free_until(room, rooms))
            if number == self._current and self.hasFocus():
                self._frame(painter, room)
        self._paint_day(painter, self._lanes)

    def _paint_years(self, painter: QPainter, span: Period) -> None:
        quiet = self.palette().color(QPalette.ColorRole.Mid)
        text = self.palette().color(QPalette.ColorRole.PlaceholderText)
        years = range(span.first.year, span.last.year + 1)
        places = [self._x(max(date(year, 1, 1), span.first), span) for year in years]
        ends = [*places[1:], float(self.width())]
        for year, x, end in zip(years, places, ends, strict=True):
            painter.setPen(quiet)
            painter.drawLine(QPointF(x, self._head() - 3), QPointF(x, self.height()))
            if end - x > self.fontMetrics().horizontalAdvance("2021") + 4:
                painter.setPen(text)
                painter.drawText(QPointF(x + 3, self.fontMetrics().ascent() + 1), str(year))

    def _paint_labels(self, painter: QPainter, lanes: Lanes) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        height, width = self._lane_height(), self._label_width() - _SPACE
        right = Qt.TextElideMode.ElideRight
        for number, lane in enumerate(lanes.lanes):
            room = QRectF(0, self._head() + number * height, width, height)
            text = self.fontMetrics().elidedText(lane.label, right, width)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | _MIDDLE, text)

    def _free_until(self, room: QRectF, rooms: list[QRectF]) -> float:
        """Return where the next piece of the lane begins, or the lane ends."""
        behind = (one.left() for one in rooms if one.top() == room.top())
        return min((left for left in behind if left > room.left()), default=float(self.width()))

    def _paint_piece(
        self, painter: QPainter, piece: Piece, room: QRectF, free_until: float
    ) -> None:
        looks = tone(piece.tone)
        painter.setPen(QPen(QColor(looks.mark), 1))
        painter.setBrush(QColor(looks.back))
        painter.drawRoundedRect(room, 3, 3)
        if piece.appointment_id is None:
            painter.setBrush(QBrush(QColor(looks.mark), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(room, 3, 3)
        self._paint_text(painter, piece, room, free_until)

    def _paint_text(self, painter: QPainter, piece: Piece, room: QRectF, free_until: float) -> None:
        """Write what fits into the bar; the days of a gap beside it where it is too short."""
        metrics, looks = self.fontMetrics(), tone(piece.tone)
        width = metrics.horizontalAdvance(piece.text)
        inside = room.adjusted(5, 0, -4, 0)
        if piece.appointment_id is None and inside.width() < width:
            inside = QRectF(
                room.right() + 6, room.top(), free_until - room.right() - 8, room.height()
            )
        if inside.width() < min(width, metrics.horizontalAdvance("国国")):
            return
        shown = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, int(inside.width()) + 1)
        if piece.appointment_id is None:  # a ground of its own, for who must read over hatching
            ground = QRectF(inside.left() - 2, room.top() + 2, 0, room.height() - 4)
            ground.setWidth(metrics.horizontalAdvance(shown) + 4)
            painter.fillRect(ground, QColor(looks.back))
        painter.setPen(QColor(looks.text))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | _MIDDLE, shown)

    def _paint_day(self, painter: QPainter, lanes: Lanes) -> None:
        x = self._x(lanes.day, lanes.span)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
        painter.drawLine(QPointF(x, self._head() - 4), QPointF(x, self.height()))

    def _frame(self, painter: QPainter, room: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 2))
        painter.drawRoundedRect(room.adjusted(-1, -1, 1, 1), 3, 3)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _bar(lane_height: int) -> int:
    return min(max(_BAR, lane_height - 6), lane_height)
