"""What all tests rest on."""

from __future__ import annotations

import os
import shutil

import pytest

# Windows of tests are never seen; Qt aborts where it is asked for a screen that is not there.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def soffice() -> str:
    """Return where LibreOffice is; without it skip, but fail where every check was asked for."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is not None:
        return found
    missing = "LibreOffice (soffice) is not installed, so nothing can recalculate"
    if os.environ.get("REQUIRE_LIBREOFFICE") or os.environ.get("CI", "").lower() == "true":
        pytest.fail(missing)
    pytest.skip(missing)
