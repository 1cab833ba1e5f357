"""Make the appraisal scheme of the sample and the points given by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import AssessorScore
from deskapp.usecases.sample.organisation import Organisation
from deskapp.usecases.sample.sizes import SEED, YEAR
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.writing import SampleWriter

# One in so many was not assessed yet, so that the gap shows.
_NOT_YET_EVERY = 23
_STEP = Decimal("0.5")


def make_appraisal(writer: SampleWriter, organisation: Organisation) -> None:
    """Write the scheme with its indicators, and what the assessors gave."""
    texts = read_texts("appraisal")
    [scheme_id] = writer.write(
        Scheme, [{"year": YEAR, "title": texts["title"], "appraised": "units"}]
    )
    indicators = texts["indicators"]
    ids = writer.write(
        Indicator,
        [_indicator_row(scheme_id, place, text) for place, text in enumerate(indicators, start=1)],
    )
    by_hand = [
        (row_id, text)
        for row_id, text in zip(ids, indicators, strict=True)
        if text["rule"] == "by_hand"
    ]
    writer.write(AssessorScore, list(_assessor_scores(organisation, by_hand)))


def _indicator_row(scheme_id: int, place: int, text: dict[str, Any]) -> dict[str, Any]:
    return {
        "scheme_id": scheme_id,
        "position": place,
        "section": "ordinary",
        "level1": text["level1"],
        "level2": text["level2"],
        "points": Decimal(text["points"]),
        "criteria": text["criteria"],
        "measure": text.get("measure", ""),
        "measure_parameters": text.get("measure_parameters", {}),
        "rule": text["rule"],
        "rule_parameters": text.get("rule_parameters", {}),
    }


def _assessor_scores(
    organisation: Organisation, by_hand: list[tuple[int, dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    """Yield points from the full number downwards, each step with its reason."""
    chance = random.Random(SEED)  # noqa: S311 - the same points every time
    place = 0
    for indicator_id, text in by_hand:
        reasons = text["by_hand"]
        for unit_id in organisation.unit_ids:
            place += 1
            if place % _NOT_YET_EVERY == 0:
                continue
            step = chance.randrange(len(reasons))
            lost = step * Decimal(text["points"]) / 10 + chance.randint(0, 1) * _STEP * step
            yield {
                "indicator_id": indicator_id,
                "unit_id": unit_id,
                "points": Decimal(text["points"]) - lost,
                "reason": reasons[step],
            }
