"""From the call to the first painted window, and to the first page with its data."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import Variant, compare

_CHILD = Path(__file__).with_name("first_paint.py")


def measure(ledger: Path, rounds: int) -> None:
    """Compare the program's start in a fresh process with that of an empty Qt window."""
    compare(
        "Start in a fresh process",
        Variant("empty PySide6 window", lambda: _seconds_to("painted", "empty")),
        [
            Variant("first painted window", lambda: _seconds_to("painted", str(ledger))),
            Variant("first page with its data", lambda: _seconds_to("filled", str(ledger))),
        ],
        rounds,
    )


def _seconds_to(moment: str, shown: str) -> float:
    with TemporaryDirectory() as home:
        own = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **own}
        start = time.time()
        said = subprocess.run(
            [sys.executable, str(_CHILD), shown],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    moments = dict(line.split() for line in said.splitlines())
    return float(moments[moment]) - start
