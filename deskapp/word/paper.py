"""A paper is plain data before it is a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

# The parts of a paper as offices set them: the title centred, 一、 and （一） as headings.
Style = Literal["title", "subtitle", "heading", "subheading", "body", "signature"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text in one of the styles."""

    text: str
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table with a head; `widths` are in characters, a Chinese one counts as two."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Paragraph | PaperTable | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title for the file's properties, and its blocks in order.

    A cover has no page number.
    """

    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    landscape: bool = False
    has_cover: bool = False
