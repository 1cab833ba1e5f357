"""The list of all files of a box with their SHA-256, as `sha256sum -c` reads it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import IO

from deskapp.excel.cancelled import Cancelled

SUMS = "sha256.txt"
_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64}) [ *](?P<name>.+)")
_PIECE = 1 << 20


def sums_text(sums: Mapping[str, str]) -> str:
    """Return the list of name -> SHA-256, in the order given."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items())


def read_sums(text: str) -> tuple[dict[str, str], int]:
    """Return name -> SHA-256 of a list, and how many of its lines nobody can read.

    A name that leads out of the box is one of those: whoever sent the list may have written it.
    """
    sums: dict[str, str] = {}
    unread = 0
    for line in text.removeprefix("\ufeff").splitlines():
        found = _LINE.fullmatch(line)
        if found and not _leads_out(found["name"]):
            sums[found["name"]] = found["sha256"]
        elif line.strip():
            unread += 1
    return sums, unread


def sha256_of(file: IO[bytes], cancelled: Callable[[], bool] = lambda: False) -> tuple[str, int]:
    """Return the SHA-256 and the size of what is left of a file; raise Cancelled when stopped."""
    digest, size = hashlib.sha256(), 0
    for piece in iter(lambda: file.read(_PIECE), b""):
        if cancelled():
            raise Cancelled
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def _leads_out(name: str) -> bool:
    parts: Iterable[str] = name.replace("\\", "/").split("/")
    return ":" in name or any(part in ("", ".", "..") for part in parts)
