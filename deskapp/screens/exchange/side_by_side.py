"""Two columns of a page with a line between them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget


def side_by_side(left: QWidget, right: QWidget) -> QWidget:
    """Return a page that shows two widgets of the same width."""
    page = QWidget()
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    layout = QHBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(left, 1)
    layout.addWidget(line)
    layout.addWidget(right, 1)
    return page
