"""The minutes of one meeting as a paper to sign and file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from deskapp.dates import long_date, shown_time
from deskapp.errors import ChangedElsewhere
from deskapp.i18n import _, ngettext
from deskapp.queries.attendance import AttendanceRow, list_attendance
from deskapp.queries.meetings import AgendaRow, list_agenda, list_decisions
from deskapp.queries.minutes import MinutesHead, minutes_head
from deskapp.records.meeting import AGENDA_KINDS
from deskapp.reports.paper_words import section, subsection
from deskapp.reports.words import BLANK
from deskapp.word.paper import Block, Paper, Paragraph

_CAME = ("present", "stood_in")


def minutes_paper(session: Session, meeting_id: int) -> Paper:
    """Return the minutes of a meeting: head, attendance, agenda, decisions, signatures.

    Raises ChangedElsewhere when the meeting is gone.
    """
    head = minutes_head(session, meeting_id)
    if head is None:
        raise ChangedElsewhere(
            _("This record was deleted elsewhere."), _("Go back to the list and look again.")
        )
    blocks = [
        Paragraph(head.title, "title"),
        Paragraph(_("Minutes"), "subtitle"),
        *_head(head),
        *_attendance(head, list_attendance(session, meeting_id)),
        *_course(session, meeting_id, head),
        *_end(head),
    ]
    return Paper(_("{meeting}: minutes").format(meeting=head.title), blocks)


def _line(label: str, text: str) -> Paragraph:
    return Paragraph(_("{label}: {text}").format(label=label, text=text))


# --- the head


def _head(head: MinutesHead) -> Iterator[Block]:
    yield _line(_("Time"), _when(head))
    yield _line(_("Place"), head.place)
    presider = " ".join(
        part for part in (head.presider_unit, head.presider_post, head.presider) if part
    )
    yield _line(_("Presider"), presider)
    recorder = " ".join(part for part in (head.recorder_unit, head.recorder) if part)
    yield _line(_("Recorder"), recorder)


def _when(head: MinutesHead) -> str:
    hours = "—".join(shown_time(hour) for hour in (head.starts_at, head.ends_at) if hour)
    return f"{long_date(head.held_on)} {hours}".strip()


# --- who was there


def _attendance(head: MinutesHead, people: Sequence[AttendanceRow]) -> Iterator[Block]:
    """Yield a line of counts and one for each kind of attendance; names stand by their units."""
    invited = [person for person in people if person.invited]
    came = [person for person in people if person.state in _CAME]
    excused = [person for person in invited if person.state == "excused"]
    absent = [person for person in invited if person.state == "absent"]
    if people:
        yield Paragraph(_counts(invited, excused, absent))
    sitting_in = [person for person in came if person.role == "sits_in"]
    attending = [person for person in came if person.role != "sits_in"]
    groups = (
        (_("Attending"), attending),
        (_("Sitting in"), sitting_in),
        (_("Excused"), excused),
        (_("Absent"), absent),
    )
    for label, group in groups:
        if group:
            yield _line(_people(label, len(group)), _names(group))
    if head.outsiders:
        yield Paragraph(_people(_("Guests from outside"), head.outsiders))


def _counts(
    invited: Sequence[AttendanceRow],
    excused: Sequence[AttendanceRow],
    absent: Sequence[AttendanceRow],
) -> str:
    came = sum(person.state in _CAME for person in invited)
    return _("Expected {expected}, came {came}, excused {excused}, absent {absent}.").format(
        expected=len(invited), came=came, excused=len(excused), absent=len(absent)
    )


def _people(label: str, number: int) -> str:
    text = ngettext("{label} ({number} person)", "{label} ({number} people)", number)
    return text.format(label=label, number=number)


def _names(people: Sequence[AttendanceRow]) -> str:
    """Return the names behind the names of their units, in office order."""
    units = [
        f"{unit} {_(', ').join(_name(person) for person in of_unit)}"
        for unit, of_unit in groupby(people, key=lambda person: person.unit)
    ]
    return _("; ").join(units)


def _name(person: AttendanceRow) -> str:
    if person.state == "stood_in" and person.stand_in:
        return _("{name} ({stand_in} stood in)").format(name=person.name, stand_in=person.stand_in)
    if person.state in ("excused", "absent") and person.reason:
        return _("{name} ({reason})").format(name=person.name, reason=person.reason)
    return person.name


# --- what happened


def _course(session: Session, meeting_id: int, head: MinutesHead) -> Iterator[Block]:
    agenda = list_agenda(session, meeting_id)
    decisions = [row.text for row in list_decisions(session, meeting_id)]
    parts: list[tuple[str, list[Block]]] = [
        (_("Agenda"), [block for n, row in enumerate(agenda, 1) for block in _item(n, row)]),
        (_("Minutes"), [Paragraph(head.minutes)] if head.minutes.strip() else []),
        (_("Decisions"), list(_decisions(decisions))),
    ]
    written = [(heading, blocks) for heading, blocks in parts if blocks]
    for number, (heading, blocks) in enumerate(written, start=1):
        yield Paragraph(section(number, heading), "heading")
        yield from blocks


def _item(number: int, row: AgendaRow) -> Iterator[Block]:
    heading = _("{label}: {text}").format(label=_(AGENDA_KINDS[row.kind]), text=row.title)
    yield Paragraph(subsection(number, heading), "subheading")
    if row.speakers:
        yield _line(_("Speakers"), row.speakers)
    if row.documents:
        titles = _(", ").join(
            _("“{document}”").format(document=title) for _id, title in row.documents
        )
        yield _line(_("Documents"), titles)
    if row.minutes.strip():
        yield Paragraph(row.minutes)


def _decisions(texts: Sequence[str]) -> Iterator[Block]:
    for number, text in enumerate(texts, start=1):
        yield Paragraph(f"{number}. {text}" if len(texts) > 1 else text)


def _end(head: MinutesHead) -> Iterator[Block]:
    """Yield the line that ends the minutes, and where presider and recorder sign."""
    if head.state != "planned":
        yield Paragraph(_("The meeting was adjourned."))
    roles = (_("Presider"), _("Recorder"))
    signers = [_("{role} (signature):").format(role=role) for role in roles]
    yield Paragraph("")
    yield Paragraph(BLANK.join([*signers, ""]))
