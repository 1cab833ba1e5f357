"""Read the made-up texts of the sample."""

from __future__ import annotations

import json
from typing import Any

from deskapp.paths import resource


def read_texts(name: str) -> Any:
    """Return what resources/sample/NAME.json holds."""
    return json.loads(resource("sample", f"{name}.json").read_text(encoding="utf-8"))
