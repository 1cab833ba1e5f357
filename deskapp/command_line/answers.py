"""Answer the doubtful cells of an import: keep words as they are, or as a file says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.errors import CallError
from deskapp.i18n import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from deskapp.usecases.imports import Doubt, ImportReading


def answered(
    session: Session, reading: ImportReading, *, file: str, keep_words: bool
) -> ImportReading:
    """Return the reading with its doubtful cells answered.

    `file` holds a JSON object: text of a cell -> its answer, which is one of the choices that
    --preview --json prints, or the number of a record. Raises CallError for a file that is
    none, and for an answer that is no choice.
    """
    from deskapp.usecases.imports import answer_doubts
    from deskapp.usecases.imports.tasks import words_kept

    answers = words_kept(reading) if keep_words else {}
    if file:
        answers |= _fitting(reading, _read(file))
    return answer_doubts(session, reading, answers) if answers else reading


def _read(file: str) -> dict[str, str]:
    try:
        said = json.loads(Path(file).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        said = None
    if not isinstance(said, dict):
        raise CallError(
            _("“{file}” holds no answers.").format(file=file),
            _("Write them as JSON: the text of a cell and its answer, such as {example}.").format(
                example='{"尽快": "2021-12-31"}'
            ),
        )
    return {str(text): str(answer) for text, answer in said.items()}


def _fitting(reading: ImportReading, said: dict[str, str]) -> dict[str, str]:
    """Return the answers by the keys of the doubts they are answers to."""
    return {
        key: _checked(doubts[0], said[doubts[0].text])
        for key, doubts in reading.doubts.items()
        if doubts[0].text in said
    }


def _checked(doubt: Doubt, answer: str) -> str:
    """Return the answer as the reading knows it; its words are as good as its code."""
    for choice in doubt.choices:
        if answer in (choice.value, choice.label):
            return choice.value
    if doubt.table and answer.isdecimal():
        return answer
    raise CallError(
        _("“{answer}” is no answer to “{text}” in {cell}; there are: {choices}.").format(
            answer=answer,
            text=doubt.text,
            cell=doubt.cell,
            choices=", ".join(choice.value for choice in doubt.choices),
        )
    )
