"""The compendium of the practices that a year's distinctive experience was made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from deskapp.dates import long_date
from deskapp.i18n import _, ngettext
from deskapp.queries.facts import fact, working_day
from deskapp.queries.practices import PracticeForm, practice_forms
from deskapp.records.fact import OFFICE_NAME
from deskapp.reports.paper_words import section
from deskapp.rules.practice_states import ADOPTION_LEVELS
from deskapp.word.paper import Block, PageBreak, Paper, PaperTable, Paragraph

_ABOVE_THE_TITLE = 6  # lines of the cover
_BELOW_THE_TITLE = 9


def compendium_paper(session: Session, year: int) -> Paper:
    """Return cover, contents, and each adopted practice of the year on a page of its own.

    They come by level, the highest first, then in office order.
    """
    today = working_day(session, year)
    forms = practice_forms(session, year, today=today, adopted_only=True)
    title = _("Compendium of the distinctive practices of {year}").format(year=year)
    blocks = [
        *_cover(title, fact(session, OFFICE_NAME), today),
        PageBreak(),
        *_contents(forms),
        *(block for form in forms for block in _practice(form)),
    ]
    return Paper(title, blocks, has_cover=True)


def _cover(title: str, office: str, day: date) -> Iterator[Block]:
    yield from [Paragraph("")] * _ABOVE_THE_TITLE
    yield Paragraph(title, "title")
    yield from [Paragraph("")] * _BELOW_THE_TITLE
    yield Paragraph(office, "subtitle")
    yield Paragraph(long_date(day), "subtitle")


def _contents(forms: Sequence[PracticeForm]) -> Iterator[Block]:
    yield Paragraph(_("Contents"), "title")
    number = 0
    for level, found in groupby(forms, key=lambda form: form.row.adoption_level):
        of_level = list(found)
        yield Paragraph(_level_heading(level, len(of_level)), "heading")
        rows = [
            [str(place), form.row.title, form.row.unit]
            for place, form in enumerate(of_level, start=number + 1)
        ]
        number += len(of_level)
        yield PaperTable([_("No."), _("Practice"), _("Unit")], rows, [6, 40, 24])


def _level_heading(level: str | None, number: int) -> str:
    text = ngettext("{level}: {number} practice", "{level}: {number} practices", number)
    return text.format(level=_(ADOPTION_LEVELS[level]) if level else "", number=number)


def _practice(form: PracticeForm) -> Iterator[Block]:
    row = form.row
    yield PageBreak()
    yield Paragraph(row.title, "title")
    yield Paragraph(row.branch or row.unit, "subtitle")
    parts = (
        (_("Background"), form.background),
        (_("Main approach"), form.approach),
        (_("Effect"), form.effect),
        (_("What to spread"), form.to_spread),
    )
    written = [(heading, text) for heading, text in parts if text.strip()]
    for number, (heading, text) in enumerate(written, start=1):
        yield Paragraph(section(number, heading), "heading")
        yield Paragraph(text.strip())
    day = row.summarised_on or row.adopted_on
    yield Paragraph("\n".join(filter(None, (row.unit, long_date(day)))), "signature")
