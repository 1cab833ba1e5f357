"""deskapp check tells the gaps of the year: the same as the home page, from the same queries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from deskapp.database import open_ledger
from deskapp.queries.completeness import GAP_KINDS
from deskapp.queries.completeness.year import gap_counts
from deskapp.queries.facts import working_day


def _counts(ledger: Path) -> dict[str, int]:
    database = open_ledger(ledger)
    with database.reading() as session:
        counts = gap_counts(session, 2021, working_day(session, 2021))
    database.close()
    return {kind: number for kind, number in counts.items() if number}


def test_each_kind_is_told_with_its_count_and_its_first_records(call: Any, ledger: Path) -> None:
    lines = call("check", "--ledger", ledger).out.splitlines()

    counts = _counts(ledger)
    told = [line for line in lines[2:] if not line.startswith("  ")]
    assert told == [f"{GAP_KINDS[kind].heading}: {number}" for kind, number in counts.items()]
    most = max(counts.values())
    assert any(line == f"  … and {most - 5} more" for line in lines)


def test_all_records_are_told_when_they_are_asked_for(call: Any, ledger: Path) -> None:
    lines = call("check", "--ledger", ledger, "--all").out.splitlines()

    assert sum(line.startswith("  ") for line in lines) == sum(_counts(ledger).values())


def test_another_program_reads_the_gaps_as_json(call: Any, ledger: Path) -> None:
    answer = call("check", "--ledger", ledger, "--json", "--all")

    found = json.loads(answer.out)
    assert answer.status == 0
    assert (found["year"], found["as_of"]) == (2021, "2021-11-10")
    assert {gap["kind"]: gap["count"] for gap in found["gaps"]} == _counts(ledger)
    assert all(len(gap["records"]) == gap["count"] for gap in found["gaps"])
    assert {"table", "id", "subject", "days"} == set(found["gaps"][0]["records"][0])
