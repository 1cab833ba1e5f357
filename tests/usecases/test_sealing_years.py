"""Seal a year and open it again."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from deskapp.errors import FieldProblems, LedgerError
from deskapp.queries.seals import SealRow, sealed_years
from deskapp.queries.years import years_kept
from deskapp.records.change import ChangeSet
from deskapp.usecases.seals import reopen_year, seal_year


def test_a_year_is_sealed_once(world) -> None:
    world.do(seal_year, 2021, date(2022, 1, 5))
    assert world.ask(sealed_years) == {2021: SealRow(2021, date(2022, 1, 5))}
    with pytest.raises(LedgerError, match="sealed already"):
        world.do(seal_year, 2021)


def test_reopening_needs_a_reason_which_the_history_keeps(world) -> None:
    world.do(seal_year, 2021)
    with pytest.raises(FieldProblems) as caught:
        world.do(reopen_year, 2021, "  ")
    assert set(caught.value.by_field) == {"reason"}

    world.do(reopen_year, 2021, "补录 一次会议")
    assert world.ask(sealed_years) == {}
    reasons = world.ask(lambda session: list(session.execute(select(ChangeSet.reason)).scalars()))
    assert reasons[-1] == "补录 一次会议"
    with pytest.raises(LedgerError, match="not sealed"):
        world.do(reopen_year, 2021, "补录")


def test_every_year_with_records_or_a_seal_is_kept(world) -> None:
    world.do(seal_year, 2018)
    assert world.ask(years_kept) == [2021, 2018]
