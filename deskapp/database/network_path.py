"""Refuse a ledger file on a network share, where SQLite's locks do not hold."""

from __future__ import annotations

from pathlib import Path

from deskapp.errors import LedgerError
from deskapp.i18n import _

# How the kernel names file systems that live on another machine. 9p is not among them: it is
# how a virtual machine or a sandbox sees the disk of its own host.
_REMOTE = ("nfs", "cifs", "smb", "fuse.sshfs", "fuse.davfs", "afs", "ceph", "fuse.gvfsd")
_MOUNTS = Path("/proc/mounts")


def refuse_network_path(path: Path, mounts: Path = _MOUNTS) -> None:
    """Raise LedgerError, with what to do instead, when the path is on a network share."""
    if _is_unc(path) or _file_system(path, mounts).startswith(_REMOTE):
        raise LedgerError(
            _("{path} is on a network drive, where a ledger file would be damaged.").format(
                path=path
            ),
            _("Copy it to this computer, or keep the ledger in a PostgreSQL database."),
        )


def _is_unc(path: Path) -> bool:
    return str(path).startswith(("\\\\", "//"))


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
    resolved = path.absolute()
    over = [place for place in places if resolved == place or place in resolved.parents]
    return places[max(over, key=lambda place: len(place.parts))] if over else ""
