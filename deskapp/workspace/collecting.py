"""Keep Python from collecting garbage while a thread beside the window's is at work.

Python collects cycles on whichever thread happens to ask for memory. Among them are widgets that
nobody needs any more; taken apart on another thread they wait for locks that the window's
thread holds, and the program stands still.
"""

from __future__ import annotations

import gc


class CollectorPause:
    """Counts who asked for a pause; begun and ended on the window's thread only."""

    def __init__(self) -> None:
        self._asked = 0
        self._was_on = False

    def begin(self) -> None:
        """Collect nothing from now on."""
        if not self._asked:
            self._was_on = gc.isenabled()
            gc.disable()
        self._asked += 1

    def end(self) -> None:
        """Collect again, once nobody needs the pause any longer."""
        self._asked -= 1
        if not self._asked and self._was_on:
            gc.enable()


COLLECTOR_PAUSE = CollectorPause()
