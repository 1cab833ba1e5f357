"""Take units, branches and people over from a workbook: read, compare, show, then write.

`preview_import` writes nothing; `apply_import` writes what the preview showed, in one step
that undo takes back. The window and the command line use the same two.
"""

from deskapp.usecases.imports.applying import ImportResult, apply_import
from deskapp.usecases.imports.kinds import IMPORT_KINDS, ImportKind
from deskapp.usecases.imports.reading import (
    Difference,
    ImportReading,
    ReadRow,
    preview_import,
)

__all__ = [
    "IMPORT_KINDS",
    "Difference",
    "ImportKind",
    "ImportReading",
    "ImportResult",
    "ReadRow",
    "apply_import",
    "preview_import",
]
