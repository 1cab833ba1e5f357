"""An empty ledger, open as a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.database import create_ledger
from deskapp.i18n import use_language
from deskapp.workspace.workspace import Workspace


@pytest.fixture
def workspace(qapp, tmp_path: Path) -> Iterator[Workspace]:
    """Return an empty ledger, in English."""
    use_language("en")
    opened = Workspace(create_ledger(tmp_path / "ledger.ledger"))
    yield opened
    opened.close()
    use_language("en")
