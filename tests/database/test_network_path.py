"""A ledger on a network share is refused before it is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.database.network_path import refuse_network_path
from deskapp.errors import LedgerError


def mounts(folder: Path, text: str) -> Path:
    path = folder / "mounts"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_share_mounted_over_a_local_folder_is_refused(tmp_path: Path) -> None:
    table = mounts(
        tmp_path, "/dev/sda1 / ext4 rw 0 0\n//server/docs /mnt/my\\040docs cifs rw 0 0\n"
    )
    with pytest.raises(LedgerError):
        refuse_network_path(Path("/mnt/my docs/2021.ledger"), table)


def test_a_local_folder_beside_a_share_is_taken(tmp_path: Path) -> None:
    table = mounts(tmp_path, "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/docs nfs4 rw 0 0\n")
    refuse_network_path(Path("/mnt/docs2/2021.ledger"), table)


def test_a_windows_share_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        refuse_network_path(Path("\\\\server\\share\\2021.ledger"), mounts(tmp_path, ""))


def test_where_the_kernel_does_not_say_the_path_is_taken(tmp_path: Path) -> None:
    refuse_network_path(tmp_path / "2021.ledger", tmp_path / "no such table")


def test_a_link_that_leads_to_a_share_is_refused(tmp_path: Path) -> None:
    share, here = tmp_path / "share", tmp_path / "here"
    share.mkdir()
    here.symlink_to(share, target_is_directory=True)
    table = mounts(tmp_path, f"/dev/sda1 / ext4 rw 0 0\n//server/docs {share} cifs rw 0 0\n")
    with pytest.raises(LedgerError):
        refuse_network_path(here / "2021.ledger", table)
