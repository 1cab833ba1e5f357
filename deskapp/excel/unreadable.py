"""Tell by its first bytes and its contents whether a file is a workbook we can read.

Everything in it is untrusted: nothing is unpacked before its sizes were looked at.
"""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from deskapp.errors import LedgerError
from deskapp.i18n import _

MAX_BYTES = 100 * 1024 * 1024
MAX_PARTS = 5_000
MAX_UNPACKED = 600 * 1024 * 1024
MAX_RATIO = 200
_RATIO_MATTERS = 4 * 1024 * 1024
"""Small parts may pack very well without being a trap."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = {
    "content.xml": "OpenDocument",
    "word/document.xml": "Word",
    "ppt/presentation.xml": "PowerPoint",
    "xl/workbook.bin": "Excel .xlsb",
    "Index/Document.iwa": "Numbers",
}


class UnreadableWorkbook(LedgerError):
    """The file is no workbook that can be read; nothing of it was taken over."""


def refuse_unreadable(path: Path) -> None:
    """Raise UnreadableWorkbook with what to do, unless the file is a whole, modest .xlsx."""
    head = _head(path)
    if head.startswith(_OLE):
        raise _ole(path)
    if not head.startswith(b"PK"):
        raise _no_workbook(path.name, head)
    try:
        with ZipFile(path) as archive:
            _refuse_archive(path.name, archive)
    except (BadZipFile, EOFError, NotImplementedError, ValueError) as failure:
        raise damaged(path.name) from failure


def damaged(name: str) -> UnreadableWorkbook:
    """Return the complaint about a workbook that breaks off or contradicts itself."""
    return UnreadableWorkbook(
        _("{name} is damaged or incomplete.").format(name=name),
        _("Open it in WPS or Excel, save it again as .xlsx, or ask the sender for it once more."),
    )


def too_big(name: str) -> UnreadableWorkbook:
    """Return the complaint about a workbook larger than any ledger needs."""
    return UnreadableWorkbook(
        _("{name} holds far more data than a list for the ledger.").format(name=name),
        _("Copy the rows you need into a new workbook and choose that one."),
    )


def _head(path: Path) -> bytes:
    """Return the first bytes; raise in words if there are none."""
    try:
        if path.is_dir():
            raise UnreadableWorkbook(
                _("{name} is a folder, not a workbook.").format(name=path.name),
                _("Choose a file whose name ends in .xlsx."),
            )
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(512)
    except FileNotFoundError as failure:
        raise UnreadableWorkbook(
            _("There is no file {path}.").format(path=path),
            _("Look whether it was moved or renamed, and choose it again."),
        ) from failure
    except OSError as failure:
        raise UnreadableWorkbook(
            _("{name} cannot be opened.").format(name=path.name),
            _("Close it in WPS or Excel, copy it to this computer, and choose the copy."),
        ) from failure
    if not size:
        raise UnreadableWorkbook(
            _("{name} is empty.").format(name=path.name), _("Ask the sender for it once more.")
        )
    if size > MAX_BYTES:
        raise too_big(path.name)
    return head


def _ole(path: Path) -> UnreadableWorkbook:
    """Return what to do about the old container: it holds .xls, .et, and protected .xlsx."""
    if _ENCRYPTED in path.read_bytes():
        return UnreadableWorkbook(
            _("{name} is protected by a password.").format(name=path.name),
            _("Open it in WPS or Excel, remove the password, and save it again as .xlsx."),
        )
    return UnreadableWorkbook(
        _("{name} is in the old format (.xls or .et).").format(name=path.name),
        _("Open it in WPS or Excel and use Save As to make an .xlsx of it."),
    )


def _no_workbook(name: str, head: bytes) -> UnreadableWorkbook:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        what = _("{name} is a web page or XML file under the name of a workbook.")
    elif start.startswith(b"%pdf"):
        what = _("{name} is a PDF, not a workbook.")
    elif b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = _("{name} is a text file (CSV), not a workbook.")
    else:
        what = _("{name} is not an Excel workbook.")
    return UnreadableWorkbook(
        what.format(name=name), _("Open it in WPS or Excel and use Save As to make an .xlsx of it.")
    )


def _refuse_archive(name: str, archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableWorkbook(
            _("{name} is protected by a password.").format(name=name),
            _("Open it in WPS or Excel, remove the password, and save it again as .xlsx."),
        )
    if "xl/workbook.xml" not in names:
        raise _other_kind(name, names)
    sizes = [(part.file_size, part.compress_size) for part in parts]
    whole = sum(size for size, _packed in sizes), sum(packed for _size, packed in sizes)
    if len(parts) > MAX_PARTS or whole[0] > MAX_UNPACKED or any(map(_is_trap, [whole, *sizes])):
        raise too_big(name)


def _is_trap(sizes: tuple[int, int]) -> bool:
    """Return whether bytes unpacked are far more than packed, of a part or of all together."""
    unpacked, packed = sizes
    return unpacked > _RATIO_MATTERS and unpacked > MAX_RATIO * max(1, packed)


def _other_kind(name: str, names: set[str]) -> UnreadableWorkbook:
    kind = next((kind for part, kind in _OTHER_KINDS.items() if part in names), "")
    if kind:
        return UnreadableWorkbook(
            _("{name} is a file of the kind {kind}, not an .xlsx workbook.").format(
                name=name, kind=kind
            ),
            _("Open it in WPS or Excel and use Save As to make an .xlsx of it."),
        )
    return UnreadableWorkbook(
        _("{name} is a packed folder without a workbook in it.").format(name=name),
        _("Unpack it, and choose the workbook itself."),
    )
