"""The appraisal page: its parts as a tab strip, with the year's schemes to choose from."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from deskapp.i18n import N_, _
from deskapp.queries.appraisal import SchemeRow, list_schemes
from deskapp.screens.appraisal.appeals import AppealsPart
from deskapp.screens.appraisal.forms.part import FormsPart
from deskapp.screens.appraisal.hand_in.part import HandInPart
from deskapp.screens.appraisal.part import AppraisalPart
from deskapp.screens.appraisal.results import ResultsPart
from deskapp.screens.appraisal.scheme.part import SchemePart
from deskapp.screens.appraisal.scores import ScoresPart
from deskapp.settings import Settings
from deskapp.widgets.parts_screen import Part, PartsScreen
from deskapp.workspace.workspace import Workspace


class AppraisalScreen(PartsScreen[AppraisalPart]):
    """Holds the parts, and lets them show the scheme that is chosen above them."""

    PARTS = (
        Part("scores", N_("Scores"), ScoresPart),
        Part("scheme", N_("Scheme"), SchemePart),
        Part("appeals", N_("Appeals"), AppealsPart),
        Part("results", N_("Results"), ResultsPart),
        Part("hand_in", N_("Hand in"), HandInPart),
        Part("forms", N_("Own forms"), FormsPart),
    )
    kinds = frozenset({"scheme", "final_scoring"})
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self._schemes: list[SchemeRow] = []
        self.scheme_box = QComboBox()
        self.scheme_box.setAccessibleName(_("Appraisal scheme"))
        self.scheme_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.scheme_box.activated.connect(self._on_scheme_chosen)
        self.tabs.tabBar().setAccessibleName(_("Parts of the appraisal"))
        self.tabs.setCornerWidget(self._with_margin(self.scheme_box))

    def _with_margin(self, box: QComboBox) -> QWidget:
        """Return the box in a corner that ends where the pages below it end."""
        corner = QWidget()
        layout = QHBoxLayout(corner)
        layout.setContentsMargins(12, 0, 12, 2)
        layout.addWidget(box)
        return corner

    @property
    def scheme(self) -> SchemeRow | None:
        """Return the scheme that is chosen; None in a year without one."""
        chosen = self.scheme_box.currentIndex()
        return self._schemes[chosen] if 0 <= chosen < len(self._schemes) else None

    def connect_part(self, part: AppraisalPart) -> None:
        super().connect_part(part)
        part.scheme_requested.connect(self.choose_scheme)
        part.show_scheme(self.scheme)

    def refresh(self) -> None:
        chosen = self.scheme_box.currentData()
        self._schemes = self.workspace.ask(list_schemes, self.workspace.year)
        self.scheme_box.clear()
        for scheme in self._schemes:
            self.scheme_box.addItem(scheme.title, scheme.id)
        self.scheme_box.setCurrentIndex(max(0, self.scheme_box.findData(chosen)))
        self.scheme_box.setVisible(len(self._schemes) > 1)
        self._hand_scheme_on()

    def choose_scheme(self, scheme_id: int) -> None:
        """Show a scheme of the year by its id."""
        if (place := self.scheme_box.findData(scheme_id)) >= 0:
            self.scheme_box.setCurrentIndex(place)
            self._hand_scheme_on()

    def _on_scheme_chosen(self) -> None:
        if not self.leave():
            shown = self.current_part().scheme
            self.scheme_box.setCurrentIndex(self.scheme_box.findData(shown.id if shown else None))
            return
        self._hand_scheme_on()

    def _hand_scheme_on(self) -> None:
        for part in self._parts.values():
            part.show_scheme(self.scheme)
