"""Choose the kind of rule that turns figures into points, and fill in what this kind asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from deskapp.i18n import _
from deskapp.rules.rule_kinds import RULE_KINDS
from deskapp.screens.appraisal.scheme.level_points import LevelPoints
from deskapp.screens.appraisal.scheme.rows_editor import RowsEditor
from deskapp.screens.appraisal.scheme.rule_parameters import (
    BAND_FIELDS,
    BY_LEVEL,
    fields_of,
    first_parameters,
    shown_bands,
    shown_values,
    stored_bands,
    stored_values,
)
from deskapp.widgets.record_form import RecordForm


class RuleForm(QWidget):
    """The kind of rule above, the parameters of this kind below; `changed` by a person only."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind_box = QComboBox()
        self.kind_box.setAccessibleName(_("Rule"))
        self.kind_box.activated.connect(self._on_kind_chosen)
        self.form: RecordForm | None = None
        self.bands: RowsEditor | None = None
        self.levels: LevelPoints | None = None
        self._levels: Mapping[str, str] = {}
        self._read_only = False
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(4)
        self._room.addWidget(self.kind_box)

    def show_rule(
        self,
        kinds: Sequence[str],
        levels: Mapping[str, str],
        kind: str,
        parameters: Mapping[str, Any],
    ) -> None:
        """Offer these kinds, and show a rule; `levels` are those that the figures know."""
        self.kind_box.clear()
        for one in dict.fromkeys((*kinds, kind)):
            self.kind_box.addItem(_(RULE_KINDS[one]), one)
        self.kind_box.setCurrentIndex(self.kind_box.findData(kind))
        self.kind_box.setEnabled(len(kinds) > 1 and not self._read_only)
        self._levels = levels
        self._show_parameters(kind, parameters)

    @property
    def kind(self) -> str:
        """Return the kind that is chosen."""
        return str(self.kind_box.currentData())

    def parameters(self) -> dict[str, Any]:
        """Return the parameters as they are stored, as far as they were entered."""
        stored = stored_values(_values(self.form)) if self.form is not None else {}
        if self.bands is not None:
            stored["bands"] = stored_bands(self.bands.rows())
        if self.levels is not None and (levels := self.levels.stored()):
            stored["levels"] = levels
        return stored

    def complaint(self) -> str:
        """Return what cannot be read or is missing, in a sentence; empty when nothing is."""
        editors = self.form.editors.values() if self.form is not None else ()
        found = [editor.complaint() for editor in editors]
        found += [part.complaint() for part in (self.bands, self.levels) if part is not None]
        return next(filter(None, found), "")

    def set_read_only(self, read_only: bool) -> None:
        """Let the rule be read only."""
        self._read_only = read_only
        self.kind_box.setEnabled(not read_only and self.kind_box.count() > 1)
        for part in (self.form, self.bands, self.levels):
            if part is not None:
                part.set_read_only(read_only)

    def _on_kind_chosen(self) -> None:
        self._show_parameters(self.kind, first_parameters(self.kind))
        self.changed.emit()

    def _show_parameters(self, kind: str, parameters: Mapping[str, Any]) -> None:
        for part in (self.form, self.bands, self.levels):
            if part is not None:
                self._room.removeWidget(part)
                part.hide()
                part.deleteLater()
        self.form, self.bands, self.levels = None, None, None
        if kind == "bands":
            self.bands = RowsEditor(BAND_FIELDS, _("Add a band"))
            self.bands.show_rows(shown_bands(parameters))
            self._add(self.bands)
        if kind in BY_LEVEL and self._levels:
            self.levels = LevelPoints(self._levels)
            levels = parameters.get("levels")
            self.levels.show_levels(levels if isinstance(levels, Mapping) else {})
            self._add(self.levels)
        fields = fields_of(kind, has_levels=bool(self._levels))
        if fields:
            self.form = RecordForm(fields, two_columns=True)
            self.form.set_values(shown_values(kind, parameters))
            self._add(self.form)
        self._order_keys()

    def _add(self, part: RowsEditor | LevelPoints | RecordForm) -> None:
        part.set_read_only(self._read_only)
        part.changed.connect(lambda *_what: self.changed.emit())
        self._room.addWidget(part)

    def _order_keys(self) -> None:
        """Let Tab go from the kind of rule through all that it asks for."""
        previous: QWidget = self.kind_box
        for control in self._controls():
            QWidget.setTabOrder(previous, control)
            previous = control

    def _controls(self) -> Iterator[QWidget]:
        if self.bands is not None:
            yield from self.bands.controls()
        editors = [*(self.levels.editors.values() if self.levels is not None else ())]
        editors += self.form.editors.values() if self.form is not None else ()
        yield from (editor.control for editor in editors)


def _values(form: RecordForm) -> dict[str, Any]:
    """Return what stands in the editors; what is being composed in an input method goes on."""
    return {name: editor.value() for name, editor in form.editors.items()}
