"""The bulletin of a quarter as a paper: the fixed sentences with the numbers of the ledger."""

from __future__ import annotations

from sqlalchemy.orm import Session

from deskapp.queries.bulletin import BulletinFigures, bulletin_figures, last_quarter_begun
from deskapp.queries.facts import fact, working_day
from deskapp.records.fact import OFFICE_NAME
from deskapp.rules.bulletin import Line, Told, bulletin_lines
from deskapp.word.paper import Paper, Paragraph


def bulletin_paper(session: Session, year: int) -> Paper:
    """Return the bulletin of the last quarter that has begun on the ledger's working day."""
    quarter = last_quarter_begun(year, working_day(session, year))
    return bulletin_of_quarter(session, year, quarter)


def bulletin_of_quarter(session: Session, year: int, quarter: int) -> Paper:
    """Return the bulletin of a quarter (1 to 4) as it is told on the working day."""
    lines, _figures = read_bulletin(session, year, quarter)
    blocks = tuple(Paragraph(line.text(), line.style) for line in lines)
    return Paper(lines[0].text(), blocks)


def read_bulletin(session: Session, year: int, quarter: int) -> tuple[list[Line], BulletinFigures]:
    """Return the bulletin's lines, and the figures that its numbers lead to."""
    figures = bulletin_figures(session, year, quarter, working_day(session, year))
    told = Told(
        year=year,
        quarter=quarter,
        as_of=figures.as_of,
        is_over=figures.is_over,
        office=fact(session, OFFICE_NAME),
        numbers=figures.numbers,
        units_behind=figures.units_behind,
        units_silent=figures.units_silent,
    )
    return bulletin_lines(told), figures
