"""What a recalculated appraisal must show, by the plain reading, and what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from proof.plain_ledger import Ledger, Record
from proof.plain_scores import PlainScores

RowsBySheet = Mapping[str, list[list[str]]]
Shown = dict[tuple[str, str, str | int], float | str]
"""Points, places and grades by sheet, whose they are, and what they are of."""

OWN = "scoring sheet"
QUOTA_WORDS = {
    "at_line": "at the line of the quota",
    "over": "beyond the quota, to be decided",
}
SECTIONS = {"ordinary": "Ordinary points", "bonus": "Bonus points", "deduction": "Deductions"}


def expected_in(ledger: Ledger, scheme: Record, plain: PlainScores) -> Shown:
    """Return what the plain reading makes of every score, sum, place and grade."""
    indicators = [one for one in ledger.all("indicator") if one["scheme_id"] == scheme["id"]]
    order = sorted(indicators, key=lambda one: (list(SECTIONS).index(one["section"]), one["id"]))
    table = "unit" if scheme["appraised"] == "units" else "branch"
    found: Shown = {}
    for subject in plain.totals:
        name = ledger.get(table, subject)["name"]
        for place, what, value in _of_subject(order, subject, plain):
            found[place, name, what] = value
    return found


def _of_subject(
    indicators: list[Record], subject: int, plain: PlainScores
) -> Iterator[tuple[str, str | int, float | str]]:
    for number, indicator in enumerate(indicators, start=1):
        points = float(plain.points[subject, indicator["id"]])
        yield OWN, number, points
        yield "Score details", number, points
    for section in {one["section"] for one in indicators}:
        points = float(plain.sections[subject, section])
        yield OWN, SECTIONS[section], points
        if section != "ordinary":
            yield "Summary", SECTIONS[section], points
    for level1 in {one["level1"] for one in indicators if one["section"] == "ordinary"}:
        yield "Summary", level1, float(plain.level1[subject, level1])
    for sheet in (OWN, "Summary", "Score details", "Ranking"):
        yield sheet, "total", float(plain.totals[subject])
        yield sheet, "rank", float(plain.ranks[subject])
        if sheet != "Score details":
            yield sheet, "grade", plain.grades[subject]
            if subject in plain.quotas:
                yield sheet, "quota", QUOTA_WORDS[plain.quotas[subject]]


def shown_in(book: RowsBySheet) -> Shown:
    """Return every score, sum, place and grade that a recalculated workbook shows."""
    found: Shown = {}
    names = [row[1] for row in book["Summary"] if row[0].isdigit()]
    for name in names:
        for what, value in _on_scoring_sheet(book[name]):
            found[OWN, name, what] = value
    for sheet in ("Summary", "Score details", "Ranking"):
        for name, what, value in _in_table(sheet, book[sheet]):
            found[sheet, name, what] = value
    return found


def _on_scoring_sheet(rows: list[list[str]]) -> Iterator[tuple[str | int, float | str]]:
    for row in rows:
        if row[0].isdigit():
            yield int(row[0]), float(row[7])
        elif row[2] == "Subtotal":
            yield row[1], float(row[7])
        elif row[1] == "Total":
            yield "total", float(row[7])
        elif row[1] == "Place in the ranking":
            yield "rank", float(row[7].partition("/")[0])
        elif row[1] == "Grade":
            yield "grade", row[7]
            if row[8] in QUOTA_WORDS.values():  # else why the grade was decided on
                yield "quota", row[8]


_NAMES = {
    "Total score": "total",
    "Place in the ranking": "rank",
    "Grade": "grade",
    "Quota": "quota",
}


def _in_table(sheet: str, rows: list[list[str]]) -> Iterator[tuple[str, str | int, Any]]:
    """Yield what a table of all appraised shows; its scores in detail by their number."""
    first = next((i for i, row in enumerate(rows) if row[0].isdigit()), None)
    if first is None:
        return  # nobody is appraised
    heads = [text.partition("\n")[0] for text in rows[first - 1]]
    if sheet == "Score details":
        # Its heads stand in two rows, and the columns before and behind the scores in the upper.
        heads = [
            _NAMES.get(upper, str(n - 1)) for n, upper in enumerate(rows[first - 2][: len(heads)])
        ]
    for row in rows[first:]:
        if not row[0].isdigit():
            return
        for place, (head, text) in enumerate(zip(heads, row, strict=False)):
            what = _NAMES.get(head, head)
            if place == 1 or (place == 0 and sheet != "Ranking") or not head:
                continue
            if what == "quota" and not text:
                continue
            yield row[1], int(what) if what.isdigit() else what, _value(what, text)


def _value(what: str, text: str) -> float | str:
    return text if what in ("grade", "quota") else float(text)
