"""Begin a practice that grew from the open meeting."""

from __future__ import annotations

from deskapp.screens.meetings.detail import MeetingDetail
from deskapp.screens.practices.new_practice import NewPractice
from deskapp.widgets.record_page import RecordPage


def begin_practice(page: RecordPage) -> None:
    """Save the open meeting, and ask for a new practice of its host."""
    detail = page.detail
    if page.current_id is not None and isinstance(detail, MeetingDetail) and page.save_if_dirty():
        meeting = detail.draft
        wanted = NewPractice(
            unit_id=meeting.host_unit_id, branch_id=meeting.host_branch_id, meeting_id=meeting.id
        )
        page.page_requested.emit("practices", wanted)
