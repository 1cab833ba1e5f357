"""Choose the scheme that a file is about, where the year has several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QWidget

from deskapp.i18n import _
from deskapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from deskapp.queries.appraisal import SchemeRow

ChooseScheme = Callable[[Sequence["SchemeRow"]], "SchemeRow | None"]


def schemes_of_year(workspace: Workspace, year: int) -> Sequence[SchemeRow]:
    """Return the schemes of a year in their order."""
    from deskapp.queries.appraisal import list_schemes

    return workspace.ask(list_schemes, year)


def asked_for_scheme(parent: QWidget, schemes: Sequence[SchemeRow]) -> SchemeRow | None:
    """Ask which scheme is meant; None where the person gave up."""
    # Two schemes of a year may have the same title; their numbers tell them apart.
    titles = [f"{number} {scheme.title}" for number, scheme in enumerate(schemes, start=1)]
    title, is_chosen = QInputDialog.getItem(
        parent, _("Export"), _("Appraisal scheme"), titles, 0, False
    )
    return schemes[titles.index(title)] if is_chosen else None
