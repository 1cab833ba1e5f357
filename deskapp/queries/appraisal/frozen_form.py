"""The form in which scores are frozen: plain values, and the scoring that is read from them.

Decimals are texts; where JSON would not tell what a value was, it is tagged.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

from deskapp.queries.appraisal.given import Given, OwnScore
from deskapp.queries.appraisal.grades_given import DecidedGrade
from deskapp.queries.appraisal.schemes import IndicatorRow, SchemeRow
from deskapp.queries.appraisal.scoring import ScoreCell, Scoring
from deskapp.queries.appraisal.subjects import Subject
from deskapp.rules.grades import Grade
from deskapp.rules.points import Counted, Scored
from deskapp.rules.scoring import parameters_from, parameters_to
from deskapp.rules.totals import Totals

Plain = dict[str, Any]


def plain_scoring(scoring: Scoring) -> Plain:
    """Return everything of a scoring but its evidence, which `scoring_from` reads back."""
    return {
        "as_of": scoring.as_of.isoformat(),
        "scheme": _plain_scheme(scoring.scheme),
        "indicators": [_plain_indicator(indicator) for indicator in scoring.indicators],
        "subjects": [asdict(subject) for subject in scoring.subjects],
        "cells": [
            {"subject": place[0], "indicator": place[1], **_plain_cell(cell)}
            for place, cell in sorted(scoring.cells.items())
        ],
        "standings": [_plain_standing(scoring, subject.id) for subject in scoring.subjects],
    }


def scoring_from(plain: Plain) -> Scoring:
    """Return the scoring of its plain form, without finality and evidence."""
    standings = {one["subject"]: one for one in plain["standings"]}
    return Scoring(
        _scheme_from(plain["scheme"]),
        date.fromisoformat(plain["as_of"]),
        tuple(_indicator_from(one) for one in plain["indicators"]),
        tuple(Subject(**one) for one in plain["subjects"]),
        {(one["subject"], one["indicator"]): _cell_from(one) for one in plain["cells"]},
        {subject: _totals_from(one["totals"]) for subject, one in standings.items()},
        {subject: one["rank"] for subject, one in standings.items()},
        {subject: one["grade"] for subject, one in standings.items()},
        {
            subject: DecidedGrade(**one["decided"])
            for subject, one in standings.items()
            if one["decided"] is not None
        },
    )


def _plain_scheme(scheme: SchemeRow) -> Plain:
    grades = [
        {"name": g.name, "at_least": str(g.at_least), "quota": _text(g.quota)}
        for g in scheme.grades
    ]
    caps = {"bonus_cap": _text(scheme.bonus_cap), "deduction_cap": _text(scheme.deduction_cap)}
    return asdict(replace(scheme, grades=())) | caps | {"grades": grades}


def _scheme_from(plain: Plain) -> SchemeRow:
    grades = tuple(
        Grade(one["name"], Decimal(one["at_least"]), _decimal(one["quota"]))
        for one in plain["grades"]
    )
    caps = {name: _decimal(plain[name]) for name in ("bonus_cap", "deduction_cap")}
    return SchemeRow(**{**plain, **caps, "grades": grades})


def _plain_indicator(indicator: IndicatorRow) -> Plain:
    kept = ("id", "section", "level1", "level2", "criteria", "measure", "rule")
    return {
        **{name: getattr(indicator, name) for name in kept},
        "points": str(indicator.points),
        "measure_parameters": dict(indicator.measure_parameters),
        "parameters": parameters_to(indicator.parameters),
        # Never read back: for whoever reads the frozen scores without this program.
        "sentence": indicator.sentence(),
    }


def _indicator_from(plain: Plain) -> IndicatorRow:
    values = {name: value for name, value in plain.items() if name != "sentence"}
    values["points"] = Decimal(plain["points"])
    values["parameters"] = parameters_from(plain["rule"], plain["parameters"])
    return IndicatorRow(**values)


def _plain_cell(cell: ScoreCell) -> Plain:
    counted, given, own = cell.counted, cell.given, cell.own
    return {
        "scored": _plain_scored(cell.scored),
        "computed": None if cell.computed is None else _plain_scored(cell.computed),
        "counted": None
        if counted is None
        else {
            "numerator": counted.numerator,
            "denominator": counted.denominator,
            "levels": dict(counted.levels),
        },
        "given": None if given is None else asdict(given) | {"points": str(given.points)},
        "own": None if own is None else asdict(own) | {"points": str(own.points)},
    }


def _cell_from(plain: Plain) -> ScoreCell:
    counted, given, own, computed = (
        plain[name] for name in ("counted", "given", "own", "computed")
    )
    return ScoreCell(
        _scored_from(plain["scored"]),
        counted and Counted(**counted),
        computed and _scored_from(computed),
        given and Given(**{**given, "points": Decimal(given["points"])}),
        own and OwnScore(**{**own, "points": Decimal(own["points"])}),
    )


def _plain_scored(scored: Scored) -> Plain:
    return asdict(scored) | {"points": str(scored.points), "lost": str(scored.lost)}


def _scored_from(plain: Plain) -> Scored:
    return Scored(Decimal(plain["points"]), Decimal(plain["lost"]), plain["capped"], plain["why"])


def _plain_standing(scoring: Scoring, subject_id: int) -> Plain:
    decided = scoring.decided.get(subject_id)
    return {
        "subject": subject_id,
        "totals": {name: str(v) for name, v in asdict(scoring.totals[subject_id]).items()},
        "rank": scoring.ranks[subject_id],
        "grade": scoring.grades[subject_id],
        "decided": None if decided is None else asdict(decided),
    }


def _totals_from(plain: Plain) -> Totals:
    return Totals(**{name: Decimal(text) for name, text in plain.items()})


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
