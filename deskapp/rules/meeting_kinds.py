"""Tell the kind of a meeting by its title, where a list does not say it."""

from __future__ import annotations

import re

# The first that fits wins: a seminar of a branch is a branch study.
_WORDS = (
    ("leading_group", re.compile("领导小组|协调小组")),
    ("theory_study", re.compile("中心组|理论学习")),
    ("branch_study", re.compile("支部|党员大会|主题党日|党课|三会一课")),
    ("training", re.compile("培训|研修|轮训|进修")),
    ("discussion", re.compile("座谈|研讨|讨论|交流")),
    ("work", re.compile("工作会|部署会|推进会|动员|总结会|年会|工作部署|工作调度")),
)


def kind_of_meeting(title: str) -> str:
    """Return the kind that the words of a title tell; "other" when none does."""
    return next((kind for kind, words in _WORDS if words.search(title)), "other")
