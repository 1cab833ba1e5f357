"""Measure the program on a large ledger; every figure is a ratio to a floor of the same run.

`make bench` runs all of it; `python tests/benchmarks/run.py start lists` only the parts named.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import exports
import home
import lists
import scores
import search
import start
import study

from deskapp.database import open_ledger
from deskapp.i18n import use_language
from deskapp.usecases.sample import make_sample
from deskapp.usecases.sample.sizes import SIZES

# Named by what the sample holds, so that a fuller sample is made anew.
LEDGER = Path(f"build/bench-large-{SIZES['large'].rows}.ledger")


def measure_start() -> None:
    """Measure the start of the program."""
    start.measure(LEDGER, rounds=7)


def measure_lists() -> None:
    """Measure the opening of each list."""
    lists.measure(LEDGER, rounds=9)


def measure_scores() -> None:
    """Measure the scoring of all units, and of all branches."""
    database = open_ledger(LEDGER)
    with TemporaryDirectory() as folder:
        scores.measure(database, LEDGER, Path(folder), rounds=7)
    database.close()


def measure_exports() -> None:
    """Measure the export of the appraisal."""
    database = open_ledger(LEDGER)
    with TemporaryDirectory() as folder:
        exports.measure(database, LEDGER, Path(folder), rounds=3)
    database.close()


def measure_home() -> None:
    """Measure what the home page asks."""
    database = open_ledger(LEDGER)
    home.measure(database, LEDGER, rounds=5)
    database.close()


def measure_search() -> None:
    """Measure the search over everything, and what its index costs a save."""
    search.measure(LEDGER, rounds=7)


def measure_study() -> None:
    """Measure the coverage grid of the study."""
    database = open_ledger(LEDGER)
    study.measure(database, LEDGER, rounds=5)
    database.close()


PARTS: Mapping[str, Callable[[], None]] = {
    "start": measure_start,
    "home": measure_home,
    "lists": measure_lists,
    "study": measure_study,
    "scores": measure_scores,
    "exports": measure_exports,
    "search": measure_search,
}


def main(names: list[str]) -> int:
    """Make the ledger where it is missing, then measure the parts named, or all."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no such part: {', '.join(unknown)}; there are: {', '.join(PARTS)}")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    use_language("zh_CN")
    if not LEDGER.exists():
        print(f"Making the large sample in {LEDGER}", flush=True)
        LEDGER.parent.mkdir(exist_ok=True)
        make_sample(LEDGER, size="large").close()
    for name in names or PARTS:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
