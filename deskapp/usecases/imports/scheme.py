"""Take an appraisal scheme over from the scoring table of an office.

Of every indicator it is said which rule its criteria seem to mean and what was not understood;
only what was read to its end becomes a rule without a person looking at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from deskapp.database import name_action
from deskapp.errors import FieldProblems, LedgerError, Problem
from deskapp.excel.sheet import Column, Sheet, safe_sheet_name
from deskapp.i18n import N_, _
from deskapp.queries.measures import MEASURES, words_of
from deskapp.records.scheme import INDICATOR_FIELDS, SECTIONS
from deskapp.rules.count_words import words_by_counter
from deskapp.rules.criteria import MISSING, Guess, counter_in, read_criteria
from deskapp.rules.measure_guess import MeasureGuess, guess_measure
from deskapp.rules.scheme_checks import indicator_problems, indicator_remarks
from deskapp.rules.scheme_words import appraised_in, title_among, year_in
from deskapp.rules.scoring import parameters_from, rule_sentence
from deskapp.usecases.imports.scheme_table import SCHEME_TABLE, TableLine, read_scheme_table
from deskapp.usecases.schemes import IndicatorDraft, SchemeDraft, checked, new_scheme, save_scheme

State = Literal["read", "check", "by hand"]
STATES: Mapping[str, str] = {
    "read": N_("Read"),
    "check": N_("Please check"),
    "by hand": N_("By hand: not understood"),
}
_BLANK_ROWS = 60


@dataclass(slots=True)
class SchemeLine:
    """One indicator of the table with what its words seem to mean.

    `doubts` are sentences: what is left open or was not read. `proposed` is the indicator with
    the rule that was guessed, which lacks something while there are doubts.
    """

    number: int
    indicator: IndicatorDraft
    measure: MeasureGuess
    guess: Guess
    proposed: IndicatorDraft
    doubts: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def state(self) -> State:
        """Say whether the line was read, should be looked at, or is left to the assessors."""
        if not self.guess.understood:
            return "by hand"
        return "check" if self.doubts else "read"


@dataclass(slots=True)
class SchemeReading:
    """A scoring table read; nothing is written yet."""

    file: str
    sheet: str
    draft: SchemeDraft
    lines: list[SchemeLine]
    remarks: list[str]

    @property
    def problems(self) -> list[Problem]:
        """Return the problems of all lines."""
        return [problem for line in self.lines for problem in line.problems]

    def as_understood(self) -> SchemeDraft:
        """Return the scheme with every rule that was read; all others are left by hand."""
        indicators = [
            line.proposed if line.state == "read" else line.indicator for line in self.lines
        ]
        return replace(self.draft, indicators=indicators)


def read_scheme(path: str | Path, year: int | None = None) -> SchemeReading:
    """Read a scoring table and what its criteria seem to mean; write nothing.

    `year` goes before the one that the title names. Raises UnreadableWorkbook for what is no
    workbook, InputProblems when no sheet of it holds a scoring table.
    """
    path = Path(path)
    read = read_scheme_table(path)
    above = read.table.above
    title = title_among(above) or path.stem
    who = appraised_in(" ".join([*above, path.stem]))
    draft = SchemeDraft(
        year=year or year_in(title) or next(filter(None, map(year_in, above)), None),
        title=title,
        appraised=who.appraised,
        scope=who.scope,
        bonus_cap=read.caps.get("bonus"),
        deduction_cap=read.caps.get("deduction"),
    )
    lines = [_understood(line) for line in read.lines]
    for line in lines:
        if line.indicator.points is None and not line.problems:
            place = read.table.place(line.number, "points")
            what = _("It is not said what the indicator is worth.")
            line.problems.append(Problem(read.table.sheet, place, what))
    return SchemeReading(path.name, read.table.sheet, draft, lines, read.remarks)


def _understood(line: TableLine) -> SchemeLine:
    measure = guess_measure(line.level1, line.level2, line.criteria)
    guess = read_criteria(
        line.criteria,
        line.section,
        line.points,
        name=line.level2,
        measure=measure.measure,
        is_sure=measure.is_sure,
    )
    indicator = IndicatorDraft(
        section=line.section,
        level1=line.level1,
        level2=line.level2,
        points=_worth(line, guess),
        criteria=line.criteria,
    )
    proposed = replace(indicator)
    if guess.rule != "by_hand":
        proposed = replace(
            indicator,
            measure=measure.measure,
            measure_parameters=dict(guess.measure_parameters),
            rule=guess.rule,
            rule_parameters=dict(guess.parameters),
        )
    doubts = list(doubts_about(guess, proposed))
    return SchemeLine(line.number, indicator, measure, guess, proposed, doubts, line.problems)


def _worth(line: TableLine, guess: Guess) -> Decimal | None:
    """Return what the indicator is worth; beyond the ordinary points a cap says it as well."""
    if line.points is not None or line.section == "ordinary":
        return line.points
    cap = guess.parameters.get("cap")
    return Decimal(cap) if cap else None


def doubts_about(guess: Guess, proposed: IndicatorDraft) -> Iterator[str]:
    """Yield what a person should look at before a rule that was guessed is taken."""
    if not guess.understood:
        yield _("No rule was understood; the points are given by hand.")
    for name in guess.missing:
        yield _("Not said: {what}.").format(what=_(MISSING[name]))
    if guess.left:
        yield _("Not read: {words}.").format(words=_("; ").join(guess.left))
    if guess.understood and guess.rule != "by_hand" and not proposed.measure:
        yield _("It is not clear from which figures: choose what is counted.")
    elif guess.is_whole and proposed.points is not None:
        yield from indicator_problems(checked(proposed))
        yield from indicator_remarks(checked(proposed))


def import_scheme(session: Session, draft: SchemeDraft, file: str) -> int:
    """Save a scheme that was read from a file as a new one; return its id.

    Without grades of its own it gets the usual ones. Raises FieldProblems as `save_scheme` does.
    """
    name_action(session, SCHEME_TABLE.action, title=draft.title, file=file)
    if draft.year is None:
        complaint = _("Say of which year the scheme is.")
        raise FieldProblems(complaint, {"year": complaint})
    grades = draft.grades or new_scheme(session, draft.year).grades
    return save_scheme(session, replace(draft, id=None, version=0, grades=grades))


def scheme_template(year: int) -> Sheet:
    """Return the scoring table to fill in, with two lines as examples."""
    columns = [
        Column(_(one.label) + (" *" if one.required else ""), max(8, min(one.width, 44)), "wrapped")
        for one in INDICATOR_FIELDS
    ]
    sections = [_(label) for label in SECTIONS.values()]
    examples: Sequence[Sequence[str]] = (
        (sections[0], _("Study"), _("Study by the branches"), "10", _EXAMPLES[0]),
        (sections[1], _("Practices"), _("Practices adopted"), "3", _EXAMPLES[1]),
    )
    blank: list[Sequence[str | None]] = [[None] * len(columns)] * _BLANK_ROWS
    return Sheet(
        name=safe_sheet_name(_("Appraisal scheme"), []),
        title=_("{year} appraisal scheme").format(year=year),
        columns=columns,
        rows=[*examples, *blank],
        notes=[
            _("The first lines are examples: write over them."),
            _("Write the criteria as your office does; the rule is read from them."),
        ],
        filters=False,
        lists={0: sections},
    )


# Criteria are written in Chinese: that is the language in which they are read.
_EXAMPLES = (
    "要求学习篇目缺失的扣0.1分/篇，扣完为止",
    "特色做法被采纳的，国家级3分、省级2分、市级1分，就高不累计",
)


def rule_in_words(indicator: IndicatorDraft) -> str:
    """Return the rule of an indicator in words; empty while its parameters make no rule."""
    try:
        rule = parameters_from(indicator.rule, indicator.rule_parameters)
    except LedgerError:
        return ""
    words = words_of(indicator.measure, indicator.measure_parameters)
    if not indicator.measure:
        words = words_by_counter(counter_in(indicator.criteria))
    points = indicator.points or Decimal(0)
    return rule_sentence(indicator.rule, rule, points, indicator.section, words)


def measure_label(code: str) -> str:
    """Return what a measure is called; nothing for points that are given by hand."""
    return _(MEASURES[code].label) if code in MEASURES else ""
