"""One practice with all it holds: a tab for each part, saved together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskapp.errors import FieldProblems
from deskapp.i18n import N_, _
from deskapp.queries.facts import colour_rules
from deskapp.queries.key_tasks import units_of_branches
from deskapp.queries.practice_duplicates import possible_duplicates
from deskapp.rules.practice_states import NEXT_STATE, missing_for
from deskapp.screens.files import FilesPanel
from deskapp.screens.practices.duplicates import DuplicatesNotice
from deskapp.screens.practices.forms import (
    TEXTS,
    facts_form,
    show_what_is_reached,
    texts_form,
)
from deskapp.screens.practices.new_practice import NewPractice
from deskapp.screens.practices.sources import PracticeSources
from deskapp.screens.practices.state_bar import PracticeStateBar
from deskapp.screens.practices.words import state_in_words, state_tone, time_in_words, time_tone
from deskapp.settings import Settings
from deskapp.usecases.practices import PracticeDraft, open_practice, save_practice
from deskapp.widgets.field_editor import commit_input_method
from deskapp.widgets.form_stack import scrolled, settle_layouts
from deskapp.widgets.record_detail import RecordDetail
from deskapp.widgets.tabs import Tabs
from deskapp.workspace.workspace import Workspace

TABS = ("facts", "texts", "sources", "files")
_TAB_WORDS = {
    "facts": N_("Basics"),
    "texts": N_("Texts"),
    "sources": N_("Grew from"),
    "files": N_("Files"),
}
_PAUSE = 400  # milliseconds after the last key, before doubles are looked for


class PracticeDetail(RecordDetail):
    """The right side of the practices page."""

    step_asked = Signal(str, object)  # the state, and the adoption level or None
    practice_requested = Signal(int)
    opens = staticmethod(open_practice)

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.draft = PracticeDraft()
        self._can_write = workspace.can_write
        self._was_dirty = False
        self._today = date.today()
        self._soon = 0
        self.facts = facts_form(workspace)
        self.texts = texts_form()
        self.forms = {"facts": self.facts, "texts": self.texts}
        self.sources = PracticeSources(workspace)
        self.files = FilesPanel(workspace, "practice_id")
        self.bar = PracticeStateBar()
        self.duplicates = DuplicatesNotice()
        self.tabs = Tabs()
        self._looking = QTimer(self)
        self._lay_out()
        self._connect(enter_goes_on=settings.enter_goes_on)

    def _lay_out(self) -> None:
        self.tabs.setDocumentMode(True)
        pages: dict[str, QWidget] = {
            "facts": scrolled(self.facts),
            "texts": scrolled(self.texts),
            "sources": self.sources,
            "files": self.files,
        }
        for name in TABS:
            self.tabs.addTab(pages[name], _(_TAB_WORDS[name]))
        self.tabs.tabBar().setAccessibleName(_("Parts of the practice"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.duplicates)
        layout.addWidget(self.tabs, 1)

    def _connect(self, *, enter_goes_on: bool) -> None:
        for form in self.forms.values():
            form.enter_goes_on = enter_goes_on
            form.dirty_changed.connect(self._say_dirty)
            form.save_requested.connect(self.save_requested)
            form.changed.connect(self._on_typed)
        self.sources.changed.connect(self._on_sources)
        self.files.count_changed.connect(lambda _number: self._show_counts())
        self.bar.step_asked.connect(self._on_step)
        self.duplicates.open_requested.connect(self.practice_requested)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_PAUSE)
        self._looking.timeout.connect(self._look_for_doubles)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        settle_layouts(self)

    # --- opening

    def open_record(self, record_id: int) -> None:
        self._show(self.workspace.ask(open_practice, record_id))

    def open_new(self) -> None:
        self._show(PracticeDraft(year=self.workspace.year))
        self.tabs.setCurrentIndex(0)

    def begin(self, wanted: NewPractice) -> None:
        """Fill a new practice with what another page knows of it."""
        units = self.workspace.ask(units_of_branches, [wanted.branch_id or 0])
        values = {
            "title": wanted.title,
            "unit_id": units.get(wanted.branch_id or 0, wanted.unit_id),
            "branch_id": wanted.branch_id,
        }
        for name, value in values.items():
            self.facts.editors[name].set_value(value)
        self.facts.mark_dirty()
        tasks = [] if wanted.key_task_id is None else [wanted.key_task_id]
        meetings = [] if wanted.meeting_id is None else [wanted.meeting_id]
        self.sources.show_sources(tasks, meetings)
        self.sources.is_dirty = bool(tasks or meetings)
        self._show_counts()
        self._look_for_doubles()

    def _show(self, draft: PracticeDraft) -> None:
        self.draft = draft
        self._today = self.workspace.today
        self._soon = self.workspace.ask(colour_rules).due_soon_days
        for form in self.forms.values():
            form.show_draft(draft)
        show_what_is_reached(self.facts, draft.state)
        self.sources.show_sources(draft.key_task_ids, draft.meeting_ids)
        self.files.open_record(draft.id)
        self.tabs.setTabEnabled(TABS.index("files"), draft.id is not None)
        hint = "" if draft.id is not None else _("Save the new practice first.")
        self.tabs.setTabToolTip(TABS.index("files"), hint)
        self._show_bar()
        self._show_counts()
        self._look_for_doubles()
        self._say_dirty()
        self.heading_changed.emit()
        settle_layouts(self)

    def _show_bar(self) -> None:
        state = self.draft.state
        if self.draft.id is None or state is None:
            self.bar.hide()
            return
        times = (state, self.draft.due_on, self.draft.summarised_on, self._today)
        following = NEXT_STATE.get(state)
        self.bar.show_step(
            state,
            time=time_in_words(*times),
            tone_of_time=time_tone(*times, self._soon),
            missing=missing_for(following, self._typed_texts()) if following else (),
            can_write=self._can_write,
        )

    def _typed_texts(self) -> dict[str, str]:
        return {name: str(editor.value()) for name, editor in self.texts.editors.items()}

    def _show_counts(self) -> None:
        written = sum(bool(text.strip()) for text in self._typed_texts().values())
        counts = {
            "texts": f"{written}/{len(TEXTS)}",
            "sources": str(self.sources.number() or ""),
            "files": str(self.files.table.rows.rowCount() or ""),
        }
        for place, name in enumerate(TABS):
            words = f"{_(_TAB_WORDS[name])} {counts.get(name, '')}".strip()
            self.tabs.setTabText(place, words)

    # --- while it is edited

    def _on_typed(self, _name: str) -> None:
        self._looking.start()
        self._show_counts()
        self._show_bar()

    def _on_sources(self) -> None:
        self._looking.start()
        self._show_counts()
        self._say_dirty()

    def _look_for_doubles(self) -> None:
        """Point out practices like the one that is being typed."""
        self._looking.stop()
        typed = self._typed()
        found = self.workspace.ask(possible_duplicates, typed) if typed.title.strip() else []
        self.duplicates.show_hints(found)

    def _typed(self) -> PracticeDraft:
        """Return the draft with what is typed by now."""
        values: dict[str, Any] = {}
        for form in self.forms.values():
            values |= {name: editor.value() for name, editor in form.editors.items()}
        values["key_task_ids"] = self.sources.tasks.ids()
        values["meeting_ids"] = self.sources.meetings.ids()
        return replace(self.draft, **values)

    def _on_step(self, state: str, level: str | None) -> None:
        """Go on, unless something is missing: then show where it belongs."""
        missing = missing_for(state, self._typed_texts())
        if missing:
            self.show_tab("texts")
            said = _("Needed before it goes on.")
            self.texts.show_complaints(dict.fromkeys(missing, said))
        elif state != "adopted" or level is not None:
            self.step_asked.emit(state, level)

    # --- saving

    def is_dirty(self) -> bool:
        return self.sources.is_dirty or any(form.is_dirty for form in self.forms.values())

    def _say_dirty(self) -> None:
        if self.is_dirty() != self._was_dirty:
            self._was_dirty = self.is_dirty()
            self.dirty_changed.emit(self._was_dirty)

    def save(self) -> int | None:
        commit_input_method()
        for name, form in self.forms.items():
            if not form.check():
                self.show_tab(name)
                return None
        draft, sources_changed = self._typed(), self.sources.is_dirty
        # Clean from here on: the save makes every page read again, this one too.
        self._mark(dirty=False)
        try:
            return self.workspace.do(save_practice, draft)
        except FieldProblems as problems:
            self._mark(dirty=True, sources=sources_changed)
            self._show_complaints(problems.by_field)
            return None
        except BaseException:
            self._mark(dirty=True, sources=sources_changed)
            raise

    def _mark(self, *, dirty: bool, sources: bool = False) -> None:
        for form in self.forms.values():
            form.mark_dirty() if dirty else form.mark_clean()
        self.sources.is_dirty = sources
        self._say_dirty()

    def _show_complaints(self, complaints: Mapping[str, str]) -> None:
        """Show each sentence in the form that has its field; what none has, in the first."""
        in_texts = {name: complaints[name] for name in TEXTS if name in complaints}
        others = {name: text for name, text in complaints.items() if name not in in_texts}
        self.texts.show_complaints(in_texts)
        self.facts.show_complaints(others)
        self.show_tab("facts" if others else "texts")

    # --- the frame's questions

    def heading(self) -> str:
        return _("New practice") if self.draft.id is None else self.draft.title

    def badge(self) -> tuple[str, str]:
        if self.draft.id is None or self.draft.state is None:
            return "", ""
        return state_in_words(self.draft.state), state_tone(self.draft.state)

    def set_read_only(self, read_only: bool) -> None:
        self._can_write = not read_only
        for form in self.forms.values():
            form.set_read_only(read_only)
        self.sources.set_read_only(read_only)
        self.files.set_read_only(read_only)
        self._show_bar()

    def show_tab(self, name: str) -> None:
        """Show one of the tabs."""
        self.tabs.setCurrentIndex(TABS.index(name))

    def focus_first(self) -> None:
        """Put the cursor where the open tab begins."""
        name = TABS[self.tabs.currentIndex()]
        if name in self.forms:
            self.forms[name].focus_first()
        else:
            self.tabs.currentWidget().focusNextChild()
