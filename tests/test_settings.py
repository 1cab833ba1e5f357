"""The settings survive, and a damaged file stops nothing."""

from __future__ import annotations

import pytest

from deskapp.settings import Settings, load_settings


def test_what_was_chosen_is_there_again(tmp_path):
    path = tmp_path / "settings.json"
    settings = Settings(theme="dark", font_percent=125, year=2021, path=path)
    settings.widths = {"units": {"name": 240}}
    settings.remember_ledger("/somewhere/a.ledger")
    settings.save()
    assert load_settings(path) == settings


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[1, 2]",
        '"x"',
        '{"theme": 3, "font_percent": "big", "year": "2021", "widths": [1]}',
    ],
)
def test_a_damaged_file_is_as_on_the_first_day(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    assert load_settings(path) == Settings(path=path)


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    Settings(path=blocked / "settings.json").save()


def test_the_last_ledgers_are_kept_once_each_and_the_newest_first():
    settings = Settings()
    for name in ("a", "b", "a"):
        settings.remember_ledger(name)
    assert settings.recent == ["a", "b"]
    assert settings.ledger == "a"


def test_the_password_of_a_database_is_never_written(tmp_path):
    settings = Settings(path=tmp_path / "settings.json")
    settings.remember_ledger("postgresql://li:secret@server/ledger")
    settings.save()
    assert "secret" not in settings.path.read_text(encoding="utf-8")
    assert settings.recent == ["postgresql://li@server/ledger"]
