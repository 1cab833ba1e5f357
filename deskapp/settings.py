"""This user's choices on this machine, kept in a small file of their own."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from deskapp.locations import without_password
from deskapp.paths import settings_file

THEMES = ("system", "light", "dark")
FONT_PERCENTS = (90, 100, 110, 125, 150)
_MOST_RECENT = 8


@dataclass(slots=True)
class Settings:
    """Language, looks and what was open last.

    An empty language follows the system. `widths` keeps column widths by table and column,
    `hidden` the columns that are not shown, `splitters` the sizes of lists and details, `forms` the
    office's own forms that were filled last.
    """

    language: str = ""
    theme: str = "system"
    font_percent: int = 100
    enter_goes_on: bool = True
    ledger: str = ""
    recent: list[str] = field(default_factory=list)
    last_folder: str = ""
    last_page: str = ""
    year: int = 0
    window: str = ""
    widths: dict[str, dict[str, int]] = field(default_factory=dict)
    hidden: dict[str, list[str]] = field(default_factory=dict)
    splitters: dict[str, list[int]] = field(default_factory=dict)
    forms: list[str] = field(default_factory=list)
    path: Path = field(default_factory=settings_file, repr=False, compare=False)

    def remember_ledger(self, location: str) -> None:
        """Note a ledger as the one to open next time; the password of a database is not kept."""
        location = without_password(location)
        self.ledger = location
        others = [one for one in self.recent if one != location]
        self.recent = [location, *others][:_MOST_RECENT]

    def save(self) -> None:
        """Write the file, whole or not at all; what cannot be written is only logged."""
        content = {name: value for name, value in asdict(self).items() if name != "path"}
        new = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
            new.replace(self.path)
        except OSError:
            logging.getLogger(__name__).warning("the settings could not be saved", exc_info=True)


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings; what is missing or damaged is as on the first day."""
    settings = Settings(path=path or settings_file())
    for name, value in _read(settings.path).items():
        if name in _CHECKS and _CHECKS[name](value):
            setattr(settings, name, value)
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _are_widths(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(table, dict) and all(_is_number(width) for width in table.values())
        for table in value.values()
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_CHECKS: dict[str, Callable[[Any], bool]] = {
    **{one.name: _is_text for one in fields(Settings) if one.type == "str"},
    "theme": lambda value: value in THEMES,
    "font_percent": lambda value: _is_number(value) and 90 <= value <= 150,
    "enter_goes_on": _is_truth,
    "recent": _are_texts,
    "forms": _are_texts,
    "year": _is_number,
    "widths": _are_widths,
    "hidden": lambda value: isinstance(value, dict) and all(map(_are_texts, value.values())),
    "splitters": lambda value: (
        isinstance(value, dict)
        and all(isinstance(sizes, list) and all(map(_is_number, sizes)) for sizes in value.values())
    ),
}
