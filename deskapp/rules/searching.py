"""The words of a search, and the pairs of characters by which an index finds them.

Two-character Chinese words are the usual case, and no tokeniser of SQLite finds them. So every
run of characters is kept as its overlapping pairs, and a word is the phrase of its pairs. The
last character of a run stands alone, so that a single character is the beginning of a pair
wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

# Brackets part words: what stands in 〔2021〕18号 is found by 2021 18号, and by [2021]18号.
_BETWEEN_WORDS = re.compile(r"[\s〔〕〖〗【】〈〉《》「」『』()\[\]{}]+")
# SQLite's tokeniser parts words at these, so they are kept as characters of private use.
_NO_LETTER = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}
# Initials are found from their beginning only, apart from what is found anywhere.
_BEGINNING = "\ue100"
_AS_INITIAL = {code: 0xE100 + code for code in range(128)}
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_BEFORE, _LONGEST = 10, 48


def folded(text: str) -> str:
    """Return the text as it is compared: full-width as half-width, capitals as small letters."""
    return unicodedata.normalize("NFKC", text).lower()


def search_words(text: str) -> tuple[str, ...]:
    """Return the different words of what somebody typed, each of which has to be found."""
    return tuple(dict.fromkeys(filter(None, _BETWEEN_WORDS.split(folded(text)))))


def widths(word: str) -> tuple[str, ...]:
    """Return a word of a search in half-width and, where that differs, in full-width signs."""
    return tuple(dict.fromkeys((word, word.translate(_FULL_WIDTH))))


def index_entry(
    texts: Iterable[str], readings: Iterable[str] = (), initials: Iterable[str] = ()
) -> str:
    """Return the pairs under which a row is found; empty where there is nothing to find."""
    runs = [run for text in texts for run in folded(text).split()]
    runs += ["".join(folded(reading).split()) for reading in readings]
    pairs = [pair for run in runs for pair in _pairs(run.translate(_NO_LETTER))]
    for spelling in (one for text in initials for one in folded(text).split()):
        pairs += _pairs(_BEGINNING + spelling.translate(_AS_INITIAL))
    return " ".join(pairs)


def index_expression(words: Sequence[str]) -> str:
    """Return what is asked of the index (FTS5's MATCH) for rows that have all the words."""
    return " AND ".join(f"({_anywhere(word)} OR {_as_initials(word)})" for word in words)


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run))]


def _anywhere(word: str) -> str:
    kept = word.translate(_NO_LETTER)
    return f'"{" ".join(_pairs(kept)[:-1])}"' if len(kept) > 1 else f'"{kept}"*'


def _as_initials(word: str) -> str:
    pairs = _pairs(_BEGINNING + word.translate(_AS_INITIAL))
    return f'"{" ".join(pairs[:-1])}"'


def places_of(words: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Return where the words stand in a text, from its start on, none of them overlapping."""
    if not words:
        return []
    any_word = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return [found.span() for found in re.finditer(any_word, text, re.IGNORECASE)]


def excerpt(words: Sequence[str], text: str) -> str:
    """Return a line of the text that shows the first of the words in it."""
    line = " ".join(text.split())
    places = places_of(words, line)
    is_seen = not places or places[0][1] <= _LONGEST
    start = 0 if is_seen else places[0][0] - _BEFORE
    end = start + _LONGEST
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
