"""The attendance list by keyboard: find a person, mark him, go on to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from deskapp.i18n import _
from deskapp.queries.attendance import AttendanceRow
from deskapp.screens.attendance.jump import DIGIT_MARKS, NameJump, mark_of_letter
from deskapp.screens.attendance.model import AttendanceModel
from deskapp.screens.attendance.overlay import JumpOverlay
from deskapp.screens.attendance.view import AttendanceView, Finder
from deskapp.usecases.attendance import AttendanceMark
from deskapp.widgets.field_editor import Choice
from deskapp.widgets.offering_line import OfferingLine

Marks = Sequence[AttendanceMark]
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AttendanceTable(AttendanceView):
    """One list of people in office order; `apply_marks` saves marks, and says if it could."""

    removal_wanted = Signal()
    walk_in_wanted = Signal(str)  # the initials typed so far
    undo_wanted = Signal()
    names_pasted = Signal(str)

    def __init__(
        self,
        model: AttendanceModel,
        apply_marks: Callable[[Marks], bool],
        find_people: Finder,
        find_reasons: Finder,
    ) -> None:
        super().__init__(model)
        self.can_mark = True
        self._apply_marks = apply_marks
        self._find_people = find_people
        self._find_reasons = find_reasons
        self._jump: NameJump | None = None
        self._overlay = JumpOverlay(self)
        model.modelReset.connect(self.end_search)

    @property
    def is_searching(self) -> bool:
        """Return whether letters are initials now."""
        return self._jump is not None

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.names_pasted.emit(QGuiApplication.clipboard().text())
        elif event.modifiers() & ~_PLAIN or not self._take(event):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        if self._jump is not None and self._take_in_search(event):
            return True
        text = event.text().lower()
        if text in ("+", "="):  # one key, with and without Shift
            self._want_walk_in()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif self.current_row() < 0:
            return False
        elif event.key() == Qt.Key.Key_Space:
            self._on_space()
        elif text in DIGIT_MARKS:
            self._mark(DIGIT_MARKS[text])
        elif text == "/" or (len(text) == 1 and text.isascii() and text.isalpha()):
            self._on_letter(text)
        else:
            return False
        return True

    def _take_in_search(self, event: QKeyEvent) -> bool:
        assert self._jump is not None
        key = event.key()
        if key == Qt.Key.Key_Escape:
            start = self._jump.start if self._jump.typed else self.current_row()
            self.end_search()
            self.go_to(start)
        elif key in _ENTER:
            self.end_search()
        elif key == Qt.Key.Key_Backspace:
            self._search(self._jump.without_last()) if self._jump.typed else self.end_search()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and len(self._jump.found()) > 1:
            self._next_found(1 if key == Qt.Key.Key_Down else -1)
        else:
            if event.text() == "" and key not in _MODIFIERS:
                self.end_search()  # an arrow, Home or End: back to working down the list
            return False
        return True

    def _on_letter(self, letter: str) -> None:
        mark = mark_of_letter(letter, self._jump, self.current_row())
        if mark:
            self._mark(mark)
            return
        jump = self._jump or NameJump(self.people.initials(), self.current_row())
        self._search(jump if letter == "/" else jump.with_letter(letter))

    def _search(self, jump: NameJump) -> None:
        self._jump = jump
        found = jump.found()
        if found:
            self.clearSelection()
            self.go_to(found[0])
        self._show_search()

    def _scroll_hint(self) -> QAbstractItemView.ScrollHint:
        # A found person must not lie under the plate that says who was found.
        hints = QAbstractItemView.ScrollHint
        return hints.EnsureVisible if self._jump is None else hints.PositionAtCenter

    def _next_found(self, step: int) -> None:
        assert self._jump is not None
        found = self._jump.found()
        place = found.index(self.current_row()) if self.current_row() in found else -step
        self.go_to(found[(place + step) % len(found)])
        self._show_search()

    def _show_search(self) -> None:
        assert self._jump is not None
        person = self.people.attendance_at(self.current_row())
        self._overlay.show_jump(self._jump, self.current_row(), person)

    def end_search(self) -> None:
        """Let the letters mark again."""
        self._jump = None
        self._overlay.hide()

    def _want_walk_in(self) -> None:
        typed = self._jump.typed if self._jump else ""
        self.end_search()
        self.walk_in_wanted.emit(typed)

    # Marks

    def _on_space(self) -> None:
        if self._jump is not None and not self._jump.typed:
            self.end_search()
            self.go_to(self.current_row() + 1)
            return
        self._mark("present")

    def _mark(self, mark: str) -> None:
        if self._jump is not None and self._jump.typed and not self._jump.found():
            return  # the overlay says that nobody was found; the row shown is not who is meant
        if not self.can_mark:
            self._apply_marks(())
        elif mark == "excused":
            self._ask_reason()
        elif mark == "stood_in":
            self._ask_stand_in()
        elif mark == "late":
            self._save([_late_turned(person) for person in self.chosen_people()], go_on=False)
        else:
            self._save([_marked(person, mark) for person in self.chosen_people()])

    def _save(self, marks: Marks, *, go_on: bool = True) -> None:
        """Save marks; down the list go on to the next, in a search be ready for the next name."""
        if not self._apply_marks(marks):
            return
        if self._jump is not None:
            self._search(self._jump.cleared(self.current_row()))
        elif go_on and len(marks) == 1 and marks[0].state != "expected":
            self.go_to(self.current_row() + 1)

    # The cursor in the reason, and the stand-in

    def _ask_reason(self) -> None:
        people = self.chosen_people()
        editor = self.open_editor(self._find_reasons, _("Reason"), takes_first=False)
        editor.setPlaceholderText(_("Reason, then Enter"))
        editor.setText(people[0].reason)
        editor.selectAll()

        def excuse(reason: str) -> None:
            if self._editor is not editor:
                return  # closing it takes the focus away, which says once more that it was left
            self.close_editor()
            self._save([AttendanceMark(person.id, "excused", reason) for person in people])

        editor.entered.connect(excuse)
        editor.chosen.connect(lambda choice: excuse(choice.text))
        editor.left.connect(lambda: excuse(editor.text().strip()))

    def _ask_stand_in(self) -> None:
        people = self.chosen_people()
        editor = self.open_editor(self._find_people, _("Stand-in"))
        editor.setPlaceholderText(_("Who stood in: name or initials"))

        def stand_in(choice: Choice) -> None:
            self.close_editor()
            self._save(
                [
                    AttendanceMark(person.id, "stood_in", stand_in_id=choice.id, late=person.late)
                    for person in people
                ]
            )

        editor.chosen.connect(stand_in)
        editor.left.connect(self.close_editor)

    def open_editor(self, offers: Finder, name: str, *, takes_first: bool = True) -> OfferingLine:
        self._overlay.hide()
        return super().open_editor(offers, name, takes_first=takes_first)

    def close_editor(self) -> None:
        super().close_editor()
        if self._jump is not None:
            self._show_search()

    # What Qt tells

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.end_search()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        inside = self._editor is not None and self._editor.hasFocus()
        if not inside and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.end_search()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._overlay.place()


_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
)


def _marked(person: AttendanceRow, state: str) -> AttendanceMark:
    return AttendanceMark(person.id, state, person.reason if state == "absent" else "")


def _late_turned(person: AttendanceRow) -> AttendanceMark:
    """Return the mark with late turned on or off; who came late was there."""
    state = person.state if person.state in ("present", "stood_in") else "present"
    late = not (person.late and person.state == state)
    return AttendanceMark(person.id, state, person.reason, person.stand_in_id, late)
