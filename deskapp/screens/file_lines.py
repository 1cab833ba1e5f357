"""The files of a record as a list shows them, and a copy of one under another name."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path

from deskapp.errors import CannotWrite
from deskapp.i18n import N_, _
from deskapp.target_file import replacing
from deskapp.widgets.row_table_model import RIGHT, TableColumn

# What may be opened by a double click; anything else is only shown in its folder, because a
# file that came with a record may be a program.
OPENED = frozenset(
    {".pdf", ".png", ".jpg", ".jpeg", ".docx", ".doc", ".xlsx", ".xls", ".wps", ".et", ".txt"}
    | {".ofd"}
)


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file as the list shows it; `path` is where its content is kept."""

    id: int
    name: str
    size: int
    path: Path
    is_gone: bool


def copy_out(source: Path, target: Path) -> None:
    """Write a copy of a file; raises CannotWrite when it is not whole."""

    def check(copy: Path) -> None:
        if not cmp(source, copy, shallow=False):
            raise CannotWrite(
                _("{name} could not be written.").format(name=target.name),
                _("Save it in another folder, or under another name."),
            )

    with replacing(target, check) as copy:
        shutil.copyfile(source, copy)


def _size(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _state(is_gone: bool) -> str:
    return _("file is gone") if is_gone else ""


FILE_COLUMNS = (
    TableColumn("name", N_("File"), 40, sortable=False),
    TableColumn("size", N_("Size"), 10, RIGHT, shown=_size, sortable=False),
    TableColumn(
        "is_gone",
        N_("State"),
        10,
        shown=_state,
        tone=lambda line: "red" if line.is_gone else "",
        sortable=False,
    ),
)
