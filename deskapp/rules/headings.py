"""Recognise the heading row of a table that somebody else laid out, and its odd rows and cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# Titles, notes and empty rows above a table are never more than this.
_ROWS_SEARCHED = 30

_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_TOTAL = re.compile(
    r"(?:本页|本表|全年|各项|分值|得分|考核|指标)?"
    r"(?:合计|总计|小计|共计|累计|总和|汇总|总分值?|总得分|满分|(?:sub|grand)?total)"
    r"(?:分值?|得分|分数)?(?:[:(].*)?",
    re.IGNORECASE,
)
_COUNT = r"(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])"
# 1. and (1) count what stands in a cell; a row that begins so is no heading, as 一、 is.
_NUMBERED = (
    r"(?:\d{1,2}(?:[.．]\d{1,2})*[、.．](?!\d)|\d{1,2}(?:[.．]\d{1,2})+(?![\d%分])"
    r"|[(（]\d{1,2}[)）]|[①-⑳])"
)
_UNIT_SEPARATORS = "、，,;；/\n\r|"


@dataclass(frozen=True, slots=True)
class HeadRow:
    """Where the heading is: its last row, and the field that each known column holds.

    height is 2 when the heading is made of two merged rows; the data begin at index + 1.
    """

    index: int
    columns: dict[int, str]
    height: int = 1


def match_headings(cells: Sequence[object], wanted: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Return column -> field for the cells that name a wanted field.

    `wanted` holds the words each field may be called by. Equal words win over contained ones
    and longer words over shorter; a field is given to one column only. Width, spaces,
    punctuation and remarks in parentheses make no difference.
    """
    found = _equal(cells, wanted)
    for column, field in _contained(cells, wanted):
        if column not in found and field not in found.values():
            found[column] = field
    return dict(sorted(found.items()))


def find_head_row(
    rows: Sequence[Sequence[object]], wanted: Mapping[str, Sequence[str]]
) -> HeadRow | None:
    """Return the row, or the pair of rows, that names most wanted fields; None if none does.

    Two fields must be named, so that a title such as 单位任务表 is not taken for a heading.
    """
    enough = min(2, len(wanted))
    heads = [h for h in _candidates(rows[:_ROWS_SEARCHED], wanted) if len(h.columns) >= enough]
    return max(heads, key=lambda head: (len(head.columns), -head.height), default=None)


def split_units(text: str) -> list[str]:
    """Return the units named in one cell, each once, in the order written.

    They stand apart by 、 ， , ; / or a line break, except inside parentheses.
    """
    units: list[str] = []
    depth, start = 0, 0
    for place, character in enumerate(text + "\n"):
        depth = max(0, depth + (character in "(（") - (character in ")）"))
        at_end = place == len(text)
        if at_end or (depth == 0 and character in _UNIT_SEPARATORS):
            units.append(text[start:place].strip().rstrip("。.").strip())
            start = place + 1
    return [unit for unit in dict.fromkeys(units) if unit]


def is_total_row(cells: Sequence[object]) -> bool:
    """Say whether the row sums up others: its first words are 合计, 总计, 小计 or their kin."""
    texts = (_narrow(cell) for cell in cells)
    return is_total(next((text for text in texts if text and not _is_number(text)), ""))


def is_total(text: str) -> bool:
    """Say whether a text is but a word for a sum: 合计, 小计, 总分 or their kin."""
    return _TOTAL.fullmatch(_narrow(text)) is not None


def is_class_heading(text: str) -> bool:
    """Say whether a text is counted as headings are: 一、加强组织领导, (二)学习宣传."""
    return re.fullmatch(_COUNT + ".+", _narrow(text)) is not None


def without_count(text: str) -> str:
    """Return a heading or a name without what it is counted by: 加强组织领导."""
    return re.sub(rf"^\s*(?:{_COUNT}|{_NUMBERED})\s*", "", text).strip()


def _candidates(
    rows: Sequence[Sequence[object]], wanted: Mapping[str, Sequence[str]]
) -> Iterator[HeadRow]:
    for index, row in enumerate(rows):
        yield HeadRow(index, match_headings(row, wanted))
        if index + 1 < len(rows):
            yield HeadRow(index + 1, _two_rows(row, rows[index + 1], wanted), height=2)


def _two_rows(
    upper: Sequence[object], lower: Sequence[object], wanted: Mapping[str, Sequence[str]]
) -> dict[int, str]:
    """Match a heading of two rows: groups above, their parts below.

    Of the lower row only equal words count, for it could be the first row of data.
    """
    below = _equal(lower, wanted)
    if not below:
        return {}
    parts = {column for column, cell in enumerate(lower) if _narrow(cell)}
    above = ["" if column in parts else cell for column, cell in enumerate(upper)]
    matched = match_headings(above, wanted)
    rest = {c: field for c, field in matched.items() if field not in below.values()}
    return dict(sorted({**below, **rest}.items()))


def _equal(cells: Sequence[object], wanted: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Match equal words; of several columns a field gets that of the word it names first."""
    found: dict[int, str] = {}
    for spelled in (_normal, _without_remarks):
        columns: dict[str, list[int]] = {}
        for column, cell in enumerate(cells):
            columns.setdefault(spelled(cell), []).append(column)
        hits = sorted(
            (rank, column, place, field)
            for place, (field, words) in enumerate(wanted.items())
            for rank, word in enumerate(words)
            for column in columns.get(_normal(word), ())
        )
        for _rank, column, _place, field in hits:
            if column not in found and field not in found.values():
                found[column] = field
    return found


def _contained(
    cells: Sequence[object], wanted: Mapping[str, Sequence[str]]
) -> list[tuple[int, str]]:
    """Return the column and field of every contained word, the longest words first."""
    words = [(_normal(word), field) for field, words in wanted.items() for word in words]
    hits = [
        (-len(word), column, field)
        for column, cell in enumerate(cells)
        for word, field in words
        if len(word) >= 2 and word in _without_remarks(cell)
    ]
    return [(column, field) for _, column, field in sorted(hits, key=lambda hit: hit[:2])]


def _narrow(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return "".join(unicodedata.normalize("NFKC", text).split())


def _normal(cell: object) -> str:
    return "".join(c for c in _narrow(cell).casefold() if c.isalnum())


def _without_remarks(cell: object) -> str:
    return _normal(_PARENTHESES.sub("", _narrow(cell)))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+]?[\d.,%]+", text) is not None
