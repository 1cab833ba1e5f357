"""Sentences under each other, each with the word for what it is at its left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

_LEAST_LINES, _SPACING = 3, 3
_TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class Facts(QScrollArea):
    """As tall as its sentences, but of so many lines at most; it gives way, and is scrolled."""

    def __init__(self, most_lines: int = 9) -> None:
        super().__init__()
        self._most, self._needed = most_lines, 0
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(_SPACING)
        self._grid.setColumnStretch(1, 1)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        for part in (self.viewport(), self._inner):
            part.setAutoFillBackground(False)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show (word, sentence) pairs; one without a sentence is left out."""
        said = [(word, sentence) for word, sentence in facts if sentence]
        while len(self._lines) < len(said):
            self._add_line()
        for place, (word, sentence) in enumerate(self._lines):
            seen = place < len(said)
            word.setVisible(seen)
            sentence.setVisible(seen)
            if seen:
                word.setText(said[place][0])
                sentence.setText(said[place][1])
        self._fit()

    def set_most_lines(self, lines: int) -> None:
        """Take no more room than so many lines need."""
        self._most = lines
        self.updateGeometry()

    def text(self) -> str:
        """Return what is shown, a line for each fact."""
        return "\n".join(
            f"{word.text()}: {sentence.text()}"
            for word, sentence in self._lines
            if not sentence.isHidden()
        )

    def _add_line(self) -> None:
        word, sentence = QLabel(), QLabel()
        word.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        sentence.setWordWrap(True)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = len(self._lines)
        self._grid.addWidget(word, row, 0, _TOP_RIGHT)
        self._grid.addWidget(sentence, row, 1)
        self._lines.append((word, sentence))

    def _fit(self) -> None:
        self._grid.activate()
        self._needed = max(0, self._grid.heightForWidth(self.viewport().width()))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), min(self._needed, self._height_of(self._most)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._needed, self._height_of(_LEAST_LINES)))

    def _height_of(self, lines: int) -> int:
        return lines * (self.fontMetrics().lineSpacing() + _SPACING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_lines"):
            self._fit()
