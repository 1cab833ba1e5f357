"""Where a ledger is, as it is remembered and shown: a whole path, and never a password."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def is_address(location: str) -> bool:
    """Return whether the location is the address of a database rather than a file."""
    return "://" in location


def whole_location(location: str) -> str:
    """Return a file's whole path, which means the same wherever the program is started."""
    return location if is_address(location) else str(Path(location).absolute())


def without_password(location: str) -> str:
    """Return an address without its password; the path of a file as it is."""
    if not is_address(location):
        return location
    try:
        parts = urlsplit(location)
    except ValueError:  # nobody can say which part of it is the password
        return location.partition("://")[0] + "://"
    person, at, host = parts.netloc.rpartition("@")
    options = [(name, value) for name, value in parse_qsl(parts.query) if name != "password"]
    netloc = person.partition(":")[0] + at + host
    return urlunsplit((parts.scheme, netloc, parts.path, urlencode(options), parts.fragment))
