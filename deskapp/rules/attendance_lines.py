"""Read a line about attendance as a secretary writes it: 张三、李四请假;王五由赵六代.

What cannot be told for certain becomes a doubt, never a mark: the reading is shown before it
is applied, and a wrong mark is worse than a question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from deskapp.i18n import _
from deskapp.rules.attendance_reader import Named, PersonName, Reader, Rest
from deskapp.rules.attendance_words import NameFinder, State, words_of

__all__ = ["AttendanceReading", "Doubt", "Mark", "PersonName", "State", "read_attendance_line"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the line says of one person; `words` is the name as the line has it.

    stand_in_id is None for a stand-in nobody knows; a doubt then names him.
    """

    person_id: int
    state: State
    reason: str = ""
    stand_in_id: int | None = None
    late: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that were not understood, why not, and the ids of those who may be meant."""

    words: str
    why: str
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AttendanceReading:
    """All that a line says: the marks to apply, and the doubts to ask about."""

    marks: list[Mark]
    doubts: list[Doubt]


def read_attendance_line(
    text: str,
    people: Sequence[PersonName],
    others: Sequence[PersonName] = (),
    marked: Collection[int] = (),
) -> AttendanceReading:
    """Return the marks and doubts in the text.

    `people` are those expected at the meeting, the only ones who get marks; `others` may
    stand in for them. `marked` are the ids of those who have a mark already: it changes only
    when they are named, never as one of "the rest" or of "all".
    """
    expected = {person.id for person in people}
    everybody = [*people, *(other for other in others if other.id not in expected)]
    reader = Reader(everybody)
    for word in words_of(text, NameFinder(person.name for person in everybody)):
        reader.take(word)
    marks, doubts = _conclude(reader.named, expected)
    settled = set(marks).union(marked, *(doubt.candidates for doubt in doubts))
    rest = _marks_of_rest(reader.rest, (p.id for p in people if p.id not in settled))
    if reader.rest and not (rest or marks or doubts):
        doubts.append(Doubt(reader.rest.words, _("Everybody is marked already.")))
    return AttendanceReading([*marks.values(), *rest], doubts)


def _conclude(
    named: Iterable[Named], expected: Collection[int]
) -> tuple[dict[int, Mark], list[Doubt]]:
    marks: dict[int, Mark] = {}
    doubts: list[Doubt] = []
    for someone in named:
        someone.candidates = _likely(someone.candidates, expected)
        why = _why_in_doubt(someone, expected, marks)
        if why:
            doubts.append(Doubt(someone.words, why, _ids(someone)))
            continue
        mark = _mark_of(someone)
        marks[mark.person_id] = mark
        if someone.stand_in and mark.stand_in_id is None:
            why = _why_not_a_stand_in(someone.stand_in)
            doubts.append(Doubt(someone.stand_in.words, why, _ids(someone.stand_in)))
    return marks, doubts


def _likely(candidates: list[PersonName], expected: Collection[int]) -> list[PersonName]:
    """Return the candidates who are expected, or all of them when none is."""
    return [person for person in candidates if person.id in expected] or candidates


def _why_in_doubt(someone: Named, expected: Collection[int], marks: Collection[int]) -> str:
    """Return the sentence that says why no mark can be made, or an empty text."""
    if someone.puzzle:
        return someone.puzzle
    if not someone.candidates:
        return _("Nobody of this name is expected here.")
    if len(someone.candidates) > 1:
        return _("Several people have this name; write the unit before it.")
    person_id = someone.candidates[0].id
    if person_id not in expected:
        return _("This person is not on the list of the meeting.")
    if not someone.state and not someone.stand_in:
        return _("It is not said whether this person was present, excused or absent.")
    return _("This person is named twice.") if person_id in marks else ""


def _why_not_a_stand_in(stand_in: Named) -> str:
    if len(stand_in.candidates) > 1:
        return _("Several people have this name; write the unit before it.")
    if stand_in.candidates:
        return _("Nobody can stand in for himself.")
    return _("Nobody of this name is known who could stand in.")


def _mark_of(someone: Named) -> Mark:
    person_id = someone.candidates[0].id
    if not someone.stand_in:
        state = someone.state or "present"
        return Mark(person_id, state, someone.reason, None, someone.late, someone.words)
    stand_ins = _ids(someone.stand_in)
    known = len(stand_ins) == 1 and stand_ins[0] != person_id and not someone.stand_in.puzzle
    stand_in_id = stand_ins[0] if known else None
    return Mark(person_id, "stood_in", someone.reason, stand_in_id, someone.late, someone.words)


def _marks_of_rest(rest: Rest | None, person_ids: Iterable[int]) -> list[Mark]:
    if rest is None:
        return []
    return [Mark(i, rest.state, late=rest.late, words=rest.words) for i in person_ids]


def _ids(someone: Named) -> tuple[int, ...]:
    return tuple(dict.fromkeys(person.id for person in someone.candidates))
