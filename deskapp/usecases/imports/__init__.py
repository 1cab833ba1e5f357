"""Take lists of the office over from a workbook: read, compare, show, then write.

`preview_import` writes nothing; `apply_import` writes what the preview showed, in one step
that undo takes back. The window and the command line use the same two.
"""

from deskapp.usecases.imports.applying import ImportResult, apply_import
from deskapp.usecases.imports.guessing import ScoringTable, likely_kind
from deskapp.usecases.imports.kind import ImportKind
from deskapp.usecases.imports.kinds import IMPORT_KINDS
from deskapp.usecases.imports.reading import answer_doubts, preview_import
from deskapp.usecases.imports.rows import Choice, Difference, Doubt, ImportReading, ReadRow
from deskapp.usecases.imports.watching import ImportCancelled

__all__ = [
    "IMPORT_KINDS",
    "Choice",
    "Difference",
    "Doubt",
    "ImportCancelled",
    "ImportKind",
    "ImportReading",
    "ImportResult",
    "ReadRow",
    "ScoringTable",
    "answer_doubts",
    "apply_import",
    "likely_kind",
    "preview_import",
]
