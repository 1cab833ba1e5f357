"""Forms with marks in them, to begin an office's own from: they show how marks are used."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deskapp.excel.sheet import Column, Sheet
from deskapp.i18n import N_, _, current_language
from deskapp.queries.appraisal import Scoring
from deskapp.records.scheme import SECTIONS
from deskapp.reports.own_form.catalogue import (
    INDICATOR_MARKS,
    LISTS,
    SCHEME_MARKS,
    SUBJECT_MARKS,
    MarkKind,
)
from deskapp.reports.own_form.indicators import indicators_named
from deskapp.reports.words import BLANK, signature_line

EXAMPLES: Mapping[str, str] = {
    "scoring": N_("Scoring sheet, one file a unit"),
    "summary": N_("Summary of all, one file"),
}


def example_sheet(name: str, scoring: Scoring) -> Sheet:
    """Return an example form, a key of EXAMPLES, for a scheme; marks in the language in force."""
    makers: Mapping[str, Callable[[Scoring], Sheet]] = {
        "scoring": _scoring_sheet,
        "summary": _summary_sheet,
    }
    return makers[name](scoring)


def _scoring_sheet(_scoring: Scoring) -> Sheet:
    about = [
        _("Unit appraised: {unit}").format(unit=_of_subject("unit")),
        _("As of {day}").format(day=_of_scheme("as_of")),
    ]
    return Sheet(
        name=_("Scoring sheet"),
        title=_("{year} appraisal: scoring sheet").format(year=_of_scheme("year")),
        columns=_scoring_columns(),
        rows=[[_of_item(key) for key in _ITEM_KEYS]],
        notes=[BLANK[:4].join(about)],
        totals=[
            ["", _("Total"), "", _of_scheme("worth"), "", _of_subject("self_total"), "",
             _of_subject("total"), "", ""],
            ["", _("Place in the ranking"), "", "", "", "", "", _of_subject("rank"),
             _of_subject("grade"), ""],
        ],
        footer=["", signature_line(_("Head of the unit appraised"), _("Head of the assessors"))],
        filters=False,
    )  # fmt: skip


_ITEM_KEYS = (
    "number", "level1", "level2", "worth", "criteria", "self_score", "explanation", "score",
    "reason", "evidence",
)  # fmt: skip


def _scoring_columns() -> Sequence[Column]:
    return [
        Column(_("No."), 6, "whole"),
        Column(_("Level 1"), 12, "wrapped"),
        Column(_("Level 2"), 14, "wrapped"),
        Column(_("Worth"), 7, "points"),
        Column(_("Criteria"), 34, "wrapped"),
        Column(_("Self-score"), 8, "points"),
        Column(_("Explanation"), 18, "wrapped"),
        Column(_("Score"), 9, "points"),
        Column(_("Reason of the deduction"), 22, "wrapped"),
        Column(_("Evidence"), 30, "wrapped"),
    ]


def _summary_sheet(scoring: Scoring) -> Sheet:
    level1 = _level1_names(scoring)
    further = [one for one in SECTIONS if one != "ordinary" and _has_section(scoring, one)]
    row = [_of_listed("number"), _of_listed("unit")]
    row += [_of_listed("score", name) for name in level1]
    row += [_of_listed(key) for key in (*further, "total", "rank", "grade")]
    return Sheet(
        name=_("Summary"),
        title=_("{year} appraisal: summary").format(year=_of_scheme("year")),
        columns=[
            Column(_("No."), 6, "whole"),
            Column(_("Unit"), 26, "wrapped"),
            *(Column(name, 11, "points") for name in level1),
            *(Column(_(SECTIONS[section]), 10, "points") for section in further),
            Column(_("Total score"), 10, "points"),
            Column(_("Place in the ranking"), 8, "whole"),
            Column(_("Grade"), 10),
        ],
        rows=[row],
        notes=[_("As of {day}").format(day=_of_scheme("as_of"))],
        footer=["", signature_line(_("Head of the assessors"), _("Filled in by"))],
        filters=False,
    )


def _level1_names(scoring: Scoring) -> list[str]:
    """Return the names of level 1 of the ordinary points; one with two meanings is left out.

    Bonus points and deductions are shown by section instead: only as a whole they have caps.
    """
    names = dict.fromkeys(one.level1 for one in scoring.indicators)
    meant = ((name, indicators_named(scoring, name)) for name in names)
    return [
        name for name, found in meant if found and all(one.section == "ordinary" for one in found)
    ]


def _has_section(scoring: Scoring, section: str) -> bool:
    return any(one.section == section for one in scoring.indicators)


def _of_scheme(key: str) -> str:
    return _mark(_name(SCHEME_MARKS, key))


def _of_subject(key: str) -> str:
    return _mark(_name(SUBJECT_MARKS, key))


def _of_item(key: str) -> str:
    merged = _word("|合并", "|merge") if key == "level1" else ""
    return _mark(f"{_list('indicators')}.{_name(INDICATOR_MARKS, key)}{merged}")


def _of_listed(key: str, argument: str = "") -> str:
    kinds = INDICATOR_MARKS if argument else SUBJECT_MARKS
    colon = f":{argument}" if argument else ""
    return _mark(f"{_list('subjects')}.{_name(kinds, key)}{colon}")


def _mark(inside: str) -> str:
    return f"{{{{{inside}}}}}"


def _name(kinds: Sequence[MarkKind], key: str) -> str:
    kind = next(kind for kind in kinds if kind.key == key)
    return _word(kind.chinese.split()[0], kind.english.split()[0])


def _list(key: str) -> str:
    return _word(LISTS[key][0], next(name for name in LISTS[key] if name.isascii()))


def _word(chinese: str, english: str) -> str:
    return chinese if current_language().startswith("zh") else english
