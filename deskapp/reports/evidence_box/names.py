"""Names of files that Windows, macOS and Linux take, and that a link can lead to."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from unicodedata import category, normalize

# What Windows forbids, and what an office reads otherwise in a link: # begins a place, % a code.
_LOOKALIKES = str.maketrans('\\/:*?"<>|#%', "＼／：＊？＂＜＞｜＃％")
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE
)
_NOT_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_LONGEST_ENDING = 12
LONGEST_FOLDER = 40
LONGEST_FILE = 56


class TakenNames:
    """The names given out in the folders of a box; no two of a folder are the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def folder(self, wanted: str, inside: str = "") -> str:
        """Return the path of a new folder of about this name, inside of another or at the top."""
        return self._free(_cleaned(wanted) or "_", "", inside, LONGEST_FOLDER)

    def file(self, wanted: str, inside: str = "") -> str:
        """Return the path of a new file of about this name, with its ending kept."""
        stem, ending = _parted(_cleaned(wanted))
        return self._free(stem or "_", ending, inside, LONGEST_FILE)

    def _free(self, stem: str, ending: str, inside: str, longest: int) -> str:
        number = 1
        while True:
            tail = f" ({number}){ending}" if number > 1 else ending
            name = _unreserved(_cut(stem, longest - _units(tail)) + tail)
            path = f"{inside}/{name}" if inside else name
            # Windows and macOS take A and a for the same name.
            if path.casefold() not in self._taken:
                self._taken.add(path.casefold())
                return path
            number += 1


def _cleaned(text: str) -> str:
    shown = "".join(
        " " if category(one) in _NOT_SHOWN or one.isspace() else one
        for one in normalize("NFC", text)
    )
    return " ".join(shown.translate(_LOOKALIKES).split()).strip(" .")


def _parted(name: str) -> tuple[str, str]:
    """Return stem and ending; what is too long for the ending of a file is part of its stem."""
    ending = PurePosixPath(name).suffix
    if not 1 < len(ending) <= _LONGEST_ENDING or " " in ending:
        return name, ""
    return name.removesuffix(ending).rstrip(" ."), ending


def _unreserved(name: str) -> str:
    """Return the name, with a mark before one that Windows keeps for a device."""
    return f"_{name}" if _RESERVED.fullmatch(name.casefold()) else name


def _cut(text: str, units: int) -> str:
    """Return the text cut to a number of UTF-16 units, which is what Windows counts."""
    cut = text.encode("utf-16-le")[: max(1, units) * 2].decode("utf-16-le", "ignore")
    return cut.strip(" .") or "_"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
