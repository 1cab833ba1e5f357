"""The form of one indicator: what it is worth, what it counts, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCompleter, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from deskapp.fields import FieldSet, PointsField
from deskapp.i18n import _
from deskapp.records.scheme import INDICATOR_FIELDS
from deskapp.rules.scheme_checks import rule_complaint, rules_that_fit
from deskapp.screens.appraisal.scheme.guess_line import GuessLine
from deskapp.screens.appraisal.scheme.measure_form import MeasureForm
from deskapp.screens.appraisal.scheme.number_fields import PlainPointsField
from deskapp.screens.appraisal.scheme.rule_form import RuleForm
from deskapp.screens.appraisal.scheme.rule_parameters import first_parameters
from deskapp.screens.appraisal.scheme.trial import Trial
from deskapp.screens.appraisal.scheme.words import sentence_of
from deskapp.usecases.schemes import IndicatorDraft, checked
from deskapp.widgets.field_editor import commit_input_method
from deskapp.widgets.record_form import RecordForm

_ORDER = ("level1", "level2", "points", "section", "criteria")
_WHOLE_ROW = 30  # characters: a form of two columns gives such a field both
_RIGHT_TOP = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


def _fields() -> FieldSet:
    """Return the fields in the order in which one fills them in, the names on rows of their own."""
    by_name = {field.name: field for field in INDICATOR_FIELDS}
    worth = by_name["points"]
    assert isinstance(worth, PointsField)
    by_name["points"] = PlainPointsField(name=worth.name, label=worth.label, required=True, width=8)
    for name in ("level1", "level2"):
        by_name[name] = replace(by_name[name], width=_WHOLE_ROW)
    return tuple(by_name[name] for name in _ORDER)


class IndicatorForm(QWidget):
    """Edits the draft of one indicator in place; `changed` says that a person did so."""

    changed = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.draft = IndicatorDraft()
        self._read_only = False
        self._showing = False
        self.form = RecordForm(_fields(), two_columns=True)
        self.guess = GuessLine()
        self.measure = MeasureForm()
        self.rule = RuleForm()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setAccessibleName(_("Rule in words"))
        self.trial = Trial()
        self._used = QStringListModel(self)
        self._complete_level1()
        self._lay_out()
        self.form.changed.connect(self._on_typed)
        self.form.save_requested.connect(self.save_requested)
        self.measure.changed.connect(self._on_measure_changed)
        self.rule.changed.connect(self._on_rule_changed)
        self.guess.taken.connect(self._on_guess_taken)

    def _complete_level1(self) -> None:
        completer = QCompleter(self._used, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _text: self.form.editors["level1"].changed.emit())
        line = self.form.editors["level1"].control
        assert isinstance(line, QLineEdit)
        line.setCompleter(completer)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self._trial_label = QLabel(_("Try it"))
        lines = (
            (QLabel(_("Figures from")), self.measure),
            (QLabel(_("Rule")), self.rule),
            (QLabel(_("In words")), self.sentence),
            (self._trial_label, self.trial),
        )
        for row, (label, widget) in enumerate(lines):
            label.setContentsMargins(0, 4 if widget is not self.sentence else 0, 0, 0)
            grid.addWidget(label, row, 0, _RIGHT_TOP)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        own = self.form.layout()
        assert isinstance(own, QGridLayout)
        widest = max(label.sizeHint().width() for each in (own, grid) for label in _labels(each))
        for one in (own, grid):
            one.setColumnMinimumWidth(0, widest)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.form)
        layout.addWidget(self.guess)
        layout.addLayout(grid)

    def show_draft(self, draft: IndicatorDraft) -> None:
        """Show an indicator; what is typed from now on is written into it at once."""
        self.draft = draft
        self._showing = True
        self.form.show_draft(draft)
        self.measure.show_measure(draft.measure, draft.measure_parameters)
        self._show_rule()
        self._showing = False
        self._explain()

    def offer_level1(self, used: Sequence[str]) -> None:
        """Complete level 1 from those that the scheme has."""
        names = sorted({name for name in used if name})
        if names != self._used.stringList():
            self._used.setStringList(names)

    def write(self) -> None:
        """Take over what is half typed in the input method."""
        commit_input_method()
        self.form.write_into(self.draft)

    def complaint(self) -> str:
        """Return what cannot be read in a number, so that it would be lost; empty otherwise."""
        return next(filter(None, (self.measure.complaint(), self.rule.complaint())), "")

    def check(self) -> bool:
        """Show the complaints of the fields; return whether all fit."""
        fits = self.form.check()
        self._explain()
        return fits and not self.complaint() and not rule_complaint(checked(self.draft))

    def show_complaints(self, complaints: Mapping[str, str]) -> None:
        """Show complaints of the use case: at the fields, else where the rule is said."""
        # What was typed and could not be read is told before what the use case misses.
        editors = self.form.editors
        self.form.show_complaints(
            {k: editors[k].complaint() or v for k, v in complaints.items() if k in editors}
        )
        of_rule = [text for name, text in complaints.items() if name not in self.form.editors]
        if of_rule:
            self._say(of_rule[0], is_wrong=True)

    def set_read_only(self, read_only: bool) -> None:
        """Let the indicator be read only."""
        self._read_only = read_only
        self.form.set_read_only(read_only)
        self.measure.set_read_only(read_only)
        self.rule.set_read_only(read_only)
        self._explain()

    def start(self) -> None:
        """Put the cursor where a new indicator is begun: at level 2 when level 1 stands."""
        name = "level2" if self.draft.level1 else "level1"
        self.form.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rule(self) -> None:
        draft = self.draft
        kinds = rules_that_fit(
            draft.section,
            is_measured=bool(draft.measure),
            has_levels=bool(self.measure.levels),
        )
        self.rule.show_rule(kinds, self.measure.levels, draft.rule, draft.rule_parameters)

    def _on_typed(self, name: str) -> None:
        # Not form.values(): that would end what is being composed in the input method.
        setattr(self.draft, name, self.form.editors[name].value())
        if name == "section":
            self._fit_rule()
        self._tell()

    def _on_measure_changed(self) -> None:
        draft = self.draft
        draft.measure, draft.measure_parameters = self.measure.code, self.measure.parameters()
        self._fit_rule()
        self._tell()

    def _fit_rule(self) -> None:
        """Keep the rule where it still fits section and figures, else take the first that does."""
        draft = self.draft
        kinds = rules_that_fit(
            draft.section,
            is_measured=bool(draft.measure),
            has_levels=bool(self.measure.levels),
        )
        if draft.rule not in kinds:
            draft.rule, draft.rule_parameters = kinds[0], first_parameters(kinds[0])
        self._show_rule()

    def _on_rule_changed(self) -> None:
        self.draft.rule, self.draft.rule_parameters = self.rule.kind, self.rule.parameters()
        self._tell()

    def _on_guess_taken(self, read: IndicatorDraft) -> None:
        draft = self.draft
        draft.measure, draft.measure_parameters = read.measure, dict(read.measure_parameters)
        draft.rule, draft.rule_parameters = read.rule, dict(read.rule_parameters)
        self.measure.show_measure(draft.measure, draft.measure_parameters)
        self._show_rule()
        self._tell()

    def _tell(self) -> None:
        self._explain()
        if not self._showing:
            self.changed.emit()

    def _explain(self) -> None:
        """Say the rule in words, or what it still lacks."""
        wrong = self.complaint() or rule_complaint(checked(self.draft))
        self._say(wrong or sentence_of(self.draft), is_wrong=bool(wrong))
        self.guess.show_indicator(self.draft, read_only=self._read_only)
        self.trial.show_indicator(self.draft)
        self._trial_label.setVisible(not self.trial.isHidden())

    def _say(self, text: str, *, is_wrong: bool) -> None:
        roles = QPalette.ColorRole
        self.sentence.setForegroundRole(roles.BrightText if is_wrong else roles.WindowText)
        self.sentence.setText(text)


def _labels(grid: QGridLayout) -> Iterator[QWidget]:
    """Yield the labels in the first column of a grid."""
    for row in range(grid.rowCount()):
        item = grid.itemAtPosition(row, 0)
        widget = None if item is None else item.widget()
        if isinstance(widget, QLabel) and widget.text():
            yield widget
