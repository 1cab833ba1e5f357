"""Take units, branches and people over from a workbook: read, compare, show, then write.

`preview_import` writes nothing; `apply_import` writes what the preview showed, in one step
that undo takes back. The window and the command line use the same two.
"""

from deskapp.usecases.imports.applying import ImportResult, apply_import
from deskapp.usecases.imports.kinds import IMPORT_KINDS, ImportKind
from deskapp.usecases.imports.reading import preview_import
from deskapp.usecases.imports.rows import Difference, ImportReading, ReadRow
from deskapp.usecases.imports.table import likely_kind
from deskapp.usecases.imports.watching import ImportCancelled

__all__ = [
    "IMPORT_KINDS",
    "Difference",
    "ImportCancelled",
    "ImportKind",
    "ImportReading",
    "ImportResult",
    "ReadRow",
    "apply_import",
    "likely_kind",
    "preview_import",
]
