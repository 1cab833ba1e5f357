"""Read what a task is based on: 《条例》第三条, 示统组发〔2021〕5号 第一部分."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_NUMBER = re.compile(r"[^\s,、;()《》]{1,20}?\(\d{4}\)第?\d+号")
_TITLE = re.compile("《(?:[^《》]|《[^《》]*》)+》")
_CLAUSE = re.compile(r"第[一二三四五六七八九十百零〇\d]+[编章节条款项部点]")
_ACCORDING_TO = re.compile("^(?:根据|依据|按照|按|落实|贯彻落实)(?=《)")
_BRACKETS = str.maketrans("〔〕[]【】﹝﹞", "()()()()")
_EDGES = " \t\r\n,、;:，；：。()（）"


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a cell names by title, number or both, and the clause in it."""

    title: str
    number: str
    clause: str


def read_source(text: str) -> Source:
    """Return the document and the clause in a text; what is neither belongs to the title."""
    number = found[0] if (found := _NUMBER.search(_folded(text))) else ""
    # Only brackets and width are folded, character by character: places stay the same.
    rest = text
    if found:
        number = text[found.start() : found.end()] if len(_folded(text)) == len(text) else number
        rest = text.replace(number, " ", 1)
    rest = _ACCORDING_TO.sub("", rest.strip())
    titled = _TITLE.match(rest)
    if titled and not rest[titled.end() :].startswith("的"):
        return Source(titled[0][1:-1].strip(), number, _tidy(rest[titled.end() :]))
    clause = _CLAUSE.search(rest)
    if clause:
        return Source(_tidy(rest[: clause.start()]), number, _tidy(rest[clause.start() :]))
    return Source(_tidy(rest), number, "")


def number_key(text: str) -> str:
    """Return what two spellings of a document number share: 示科协发[2021]12号 with 〔2021〕."""
    return "".join(_folded(text).split()).replace("第", "")


def title_key(text: str) -> str:
    """Return what two spellings of a title share: width, blanks and the outer 《》."""
    key = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return key[1:-1] if _TITLE.fullmatch(key) else key


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_BRACKETS)


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)
