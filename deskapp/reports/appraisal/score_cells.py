"""The cells of one score: the points, why points are missing, and the rows behind them."""

from __future__ import annotations

from collections.abc import Iterator

from deskapp.dates import long_date
from deskapp.excel.sheet import Cell, Formula, Link
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import IndicatorRow, ScoreCell, Subject
from deskapp.queries.appraisal.appeals import AppealRow
from deskapp.records.score import OUTCOMES
from deskapp.reports.appraisal.assessors import AssessorsSheet
from deskapp.reports.appraisal.book import Book
from deskapp.reports.appraisal.counts import CountsSheet
from deskapp.reports.appraisal.formulas import literal
from deskapp.rules.points import plain
from deskapp.rules.scoring import CountRefs, excel_formula, parameters_from


class ScoreCells:
    """Makes the cells that stand for one score on a scoring sheet."""

    def __init__(self, book: Book, counts: CountsSheet, assessors: AssessorsSheet) -> None:
        self._book = book
        self._counts = counts
        self._assessors = assessors

    def score(self, subject: Subject, indicator: IndicatorRow) -> Cell:
        """Return the score with a link to what it rests on: points given or, else, computed."""
        points = self._assessors.points_ref(subject.id, indicator.id)
        expression = _given_formula(indicator, points)
        if not indicator.by_hand:
            computed = excel_formula(
                indicator.rule,
                indicator.parameters,
                indicator.points,
                self._counts.refs(subject.id, indicator.id),
                indicator.section,
            )
            expression = f'IF({points}="",{computed},{expression})'
        formula = Formula(expression, self._cell(subject, indicator).scored.points)
        target = self._target(subject, indicator)
        return Link(formula, target) if target else formula

    def reason(self, subject: Subject, indicator: IndicatorRow) -> Formula:
        """Return the formula of the assessors' reason or, where they gave no points, the rule's.

        What the rule says of counts holds for those of the export: of others it says so.
        """
        cell = self._cell(subject, indicator)
        points = self._assessors.points_ref(subject.id, indicator.id)
        reason = self._assessors.reason_ref(subject.id, indicator.id)
        if indicator.by_hand:
            unassessed, value = literal(_("Not assessed yet.")), _("Not assessed yet.")
        else:
            value = _why(indicator, cell)
            unassessed = self._why_formula(subject, indicator, value)
        appeals = " ".join(map(_appeal_words, self._appeals(subject, indicator)))
        expression = f'IF({points}="",{unassessed},{reason}&"")'
        if appeals:
            expression += f"&{literal(' ' + appeals)}"
        value = cell.reason if cell.given else value
        return Formula(expression, f"{value} {appeals}" if appeals else value)

    def evidence(self, subject: Subject, indicator: IndicatorRow) -> Cell:
        """Return a link to the rows with their number, and the files of the self-score."""
        files = self._files(subject, indicator)
        text = (
            _("Assessors' points") if indicator.by_hand else self._rows_in_words(subject, indicator)
        )
        if files:
            text = _("{rows}; files: {files}").format(rows=text, files=files)
        target = self._target(subject, indicator)
        return Link(text, target) if target else text

    def _target(self, subject: Subject, indicator: IndicatorRow) -> str:
        """Return the target of a link to the rows, or to the points by hand; none without rows."""
        if indicator.by_hand:
            return self._assessors.target(subject.id, indicator.id)
        evidence = self._counts.evidence_of(indicator.id)
        return evidence.target(subject.id) if evidence.counts[subject.id] else ""

    def _rows_in_words(self, subject: Subject, indicator: IndicatorRow) -> str:
        number = self._counts.evidence_of(indicator.id).counts[subject.id]
        if not number:
            return _("No rows")
        return ngettext("{number} row", "{number} rows", number).format(number=number)

    def _why_formula(self, subject: Subject, indicator: IndicatorRow, why: str) -> str:
        counted = self._cell(subject, indicator).counted
        assert counted is not None  # only points by hand have none
        refs = self._counts.refs(subject.id, indicator.id)
        same = [
            f"{refs.numerator}={counted.numerator}",
            f"{refs.denominator}={counted.denominator}",
        ]
        same += [f"{ref}={counted.levels.get(code, 0)}" for code, ref in refs.levels.items()]
        changed = _("The evidence was changed after the export.")
        return f"IF(AND({','.join(same)}),{literal(why)},{literal(changed)})"

    def _files(self, subject: Subject, indicator: IndicatorRow) -> str:
        own = self._cell(subject, indicator).own
        return _(", ").join(self._book.files.get(own.id, ())) if own else ""

    def _appeals(self, subject: Subject, indicator: IndicatorRow) -> Iterator[AppealRow]:
        yield from self._book.appeals.get((subject.id, indicator.id), ())

    def _cell(self, subject: Subject, indicator: IndicatorRow) -> ScoreCell:
        return self._book.scoring.cell(subject.id, indicator.id)


def _given_formula(indicator: IndicatorRow, points: str) -> str:
    by_hand, refs = parameters_from("by_hand", {}), CountRefs(points, points)
    return excel_formula("by_hand", by_hand, indicator.points, refs, indicator.section)


def _why(indicator: IndicatorRow, cell: ScoreCell) -> str:
    """Return why points are missing, were not to be earned, or are not ordinary ones."""
    computed, counted = cell.computed, cell.counted
    if computed is None or counted is None:
        return ""
    said = computed.lost or indicator.section != "ordinary" or counted.denominator == 0
    return computed.why if said else ""


def _appeal_words(appeal: AppealRow) -> str:
    day = long_date(appeal.raised_on)
    if appeal.outcome is None:
        return _("Appeal of {day}: not answered yet.").format(day=day)
    return _("Appeal of {day}: {outcome} (then {points} points).").format(
        day=day, outcome=_(OUTCOMES[appeal.outcome]), points=plain(appeal.points_then)
    )
