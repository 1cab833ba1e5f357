"""What every part of the study page is and can say."""

from __future__ import annotations

from PySide6.QtCore import Signal

from deskapp.i18n import _, ngettext
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.screen import Screen

# The page that shows a record of a table; what is not named here is a part of the study page.
_PAGES = {"meeting": "meetings", "document": "documents", "key_task": "key_tasks"}


class StudyPart(Screen):
    """One tab of the study page: a screen that can ask for another tab."""

    part_requested = Signal(str, object)  # the name of another part, and what it should show

    def open_record(self, table: str, record_id: int) -> None:
        """Show a record where it is edited."""
        if table in _PAGES:
            self.page_requested.emit(_PAGES[table], record_id)
        else:
            self.part_requested.emit("entries", record_id)

    def tell_entered(self, number: int) -> None:
        """Say how many entries were made, and offer to take them back."""
        text = ngettext("{n} entry made", "{n} entries made", number).format(n=number)
        undo = NoticeAction(_("Undo"), lambda: self.attempt(self.workspace.undo))
        self.tell(text, undo)
