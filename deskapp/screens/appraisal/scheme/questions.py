"""Ask before what was given under indicators goes along with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal.given_under import GivenUnder


def given_in_words(given: GivenUnder) -> str:
    """Return what was given, in numbers."""
    scores = ngettext("{number} assessors' score", "{number} assessors' scores", given.scores)
    own = ngettext("{number} self-score", "{number} self-scores", given.self_scores)
    files = ngettext("{number} file", "{number} files", given.files)
    appeals = ngettext("{number} appeal", "{number} appeals", given.appeals)
    parts = (
        (scores, given.scores),
        (own, given.self_scores),
        (files, given.files),
        (appeals, given.appeals),
    )
    return _(", ").join(text.format(number=number) for text, number in parts if number)


def ask_on_leaving(parent: QWidget, what: str) -> str:
    """Ask whether a scheme that no longer adds up is saved; return save, discard or cancel."""
    box = QMessageBox(QMessageBox.Icon.Warning, _("Scheme"), what, parent=parent)
    box.setInformativeText(_("Once it is saved, all scores of the scheme are counted by it."))
    roles = QMessageBox.ButtonRole
    answers = {
        box.addButton(_("Save"), roles.AcceptRole): "save",
        box.addButton(_("Discard"), roles.DestructiveRole): "discard",
    }
    cancel = box.addButton(_("Cancel"), roles.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return next((answer for one, answer in answers.items() if one is box.clickedButton()), "cancel")


def ask_to_take_along(
    parent: QWidget, question: str, given: GivenUnder, do_it: str, run: Callable[[], object]
) -> QMessageBox:
    """Ask whether what was given may go along; Enter and Escape keep everything."""
    box = QMessageBox(QMessageBox.Icon.Warning, do_it, question, parent=parent)
    text = _("What was given under it goes along: {what}. It can be undone.")
    box.setInformativeText(text.format(what=given_in_words(given)))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    roles = QMessageBox.ButtonRole
    go = box.addButton(do_it, roles.DestructiveRole)
    keep = box.addButton(_("Keep it"), roles.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    go.clicked.connect(run)
    box.open()
    return box
