"""Read the post that a cell names; one without a code of its own is another post."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskapp.fields import ChoiceField, Complaint

# 中共...党支部书记, 兼支部统战联络员: what is before the post itself says nothing of it.
_POSTS = (
    ("deputy", re.compile("副书记")),
    ("secretary", re.compile("书记")),
    ("liaison", re.compile("联络员|联络人|联系人")),
    ("organisation", re.compile("组织委员")),
    ("publicity", re.compile("宣传委员")),
    ("discipline", re.compile("纪检委员|纪律检查委员")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostField(ChoiceField):
    """A post of a branch: one of those that are counted, or another as written."""

    def parsed(self, cell: object) -> str | None:
        """Return the code of the post, "other" for one that has none."""
        try:
            return ChoiceField.parsed(self, cell)
        except Complaint:
            text = "".join(str(cell).split())
            # Two posts in one cell are none of them alone.
            found = [code for code, words in _POSTS if words.search(text)]
            single = found and not re.search("[、,，;；/]", text)
            return found[0] if single else "other"
