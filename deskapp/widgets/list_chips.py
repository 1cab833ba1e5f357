"""Chips that name the lists of a page, each with the number of its rows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QToolButton

from deskapp.i18n import N_, _
from deskapp.widgets.filter_chips import FilterChips


class ListChips:
    """One chip a list, one of them pressed always: the usual one when no other is.

    Without a usual list it is that of all rows, whose name is None and which comes first.
    `said` fills the places in the words of the lists, such as {days}.
    """

    def __init__(
        self, chips: FilterChips, lists: Mapping[str, str], usual: str | None = None, **said: object
    ) -> None:
        self._chips, self._usual = chips, usual
        self._words: dict[str | None, str] = {} if usual else {None: N_("All")}
        self._words.update(lists)
        chips.add_group(
            "list", [(name, _(words).format(**said)) for name, words in self._words.items()]
        )
        buttons = chips.findChildren(QToolButton)
        self.buttons = dict(zip(self._words, buttons, strict=True))
        self.buttons[usual].setChecked(True)
        chips.changed.connect(self._press_usual_if_none)

    @property
    def chosen(self) -> str | None:
        """Return the list that is shown."""
        name: str | None = self._chips.value("list")
        return name or self._usual

    def show_numbers(
        self, numbers: Mapping[str, int], *, total: int | None = None, **said: object
    ) -> None:
        """Show how many rows each list holds; `total` is that of the list of all rows."""
        for name, button in self.buttons.items():
            number = total if name is None else numbers[name]
            button.setText(f"{_(self._words[name]).format(**said)} {number}")
            button.setAccessibleName(button.text())

    def _press_usual_if_none(self) -> None:
        self.buttons[self._usual].setChecked(self.chosen == self._usual)
