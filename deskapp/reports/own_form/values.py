"""What the marks of a form stand for, for one of the appraised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from deskapp.excel.form.cells import FormValue
from deskapp.excel.form.marks import Mark
from deskapp.i18n import N_, _
from deskapp.queries.appraisal import IndicatorRow, Scoring, Subject
from deskapp.records.scheme import SECTIONS
from deskapp.records.unit import UNIT_KINDS
from deskapp.reports.appraisal.book import by_section
from deskapp.reports.own_form.catalogue import kind_of, list_of, takes_indicator
from deskapp.reports.own_form.evidence import Evidence, EvidenceLine, in_one_cell
from deskapp.reports.own_form.indicators import (
    added_up,
    amount_as_shown,
    indicators_named,
    points_as_shown,
)
from deskapp.rules.points import divided, rounded

_FINAL, _NOT_FINAL = N_("Scores are final"), N_("Scores are not final")


@dataclass
class FormValues:
    """Answers the marks of a form; `subject` is None for a form about all of the appraised.

    `evidence` is asked only where a mark wants it; without it there are no records.
    """

    scoring: Scoring
    subject: Subject | None
    printed_on: date
    office: str = ""
    evidence: Evidence | None = None
    indicators: tuple[IndicatorRow, ...] = field(init=False)
    """In the order of the workbook, so that their numbers are the same in both."""
    _evidence_lines: list[EvidenceLine] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.indicators = by_section(self.scoring.indicators)

    # --- what a form asks

    def count(self, list_name: str) -> int | None:
        """Return how many items a list has; None where there is no such list."""
        key = list_of(Mark("", "", list_name))
        if key == "indicators":
            return len(self.indicators)
        if key == "evidence":
            return len(self._all_evidence())
        return len(self.scoring.subjects) if key else None

    def knows(self, mark: Mark) -> bool:
        """Return whether a mark has a value, which may be empty."""
        if mark.edge:
            return bool(list_of(mark))
        if kind_of(mark) is None:
            return False
        return not takes_indicator(mark) or bool(indicators_named(self.scoring, mark.argument))

    def value(self, mark: Mark, item: int) -> FormValue:
        """Return the value of a known mark, for a list that of the item counted from 0."""
        kind = kind_of(mark)
        if kind is None:
            return None
        key, group = kind.key, list_of(mark)
        if group == "indicators":
            return self._indicator_value(key, [self.indicators[item]], self.subject)
        if group == "evidence":
            return self._evidence_value(key, item)
        subject = self._listed(group)[item] if group else self.subject
        if mark.argument:
            named = indicators_named(self.scoring, mark.argument)
            return self._indicator_value(key, named, subject)
        if group and key == "number":
            return item + 1
        if group or kind.about_subject:
            return None if subject is None else self._subject_value(key, subject)
        return self._scheme_value(key)

    # --- where the values come from

    def _listed(self, group: str) -> Sequence[Subject]:
        if group != "ranking":
            return self.scoring.subjects
        return sorted(self.scoring.subjects, key=lambda one: self.scoring.ranks[one.id])

    def _scheme_value(self, key: str) -> FormValue:
        scoring, final = self.scoring, self.scoring.final
        totals = [found.total for found in scoring.totals.values()] or [Decimal(0)]
        values: Mapping[str, FormValue] = {
            "year": scoring.scheme.year,
            "scheme": scoring.scheme.title,
            "office": self.office,
            "appraised": len(scoring.subjects),
            "worth": _sum(i.points for i in scoring.indicators if i.section == "ordinary"),
            "average": rounded(divided(sum(totals, Decimal(0)), len(totals))),
            "highest": max(totals),
            "lowest": min(totals),
            "as_of": scoring.as_of,
            "status": _(_NOT_FINAL if final is None else _FINAL),
            "finalised_on": None if final is None else final.finalised_on,
            "printed_on": self.printed_on,
        }
        return values[key]

    def _subject_value(self, key: str, subject: Subject) -> FormValue:
        scoring = self.scoring
        totals, decided = scoring.totals[subject.id], scoring.decided.get(subject.id)
        values: Mapping[str, FormValue] = {
            "number": scoring.subjects.index(subject) + 1,
            "unit": subject.name,
            "parent": subject.unit,
            "short_name": subject.short_name or subject.name,
            "kind": _(UNIT_KINDS[subject.kind]),
            "total": totals.total,
            "rank": scoring.ranks[subject.id],
            "grade": scoring.grades.get(subject.id, ""),
            "grade_reason": decided.reason if decided else "",
            "ordinary": totals.ordinary,
            "bonus": totals.bonus,
            "deduction": totals.deduction,
            "self_total": self._self_total(subject),
        }
        return values[key]

    def _indicator_value(
        self, key: str, named: Sequence[IndicatorRow], subject: Subject | None
    ) -> FormValue:
        about_scheme = self._about_scheme(named)
        if key in about_scheme:
            return about_scheme[key]()
        return None if subject is None else self._scored_value(key, named, subject)

    def _about_scheme(self, named: Sequence[IndicatorRow]) -> Mapping[str, Callable[[], FormValue]]:
        """Return what the scheme says of indicators; put into words only when it is asked for."""
        first, scheme = named[0], self.scoring.scheme
        return {
            "number": lambda: self.indicators.index(first) + 1,
            "section": lambda: _(SECTIONS[first.section]),
            "level1": lambda: first.level1,
            "level2": lambda: _joined(one.level2 for one in named),
            "worth": lambda: amount_as_shown(scheme, [(one, one.points) for one in named]),
            "criteria": lambda: _joined(one.criteria or one.sentence() for one in named),
            "rule": lambda: _joined(one.sentence() for one in named),
        }

    def _scored_value(self, key: str, named: Sequence[IndicatorRow], subject: Subject) -> FormValue:
        scheme = self.scoring.scheme
        cells = [(one, self.scoring.cell(subject.id, one.id)) for one in named]
        assessed = [(one, cell.scored) for one, cell in cells if cell.is_assessed]
        if key == "score":
            return points_as_shown(scheme, [(one, scored.points) for one, scored in assessed])
        if key == "self_score":
            return points_as_shown(scheme, self._own_points(named, subject))
        if key == "lost":
            lost = [(one, scored.lost) for one, scored in assessed]
            return amount_as_shown(scheme, lost) if lost else None
        if key == "explanation":
            return _joined(cell.own.explanation for _one, cell in cells if cell.own)
        if key == "reason":
            return _joined(self._reason(one, subject) for one in named)
        evidence = self.evidence
        return in_one_cell([evidence.brief(one, subject) for one in named] if evidence else ())

    def _self_total(self, subject: Subject) -> FormValue:
        own = self._own_points(self.indicators, subject)
        return added_up(self.scoring.scheme, own).total if own else None

    def _own_points(
        self, named: Sequence[IndicatorRow], subject: Subject
    ) -> list[tuple[IndicatorRow, Decimal]]:
        cells = [(one, self.scoring.cell(subject.id, one.id).own) for one in named]
        return [(one, own.points) for one, own in cells if own is not None]

    def _reason(self, indicator: IndicatorRow, subject: Subject) -> str:
        cell = self.scoring.cell(subject.id, indicator.id)
        if cell.given is not None:
            return cell.reason
        if not cell.is_assessed or not cell.scored.lost:
            return ""
        return cell.scored.why

    def _all_evidence(self) -> list[EvidenceLine]:
        subject, evidence = self.subject, self.evidence
        if subject is None or evidence is None:
            return []
        if self._evidence_lines is None:
            found = [line for one in self.indicators for line in evidence.lines(one, subject)]
            self._evidence_lines = found
        return self._evidence_lines

    def _evidence_value(self, key: str, item: int) -> FormValue:
        line = self._all_evidence()[item]
        values: Mapping[str, FormValue] = {
            "number": item + 1,
            "level1": line.indicator.level1,
            "level2": line.indicator.level2,
            "content": line.text,
            "counts": _("yes") if line.counts else _("no"),
        }
        return values[key]


def _sum(points: Iterable[Decimal]) -> Decimal:
    return sum(points, Decimal(0))


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))
