"""Time variants in turn, round by round, and tell each as a ratio to its floor."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to do the work; `run` returns its seconds, or nothing where it is to be timed.

    A way that does only a part of the work says in `share` which, and is scaled up.
    """

    name: str
    run: Callable[[], float | None]
    share: float = 1.0

    def seconds(self) -> float:
        """Do the work once and return how long all of it takes."""
        gc.collect()
        start = time.perf_counter()
        own = self.run()
        spent = time.perf_counter() - start if own is None else own
        return spent / self.share


def compare(title: str, floor: Variant, others: Sequence[Variant], rounds: int) -> None:
    """Print each variant's median ratio to the floor of the same round.

    Ratios are told rather than seconds, because the same variant moves by half between runs on
    a busy machine while the ratio within a round stays.
    """
    spent: list[list[float]] = [
        [variant.seconds() for variant in (floor, *others)] for _round in range(rounds)
    ]
    print(f"\n{title}  ({rounds} rounds)")
    print(f"  {'1.00':>8}  {floor.name}: {shown(median(row[0] for row in spent))}")
    for place, variant in enumerate(others, start=1):
        ratios = sorted(row[place] / row[0] for row in spent)
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}" if rounds > 1 else "once"
        seconds = shown(median(row[place] for row in spent))
        print(f"  {median(ratios):8.2f}  {variant.name}: {seconds}  ({spread})", flush=True)


def shown(seconds: float) -> str:
    """Return a time as people read it."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
