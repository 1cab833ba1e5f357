"""What stands in the detail's place while several rows are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget


class BulkPanel(QWidget):
    """Changes several records at once; each page that allows it makes its own of this."""

    def set_ids(self, ids: Sequence[int]) -> None:
        """Work on these records from now on."""
        raise NotImplementedError
