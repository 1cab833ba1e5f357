"""Keep each distinct text of a workbook once; cells name it by number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from deskapp.excel.cell_text import space_attribute, text_xml

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class SharedStrings:
    """The texts of a workbook, and the package part that holds them.

    Phones and previewers show shared strings where they leave inline ones blank.
    """

    path = "/xl/sharedStrings.xml"
    mime_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    relation = (
        '<Relationship Id="rIdStrings" Target="/xl/sharedStrings.xml" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
    )

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a cleaned text, new or known."""
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> Iterator[bytes]:
        """Yield the part in pieces."""
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        yield f'{head}<sst xmlns="{_NAMESPACE}" uniqueCount="{len(self._numbers)}">'.encode()
        texts = iter(self._numbers)
        while batch := list(islice(texts, 4096)):
            yield "".join(map(_item, batch)).encode()
        yield b"</sst>"


def _item(text: str) -> str:
    return f"<si><t{space_attribute(text)}>{text_xml(text)}</t></si>"
