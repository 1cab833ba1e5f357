"""What all tests rest on."""

from __future__ import annotations

import os

# Windows of tests are never seen; Qt aborts where it is asked for a screen that is not there.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
