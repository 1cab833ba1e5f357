"""Read XML that strangers wrote: no document types, no entities, nothing fetched."""

from __future__ import annotations

from typing import IO
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

import defusedxml.sax


class Elements(ContentHandler):
    """Calls `begin` and `end` with local names, so that any prefix a program chose will do."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        """Pieces of text since somebody emptied it."""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        """Pass an element's local name and attributes on."""
        self.begin(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's name
        """Pass the local name of an element that ends."""
        self.end(name.rpartition(":")[2])

    def characters(self, content: str) -> None:
        """Collect text."""
        self.text.append(content)

    def begin(self, name: str, attributes: AttributesImpl) -> None:
        """Meet an element."""

    def end(self, name: str) -> None:
        """Leave an element."""


def read_elements(source: IO[bytes], handler: Elements) -> None:
    """Feed a part to the handler; raises on malformed XML and on any document type."""
    defusedxml.sax.parse(source, handler, forbid_dtd=True)
