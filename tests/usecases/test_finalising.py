"""Scores are made final once and for all, and reopened with a reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from deskapp import __version__
from deskapp.database import Database, delete_rows, insert_rows, open_ledger, update_rows
from deskapp.database.finals import PARTS_OF_SCHEMES
from deskapp.errors import (
    ChangedElsewhere,
    DamagedLedger,
    FieldProblems,
    FinalScores,
    LedgerError,
)
from deskapp.i18n import language
from deskapp.queries.appraisal import (
    evidence_columns,
    evidence_of,
    evidence_rows,
    list_schemes,
    scoring_of,
)
from deskapp.queries.appraisal.differences import differences, since_final
from deskapp.queries.appraisal.finality import finalisable
from deskapp.queries.appraisal.standing import final_of, live_scoring_of
from deskapp.queries.evidence_files import files_behind_score
from deskapp.queries.history import list_actions
from deskapp.records.attachment import Attachment
from deskapp.records.registry import KINDS, METADATA
from deskapp.records.scheme import Indicator
from deskapp.records.score import Appeal, AssessorScore, SelfScore
from deskapp.records.study import StudyRequirement
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.unit import Unit
from deskapp.usecases.assessor_scores import give_points
from deskapp.usecases.finalising import (
    FinalisingStopped,
    finalise_appraisal,
    make_final,
    reopen_appraisal,
)
from deskapp.usecases.finality_in_words import missing_in_words
from deskapp.usecases.sample import make_sample
from deskapp.usecases.undo import undo_action


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.ledger"
    make_sample(path, "small").close()
    return path


class Case:
    """The sample, with short ways to act and ask."""

    def __init__(self, database: Database) -> None:
        self.database = database
        # No scheme of the sample is final here, whatever it is sold with.
        self.scheme = next(s for s in self.ask(list_schemes) if self.ask(final_of, s.id) is None)

    def do(self, use_case: Any, *args: Any, **more: Any) -> Any:
        return self.database.do(use_case, *args, **more).result

    def ask(self, query: Any, *args: Any, **more: Any) -> Any:
        with self.database.reading() as session:
            return query(session, *args, **more)

    def finalise(self, **more: Any) -> int:
        return int(self.do(finalise_appraisal, self.scheme.id, allow_missing=True, **more))

    def standing(self) -> Any:
        return self.ask(scoring_of, self.scheme)

    def ids(self, table: str) -> list[int]:
        return self.ask(lambda s: list(s.execute(select(METADATA.tables[table].c.id)).scalars()))

    def evidence(self) -> dict[int, list[Any]]:
        def read(session: Any) -> dict[int, list[Any]]:
            scoring = scoring_of(session, self.scheme)
            return {
                i.id: [list(evidence_columns(scoring, i)), *evidence_rows(session, scoring, i)]
                for i in scoring.indicators
                if not i.by_hand
            }

        return self.ask(read)


@pytest.fixture
def case(sample_file: Path, tmp_path: Path) -> Iterator[Case]:
    with language("en"):
        database = open_ledger(shutil.copy(sample_file, tmp_path / "case.ledger"))
        yield Case(database)
        database.close()


def _by_hand(case: Case) -> int:
    return next(i.id for i in case.standing().indicators if i.by_hand)


def test_final_scores_are_those_that_stood_with_all_their_evidence(case):
    live, evidence = case.standing(), case.evidence()
    case.finalise(finalised_on=date(2021, 12, 1))
    final = case.standing()
    assert replace(final, final=None, frozen={}, own_files=()) == live
    assert case.evidence() == evidence
    assert any(len(rows) > 1 for rows in evidence.values())
    assert final.final.finalised_on == date(2021, 12, 1)
    assert final.final.program_version == __version__
    assert final.final == case.ask(final_of, case.scheme.id)


def test_the_evidence_of_one_of_the_appraised_is_the_frozen_one(case):
    case.finalise()
    final = case.standing()
    indicator = next(i for i in final.indicators if not i.by_hand)
    for subject in final.subjects:
        rows = case.ask(evidence_of, final, indicator, subject.id)
        assert len(rows) == final.cell(subject.id, indicator.id).counted.denominator
        assert {row.subject for row in rows} <= {subject.name}


# One column of every table that can be set to the same value in all of its rows.
EDITS: dict[str, dict[str, Any]] = {
    "fact": {}, "year_seal": {},
    "unit": {"kind": "institution"}, "branch": {"active_until": date(2020, 1, 1)},
    "person": {"rank": "other"}, "document": {"title": "改名"},
    "meeting": {"held_on": date(2021, 2, 2), "minutes": ""}, "agenda_item": {"kind": "discuss"},
    "agenda_document": {}, "attendance": {"state": "absent"}, "decision": {"text": "改"},
    "key_task": {"text": "改"}, "key_task_unit": {"position": 7},
    "branch_task": {"state": "extended", "percent": 1},
    "progress_entry": {"reported_on": date(2021, 1, 2)},
    "appointment": {"ends_on": date(2021, 12, 30)},
    "study_requirement": {"due_on": date(2021, 1, 5)}, "study_audience": {},
    "study_entry": {"studied_on": date(2021, 1, 6)},
    "supervision_slip": {"reply_due_on": date(2021, 12, 31)},
    "practice": {"title": "改", "due_on": date(2021, 1, 7)},
    "practice_task": {}, "practice_meeting": {},
}  # fmt: skip
OUTSIDE = [name for name in KINDS if name not in PARTS_OF_SCHEMES]


def test_the_tests_know_every_table() -> None:
    assert set(EDITS) == set(OUTSIDE)


@pytest.mark.parametrize("table", [name for name in OUTSIDE if EDITS[name]])
def test_no_later_edit_of_a_record_changes_a_final_score(case, table):
    case.finalise()
    before, evidence = case.standing(), case.evidence()
    ids = case.ids(table)
    assert ids
    case.do(update_rows, KINDS[table].record, dict.fromkeys(ids, EDITS[table]))
    assert case.standing() == before
    assert case.evidence() == evidence


def test_records_that_are_deleted_stand_in_the_evidence_still(case):
    case.finalise()
    before, evidence = case.standing(), case.evidence()
    gone = (
        "practice_meeting", "practice_task", "practice", "supervision_slip", "study_entry",
        "attendance", "agenda_document", "agenda_item", "progress_entry",
        "branch_task", "key_task_unit", "key_task", "decision", "appointment", "study_audience",
        "study_requirement", "meeting",
    )  # fmt: skip

    def delete_all(session):
        for table in ("attachment", *gone):
            columns = METADATA.tables[table].c
            ids = select(columns.id)
            if table == "attachment":
                ids = ids.where(columns.self_score_id.is_(None))
            delete_rows(session, KINDS[table].record, list(session.execute(ids).scalars()))

    case.do(delete_all)
    assert case.standing() == before
    assert case.evidence() == evidence


def test_nothing_is_different_right_after(case):
    case.finalise()
    found = case.ask(since_final, case.scheme)
    assert (found.differences, found.moved) == ((), ())


def test_another_language_makes_no_difference(case):
    with language("zh_CN"):
        case.finalise()
    found = case.ask(since_final, case.scheme)
    assert (found.differences, found.moved) == ((), ())


def test_what_is_not_final_has_no_differences(case):
    assert case.ask(differences, case.scheme) == []
    assert case.ask(since_final, case.scheme) is None


def test_a_score_that_moved_tells_then_now_and_which_rows_changed(case):
    final = case.standing()
    indicator = next(i for i in final.indicators if i.measure == "meeting_attendance")
    case.finalise()
    absent = {key: {"state": "absent"} for key in case.ids("attendance")}
    case.do(update_rows, KINDS["attendance"].record, absent)
    found = [d for d in case.ask(differences, case.scheme) if d.indicator.id == indicator.id]
    assert found
    for one in found:
        cell = final.cell(one.subject.id, indicator.id)
        assert one.then == cell.scored.points
        assert one.now is not None
        assert one.now <= one.then
        assert {change.kind for change in one.evidence} == {"changed"}
        assert "changed" in " ".join(one.why)
    moved = case.ask(since_final, case.scheme).moved
    assert moved
    for one in moved:
        assert one.then != one.now
        assert one.then.total == final.total(one.subject.id)


def test_rows_that_came_and_went_are_told_from_each_other(case):
    case.finalise()
    row = case.ask(
        lambda s: dict(s.execute(select(KINDS["practice"].record.__table__)).mappings().first())
    )
    new = {k: v for k, v in row.items() if k not in ("id", "version")}
    case.do(insert_rows, KINDS["practice"].record, [new | {"title": "新做法"}])
    kinds = {c.kind for d in case.ask(differences, case.scheme) for c in d.evidence}
    assert kinds == {"came"}


def test_a_unit_that_is_no_longer_appraised_is_told(case):
    case.finalise()
    final = case.standing()
    unit = final.subjects[0]
    case.do(update_rows, KINDS["unit"].record, {unit.id: {"active_until": date(2020, 12, 31)}})
    found = [d for d in case.ask(differences, case.scheme) if d.subject.id == unit.id]
    assert found
    assert {d.now for d in found} == {None}
    assert all("no longer" in d.why[0] for d in found)
    moved = {m.subject.id: m for m in case.ask(since_final, case.scheme).moved}
    assert moved[unit.id].now is None


def test_a_scheme_that_is_wrong_is_refused_with_what_is_wrong(case):
    indicator = next(i for i in case.standing().indicators if i.section == "ordinary")
    case.do(update_rows, Indicator, {indicator.id: {"points": indicator.points - 5}})
    with pytest.raises(LedgerError, match=r"95.*100"):
        case.finalise()
    assert case.ask(final_of, case.scheme.id) is None


def test_missing_scores_and_open_appeals_are_said_and_asked_for(case):
    indicator = _by_hand(case)
    given = case.ask(
        lambda s: list(
            s.execute(
                select(AssessorScore.id).where(AssessorScore.indicator_id == indicator)
            ).scalars()
        )
    )
    subjects = case.standing().subjects
    case.do(delete_rows, AssessorScore, given)
    appeal = {
        "indicator_id": indicator, "unit_id": subjects[0].id, "raised_on": date(2021, 11, 1),
        "text": "异议", "points_then": Decimal(1),
    }  # fmt: skip
    answered = {"answered_on": date(2021, 12, 31), "outcome": "rejected", "answer": "不变"}
    case.do(update_rows, Appeal, dict.fromkeys(case.ids("appeal"), answered))
    case.do(insert_rows, Appeal, [appeal])
    with pytest.raises(LedgerError) as refused:
        case.do(finalise_appraisal, case.scheme.id)
    said = str(refused.value)
    assert f"{len(subjects)} scores by hand are missing" in said
    assert subjects[0].name in said
    assert "1 appeal is not answered" in said
    case.finalise()


def test_the_files_of_self_scores_are_named_with_their_hashes(case):
    from deskapp.queries.appraisal.frozen import verify_hash
    from deskapp.records.final_scoring import FinalScoring

    indicator, unit = _by_hand(case), case.standing().subjects[0].id
    own = case.ask(
        lambda s: s.execute(
            select(SelfScore.id).where(
                SelfScore.indicator_id == indicator, SelfScore.unit_id == unit
            )
        ).scalar()
    )
    if own is None:
        row = {"indicator_id": indicator, "unit_id": unit, "points": Decimal(1)}
        (own,) = case.do(insert_rows, SelfScore, [row])
    file = {"self_score_id": own, "name": "佐证.pdf", "sha256": "ab" * 32, "size": 7}
    case.do(insert_rows, Attachment, [file])
    case.finalise()
    frozen = case.ask(lambda s: s.execute(select(FinalScoring.content, FinalScoring.sha256)).one())
    content = verify_hash(*frozen).decode()
    assert "佐证.pdf" in content
    assert "ab" * 32 in content


def test_the_files_behind_the_scores_are_kept_with_them_and_compared(case):
    slip = case.ids("supervision_slip")[0]
    task = case.ask(
        lambda s: s.execute(
            select(SupervisionSlip.branch_task_id).where(SupervisionSlip.id == slip)
        ).scalar_one()
    )
    document = case.ask(
        lambda s: s.execute(select(StudyRequirement.document_id).limit(1)).scalar_one()
    )
    rows = [
        {"branch_task_id": task, "document_id": None, "name": "办结.pdf"},
        {"branch_task_id": None, "document_id": document, "name": "条例.pdf"},
    ]
    files = [row | {"sha256": "ab" * 32, "size": 7} for row in rows]
    slips, read = case.do(insert_rows, Attachment, files)
    live = case.standing()
    case.finalise()
    final = case.standing()
    for indicator in (i for i in final.indicators if not i.by_hand):
        records = {row.record_id for row in case.ask(evidence_rows, final, indicator)}
        behind = case.ask(files_behind_score, live, indicator, records)
        assert final.frozen[indicator.id].files == tuple(behind)
    kept = {file.id for one in final.frozen.values() for file in one.files}
    assert {slips, read} <= kept
    (later,) = case.do(insert_rows, Attachment, [files[1] | {"name": "补.pdf"}])
    case.do(delete_rows, Attachment, [slips])
    found = case.ask(since_final, case.scheme)
    assert {(one.kind, one.file.id) for one in found.files} == {("went", slips), ("came", later)}
    assert not found.is_nothing


def test_headings_of_evidence_are_in_the_language_in_force(case):
    case.finalise()
    final = case.standing()
    indicator = next(i for i in final.indicators if not i.by_hand)
    english = list(evidence_columns(final, indicator))
    with language("zh_CN"):
        chinese = list(evidence_columns(final, indicator))
        assert chinese == list(evidence_columns(case.ask(live_scoring_of, case.scheme), indicator))
    assert chinese != english


def test_final_scores_are_not_made_final_twice(case):
    case.finalise()
    with pytest.raises(FinalScores, match="already"):
        case.finalise()


def test_points_are_refused_until_the_appraisal_is_reopened(case):
    indicator, unit = _by_hand(case), case.standing().subjects[0].id
    case.finalise()
    with pytest.raises(LedgerError, match="final"):
        case.do(give_points, indicator, unit, Decimal(1), "差")
    case.do(reopen_appraisal, case.scheme.id, " 漏算一项 ")
    case.do(give_points, indicator, unit, Decimal(1), "差")
    assert case.standing().final is None
    assert case.standing() == case.ask(live_scoring_of, case.scheme)


def test_reopening_needs_a_reason_which_the_history_keeps(case):
    case.finalise()
    with pytest.raises(FieldProblems, match="why"):
        case.do(reopen_appraisal, case.scheme.id, "  ")
    case.do(reopen_appraisal, case.scheme.id, "漏算一项")
    assert "漏算一项" in {row.reason for row in case.ask(list_actions)}
    with pytest.raises(LedgerError, match="not final"):
        case.do(reopen_appraisal, case.scheme.id, "再来")


def test_undo_points_to_reopening(case):
    outcome = case.database.do(finalise_appraisal, case.scheme.id, allow_missing=True)
    with pytest.raises(FinalScores, match="Reopen"):
        case.do(undo_action, outcome.change_set_id)


def test_progress_is_told_by_indicator(case):
    steps: list[tuple[int, int]] = []
    case.finalise(progress=lambda done, of: steps.append((done, of)))
    number = len(case.standing().indicators)
    assert steps == [(n, number) for n in range(number + 1)]


def _rename(session: Any, number: list[int]) -> None:
    number.append(len(number))
    unit = session.execute(select(Unit.id).limit(1)).scalar_one()
    update_rows(session, Unit, {unit: {"short_name": f"简{len(number)}"}})


def test_others_save_while_scores_are_computed_which_are_then_computed_again(case):
    saves: list[int] = []
    begun: list[int] = []

    def told(done: int, _all: int) -> None:
        begun.extend([0] if done == 0 else [])
        if not saves:
            case.do(_rename, saves)

    make_final(case.database, case.scheme.id, allow_missing=True, progress=told)
    assert (len(saves), len(begun)) == (1, 2)
    final = case.standing()
    assert "简1" in {subject.short_name for subject in final.subjects}


def test_who_is_disturbed_all_the_time_is_told_to_try_again(case):
    saves: list[int] = []

    def told(done: int, _all: int) -> None:
        if done == 0:
            case.do(_rename, saves)

    with pytest.raises(ChangedElsewhere, match="Try again"):
        make_final(case.database, case.scheme.id, allow_missing=True, progress=told)
    assert len(saves) > 1
    assert case.ask(final_of, case.scheme.id) is None


def test_who_stops_it_has_nothing_final(case):
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 5

    with pytest.raises(FinalisingStopped):
        make_final(case.database, case.scheme.id, allow_missing=True, cancelled=cancelled)
    assert case.ask(final_of, case.scheme.id) is None


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2199, 1, 1)])
def test_scores_are_final_from_a_day_between_their_figures_and_today(case, day):
    with pytest.raises(FieldProblems) as refused:
        case.finalise(finalised_on=day)
    assert "finalised_on" in refused.value.by_field
    assert case.ask(final_of, case.scheme.id) is None


def test_what_was_not_shown_as_missing_is_not_agreed_to(case):
    seen = case.ask(finalisable, case.scheme, case.standing())
    given = case.ask(lambda s: list(s.execute(select(AssessorScore.id)).scalars()))
    case.do(delete_rows, AssessorScore, given[:1])
    with pytest.raises(LedgerError, match="missing now"):
        make_final(case.database, case.scheme.id, seen=seen)
    assert case.ask(final_of, case.scheme.id) is None
    seen = case.ask(finalisable, case.scheme, case.standing())
    make_final(case.database, case.scheme.id, seen=seen)
    assert case.ask(final_of, case.scheme.id) is not None


def test_points_above_what_an_indicator_is_worth_now_are_listed(case):
    indicator = next(i for i in case.standing().indicators if i.by_hand and i.section == "bonus")
    subject = case.standing().subjects[0]
    given = case.ask(
        lambda s: list(
            s.execute(
                select(AssessorScore.id).where(AssessorScore.indicator_id == indicator.id)
            ).scalars()
        )
    )
    case.do(delete_rows, AssessorScore, given)
    case.do(give_points, indicator.id, subject.id, indicator.points, "好")
    before = case.ask(finalisable, case.scheme, case.standing())
    case.do(update_rows, Indicator, {indicator.id: {"points": indicator.points / 2}})
    found = case.ask(finalisable, case.scheme, case.standing())
    new = [one for one in found.cut if one not in before.cut]
    assert [(one.given, one.counts) for one in new] == [(indicator.points, indicator.points / 2)]
    assert not found.is_complete
    said = " ".join(missing_in_words(found))
    assert indicator.level2 in said
    assert "are cut" in said or "is cut" in said


def test_scores_changed_outside_the_program_are_refused(case):
    case.finalise()
    with case.database._writer.begin() as connection:
        connection.execute(text("UPDATE final_scoring SET sha256 = 'f' || substr(sha256, 2)"))
        connection.execute(text("UPDATE final_scoring SET sha256 = '00' || substr(sha256, 3)"))
    with pytest.raises(DamagedLedger):
        case.standing()
    case.do(reopen_appraisal, case.scheme.id, "损坏")
    assert case.standing().final is None
