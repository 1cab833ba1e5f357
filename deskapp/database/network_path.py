"""Refuse a ledger file on a network share, where SQLite's locks do not hold."""

from __future__ import annotations

import sys
from pathlib import Path

from deskapp.errors import LedgerError
from deskapp.i18n import _

# How the kernel names file systems that live on another machine. 9p is not among them: it is
# how a virtual machine or a sandbox sees the disk of its own host.
_REMOTE = ("nfs", "cifs", "smb", "fuse.sshfs", "fuse.davfs", "afs", "ceph", "fuse.gvfsd")
_MOUNTS = Path("/proc/mounts")
_DRIVE_REMOTE = 4  # what Windows calls a network drive


def refuse_network_path(path: Path, mounts: Path = _MOUNTS) -> None:
    """Raise LedgerError, with what to do instead, when the path is on a network share."""
    # A link in a local folder may lead to a share.
    whole = path.resolve()
    if (
        _is_unc(path)
        or _is_unc(whole)
        or _is_mapped_drive(whole)
        or _file_system(whole, mounts).startswith(_REMOTE)
    ):
        raise LedgerError(
            _("{path} is on a network drive, where a ledger file would be damaged.").format(
                path=path
            ),
            _("Copy it to this computer, or keep the ledger in a PostgreSQL database."),
        )


def _is_unc(path: Path) -> bool:
    return str(path).startswith(("\\\\", "//"))


def _is_mapped_drive(path: Path) -> bool:
    """Say whether a drive letter stands for a share of another machine."""
    if sys.platform == "win32":
        import ctypes

        kind: int = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return kind == _DRIVE_REMOTE
    return False


def _file_system(path: Path, mounts: Path) -> str:
    """Return the kind of file system a path is on; empty where the kernel does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    places = {}
    for line in lines:
        _device, point, kind, *_rest = line.split()
        # The kernel writes a blank in a folder's name as \040.
        places[Path(point.replace("\\040", " "))] = kind
    over = [place for place in places if path == place or place in path.parents]
    return places[max(over, key=lambda place: len(place.parts))] if over else ""
