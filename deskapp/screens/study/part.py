"""What every part of the study page is and can say."""

from __future__ import annotations

from deskapp.i18n import ngettext
from deskapp.screens.places import place_of_record
from deskapp.widgets.screen import Screen


class StudyPart(Screen):
    """One tab of the study page."""

    def open_record(self, table: str, record_id: int) -> None:
        """Show a record where it is edited."""
        place = place_of_record(table, record_id)
        if place is None:
            return
        if place.page != "study":
            self.page_requested.emit(place.page, place.target)
        elif isinstance(place.target, tuple):
            self.part_requested.emit(*place.target)

    def tell_entered(self, number: int) -> None:
        """Say how many entries were made, and offer to take them back."""
        text = ngettext("{n} entry made", "{n} entries made", number).format(n=number)
        self.tell_undoable(text)
