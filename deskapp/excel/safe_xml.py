"""Read XML that strangers wrote: no document types, so no entities, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, NoReturn, TypeAlias
from xml.parsers import expat

Attributes: TypeAlias = Mapping[str, str]


class ForbiddenXml(ValueError):
    """The part has a document type; Office never writes one, attackers do."""


class Elements:
    """What to do at elements, by local name: the prefix is any program's own choice."""

    def __init__(self) -> None:
        self.text: list[str] = []
        """Pieces of text since somebody emptied it."""
        self.at_begin: dict[str, Callable[[Attributes], None]] = {}
        self.at_end: dict[str, Callable[[], None]] = {}


def read_elements(source: IO[bytes], handler: Elements) -> None:
    """Feed a part to the handler; raises on malformed XML and on any document type."""
    at_begin, at_end = handler.at_begin, handler.at_end

    def begin(name: str, attributes: dict[str, str]) -> None:
        act = at_begin.get(name.rpartition(":")[2])
        if act is not None:
            act(attributes)

    def end(name: str) -> None:
        act = at_end.get(name.rpartition(":")[2])
        if act is not None:
            act()

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text.append
    parser.ParseFile(source)


def _refuse(*declaration: object) -> NoReturn:
    raise ForbiddenXml(f"a document type: {declaration[0]!r}")
