"""Search everything from the top bar, in the background, and open what was chosen."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.queries.search import Hit, HitGroup, search, search_kind
from deskapp.records.registry import KINDS
from deskapp.rules.searching import search_words
from deskapp.widgets.search_line import SearchLine
from deskapp.widgets.search_palette import FoundGroup, SearchPalette
from deskapp.workspace.workspace import Workspace


class SearchEverything(QObject):
    """Answers the box; an answer that is no longer asked for is dropped."""

    hit_chosen = Signal(object)  # Hit
    failed = Signal(object)  # LedgerError

    def __init__(
        self, box: SearchPalette, workspace: Workspace, pages: frozenset[str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.box = box
        self.workspace = workspace
        self.pages = pages
        self._asked = 0
        box.asked.connect(self._on_asked)
        box.more_wanted.connect(self._on_more_wanted)
        box.opened.connect(self.hit_chosen)

    def _on_asked(self, typed: str) -> None:
        year = self.workspace.year
        self._ask(lambda: self.workspace.ask(search, typed, year, self.pages))

    def _on_more_wanted(self, kind: str) -> None:
        typed, year = self.box.words(), self.workspace.year
        self._ask(lambda: [self.workspace.ask(search_kind, typed, year, kind)])

    def _ask(self, answer: Any) -> None:
        self._asked += 1
        self.workspace.in_background(
            lambda _progress, _cancelled: answer(),
            title=_("Search everything"),
            on_done=partial(self._on_answered, self._asked),
            on_failed=self._on_failed,
            is_shown=False,
        )

    def _on_answered(self, number: int, groups: list[HitGroup]) -> None:
        if number == self._asked:
            self.box.show_found(search_words(self.box.words()), [_group(one) for one in groups])

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, LedgerError):
            self.failed.emit(error)


def _group(group: HitGroup) -> FoundGroup:
    number = _("more than {number}").format(number=group.number - 1) if group.is_cut else ""
    heading = f"{_(KINDS[group.kind].label)}  {number or group.number}"
    more = ""
    if not group.is_whole:
        more = _("Show all {number}").format(number=group.number)
        if group.is_cut:
            more = _("Show the first {number}").format(number=group.number - 1)
    return FoundGroup(group.kind, heading, [_line(hit) for hit in group.hits], more)


def _line(hit: Hit) -> SearchLine:
    # A day in the context says the year already.
    is_said = hit.year is None or f"{hit.year}-" in hit.context
    year = "" if is_said else str(hit.year)
    return SearchLine("hit", hit.title, hit.context, year, hit.excerpt, hit)
