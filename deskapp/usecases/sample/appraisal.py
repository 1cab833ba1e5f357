"""Make the appraisal schemes of the sample: one for the units and one for the branches."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from deskapp.records.scheme import Indicator, Scheme
from deskapp.usecases.sample.scores import make_scores
from deskapp.usecases.sample.sizes import YEAR
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.writing import SampleWriter


def make_appraisal(session: Session, writer: SampleWriter) -> None:
    """Write the schemes with their indicators, and what everybody says of the scores."""
    for text in read_texts("appraisal")["schemes"]:
        [scheme_id] = writer.write(Scheme, [_scheme_row(text)])
        rows = [
            _indicator_row(scheme_id, place, indicator)
            for place, indicator in enumerate(text["indicators"], start=1)
        ]
        writer.write(Indicator, rows)
        make_scores(session, writer, scheme_id, text)


def _scheme_row(text: dict[str, Any]) -> dict[str, Any]:
    return {
        "year": YEAR,
        "title": text["title"],
        "appraised": text["appraised"],
        "bonus_cap": _points(text.get("bonus_cap")),
        "deduction_cap": _points(text.get("deduction_cap")),
        "grades": text["grades"],
    }


def _points(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def _indicator_row(scheme_id: int, place: int, text: dict[str, Any]) -> dict[str, Any]:
    return {
        "scheme_id": scheme_id,
        "position": place,
        "section": text.get("section", "ordinary"),
        "level1": text["level1"],
        "level2": text["level2"],
        "points": Decimal(text["points"]),
        "criteria": text["criteria"],
        "measure": text.get("measure", ""),
        "measure_parameters": text.get("measure_parameters", {}),
        "rule": text["rule"],
        "rule_parameters": text.get("rule_parameters", {}),
    }
