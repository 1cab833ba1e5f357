"""What a unit is called where there is little room."""

from __future__ import annotations

from typing import Any

from sqlalchemy import case

from deskapp.records.unit import Unit

SHORT_UNIT: Any = case((Unit.short_name != "", Unit.short_name), else_=Unit.name)
"""The column of a unit's short name, or of its name where it has none."""
