"""Write the minutes of the open meeting as a Word document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from deskapp.i18n import _
from deskapp.reports.minutes import minutes_paper
from deskapp.screens.supervision.written import FileWriting
from deskapp.widgets.record_page import RecordPage

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write_minutes(page: RecordPage, files: FileWriting) -> None:
    """Save what is typed, ask for a file, and write the minutes to it in the background."""
    meeting_id = page.current_id
    if meeting_id is None or not page.save_if_dirty():
        return

    def write(path: Path, session: Any) -> None:
        # Loading the library of Word documents takes a while, and few need it.
        from deskapp.word.writer import write_paper

        write_paper(path, minutes_paper(session, meeting_id))

    name = _("{meeting}: minutes").format(meeting=page.detail.heading())
    files.write(f"{' '.join(_NOT_IN_NAMES.sub(' ', name).split())}.docx", write)
