"""A percent on a slider and in a box: the same number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QSpinBox

from deskapp.fields import Field
from deskapp.i18n import _
from deskapp.widgets.field_editor import FieldEditor

_STEP = 5


class PercentEditor(FieldEditor):
    """From 0 to 100; the arrow keys go in steps of five, any number can be typed."""

    control: QSpinBox

    def __init__(self, field: Field) -> None:
        super().__init__(field, QSpinBox())
        self.control.setRange(0, 100)
        self.control.setSingleStep(_STEP)
        self.control.setSuffix("%")
        self.control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setMinimumWidth(40)
        self.slider.setSingleStep(_STEP)
        self.slider.setPageStep(2 * _STEP)
        self.slider.setAccessibleName(_(field.label))
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if (layout := self.layout()) is not None:
            layout.addWidget(self.slider)
        for part in (self.control, self.slider):
            part.installEventFilter(self)
        self._showing = False
        self.control.valueChanged.connect(self._on_changed)
        self.slider.valueChanged.connect(self.control.setValue)

    def value(self) -> int:
        self.control.interpretText()
        return self.control.value()

    def set_value(self, value: object) -> None:
        self._showing = True
        self.control.setValue(value if isinstance(value, int) else 0)
        self._showing = False

    def set_read_only(self, read_only: bool) -> None:
        self.setEnabled(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the form, not change a number the pointer happens to pass."""
        if isinstance(event, QWheelEvent) and not (
            self.control.hasFocus() or self.slider.hasFocus()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _on_changed(self, value: int) -> None:
        self.slider.setValue(value)
        if not self._showing:
            self.changed.emit()
