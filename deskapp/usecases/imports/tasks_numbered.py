"""Tell whether the number of a row leads to its task, or to another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskapp.i18n import N_, _, ngettext
from deskapp.queries.names_known import name_key
from deskapp.rules.similarity import bigrams, likeness
from deskapp.usecases.imports.kind import Values
from deskapp.usecases.imports.questions import Questions
from deskapp.usecases.imports.rows import ADDED, LEFT_OUT, Choice, ReadRow

# Below this a text is not a corrected one, but another.
_ALIKE = 0.4
_SHORT = 30
_OVER = "over"
_CHOICES = {
    ADDED: N_("Add it as a new task"),
    _OVER: N_("Write over the task there is"),
    LEFT_OUT: N_("Skip this row"),
}


class TasksNumbered:
    """Gives rows their numbers; a table numbers its own tasks, not those of the ledger.

    A row whose text differs from the task under its number is the task with its text, and
    where there is none a new one, unless the person answers otherwise.
    """

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._last: dict[int, int] = {}
        self._stored: Mapping[int, Values] = {}
        self._by_text: dict[tuple[int, str], int] = {}
        self._added = 0

    def note(self, row: ReadRow) -> None:
        """Keep the number of a row from being given to another one."""
        self._take(row.values.get("year"), row.values.get("number"))

    def note_stored(self, records: Mapping[int, Values]) -> None:
        """Keep the numbers that are taken, and the texts by which tasks are known too."""
        self._stored = records
        for row_id, record in records.items():
            self._take(record["year"], record["number"])
            self._by_text.setdefault((record["year"], name_key(record["text"])), row_id)

    def recognised(self, row: ReadRow) -> None:
        """Look whether a row is the task that it was taken for; give a new task its number."""
        year = row.values.get("year")
        if year is None:
            return
        if row.existing_id is not None and "text" in row.values:
            self._look_at_text(row, year, self._stored[row.existing_id]["text"])
        if row.existing_id is None and row.values.get("number") is None:
            self._last[year] = row.values["number"] = self._last.get(year, 0) + 1

    def refuse_second(self, rows: Sequence[ReadRow]) -> None:
        """Complain about a row that was found, by its text, to be the task of another row."""
        first: dict[int, int] = {}
        for row in rows:
            if row.existing_id is None or row.problems:
                continue
            number = first.setdefault(row.existing_id, row.number)
            if number != row.number:
                twice = _(
                    "“{name}” stands in row {row} already; delete one, or write another name."
                )
                name = str(row.values.get("text", ""))
                self._questions.complain(row, "text", twice.format(name=name, row=number))

    def remarks(self) -> list[str]:
        """Return what became of the rows that have the number of another task."""
        if not self._added:
            return []
        text = ngettext(
            "{n} row has the number of another task in the ledger and is added as a new one.",
            "{n} rows have the number of another task in the ledger and are added as new ones.",
            self._added,
        )
        return [text.format(n=self._added)]

    def _take(self, year: int | None, number: int | None) -> None:
        if year is not None and number is not None:
            self._last[year] = max(self._last.get(year, 0), number)

    def _look_at_text(self, row: ReadRow, year: int, there: str) -> None:
        text = str(row.values["text"])
        if likeness(bigrams(there), bigrams(text)) >= _ALIKE:
            return
        same = self._by_text.get((year, name_key(text)))
        if same is not None:
            row.existing_id, row.values["number"] = same, self._stored[same]["number"]
            return
        answer = self._asked(row, year, text, there)
        if answer == ADDED:
            row.existing_id = None
            del row.values["number"]
            self._added += 1
        elif answer == LEFT_OUT:
            _say_nothing_else(row)

    def _asked(self, row: ReadRow, year: int, text: str, there: str) -> str:
        number = row.values["number"]
        what = _("No. {number} is another task in the ledger, “{there}”; this row reads “{text}”.")
        return self._questions.ask(
            row,
            "text",
            f"task {year} {number} {name_key(text)[:60]} {name_key(there)[:60]}",
            text,
            what.format(number=number, there=_short(there), text=_short(text)),
            [Choice(value, _(label)) for value, label in _CHOICES.items()],
            otherwise=ADDED,
        )


def _say_nothing_else(row: ReadRow) -> None:
    """Let a skipped row change nothing, make nothing, and ask only whether it is skipped."""
    row.values = {name: row.values[name] for name in ("year", "number")}
    row.doubts = row.doubts[-1:]
    row.problems.clear()
    row.unknown.clear()


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
