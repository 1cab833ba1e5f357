"""The Lucide icons in resources/icons, painted in the palette's colours at any size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

from deskapp.paths import resource

_ROLES = {
    QIcon.Mode.Normal: (QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText),
    QIcon.Mode.Active: (QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText),
    QIcon.Mode.Disabled: (QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText),
    QIcon.Mode.Selected: (QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText),
}


def icon(name: str, colour: str = "") -> QIcon:
    """Return an icon by its file's name; without a colour it follows the palette."""
    return QIcon(_Engine(name, colour))


def program_icon() -> QIcon:
    """Return the program's own icon, in its own colours."""
    return QIcon(str(resource("icons", "deskapp.svg")))


def pixmap(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    """Return an icon as a picture of so many logical pixels."""
    return _painted(name, round(size * ratio), colour, ratio)


@lru_cache(maxsize=512)
def _painted(name: str, pixels: int, colour: str, ratio: float) -> QPixmap:
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    svg = _source(name).replace("currentColor", colour)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


class _Engine(QIconEngine):
    """Paints the drawing whenever it is asked, so that a new theme needs no new icons."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = min(rect.width(), rect.height())
        ratio = painter.device().devicePixelRatioF()
        left = rect.x() + (rect.width() - size) // 2
        top = rect.y() + (rect.height() - size) // 2
        painter.drawPixmap(QPoint(left, top), self._picture(size, mode, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._picture(min(size.width(), size.height()), mode, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        pixels = max(1, min(size.width(), size.height()))  # a squeezed button has no room for it
        return _painted(self._name, pixels, self._tint(mode), scale)

    def _picture(self, size: int, mode: QIcon.Mode, ratio: float) -> QPixmap:
        return _painted(self._name, max(1, round(size * ratio)), self._tint(mode), ratio)

    def _tint(self, mode: QIcon.Mode) -> str:
        if self._colour and mode is not QIcon.Mode.Disabled:
            return self._colour
        group, role = _ROLES[mode]
        return QColor(QGuiApplication.palette().color(group, role)).name()
