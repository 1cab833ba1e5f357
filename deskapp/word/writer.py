"""Write a paper as a Word document."""

from __future__ import annotations

from pathlib import Path

from deskapp.word.paper import Paper


def write_paper(path: Path, paper: Paper) -> None:
    """Write the paper to a .docx file, replacing it only by a whole one.

    Raises CannotWrite when the target cannot be written.
    """
    raise NotImplementedError
