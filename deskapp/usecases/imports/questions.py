"""Ask about the cells that nobody should guess, and note what is wrong with the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from deskapp.errors import Problem
from deskapp.i18n import _
from deskapp.usecases.imports.kind import Setting
from deskapp.usecases.imports.rows import LEFT_OUT, Choice, Doubt, ReadRow
from deskapp.usecases.imports.table import Table


class Questions:
    """Puts problems and doubts into the rows; a doubt that was answered is no problem."""

    def __init__(self, table: Table, setting: Setting) -> None:
        self._table, self._setting = table, setting

    def complain(self, row: ReadRow, name: str, what: str) -> None:
        """Note a problem of one cell of a row."""
        place = self._table.place(row.number, name)
        row.problems.append(Problem(self._table.sheet, place, what))

    def ask(
        self,
        row: ReadRow,
        name: str,
        key: str,
        text: str,
        what: str,
        choices: Sequence[Choice],
        *,
        table: str = "",
        allowed: Collection[int] = (),
        otherwise: str = "",
    ) -> str:
        """Return the answer to a doubtful cell; without one it is a problem of the row.

        `allowed` are the ids of the records of `table`, any of which may be the answer.
        `otherwise` is the answer in force until a person gives another.
        """
        answer = self._setting.answers.get(key, "")
        known = answer in {choice.value for choice in choices}
        if not known and not (answer.isdecimal() and int(answer) in allowed):
            answer = otherwise
        place = self._table.place(row.number, name)
        doubt = Doubt(key, row.number, place, name, text, what, tuple(choices), table, answer)
        row.doubts.append(doubt)
        if not answer:
            self.complain(row, name, what)
        elif answer == LEFT_OUT:
            row.hints.append(_("“{text}” is left out, as was answered.").format(text=text))
        return answer
