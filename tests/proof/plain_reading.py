"""Read a ledger and count what indicators count, slowly and plainly.

Written from what the rules mean, with loops over the tables and nothing of the program: this is
what its scores are held against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from proof.plain_ledger import Ledger, Record

LEADING = ("bureau", "section")
FINISHED = ("done", "cancelled")


class Row(NamedTuple):
    """One thing that was expected: of whom, whether it counts, and its level."""

    unit_id: int | None
    branch_id: int | None
    counts: bool
    level: str = ""


@dataclass(frozen=True)
class Reader:
    """What was expected of whom in a year, as of a day."""

    ledger: Ledger
    year: int
    as_of: date

    @property
    def judged(self) -> date:
        """Return the day before which a deadline has passed; a year gone by is wholly over."""
        is_over = (self.as_of.month, self.as_of.day) == (12, 31) and date.today() > self.as_of
        return self.as_of + timedelta(days=1) if is_over else self.as_of

    def rows(self, measure: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Return everything that a measure expects, in no order."""
        return list(getattr(self, f"_{measure}")(parameters))

    # --- meetings

    def _held(self, kinds: Any) -> Iterator[Record]:
        for meeting in self.ledger.all("meeting"):
            is_held = meeting["state"] != "planned" and meeting["held_on"] is not None
            if meeting["year"] != self.year or not is_held or meeting["held_on"] > self.as_of:
                continue
            if not kinds or meeting["kind"] in kinds:
                yield meeting

    def _invited(self, kinds: Any) -> Iterator[tuple[Record, Record]]:
        for meeting in self._held(kinds):
            for one in self.ledger.of("attendance", "meeting_id", meeting["id"]):
                if one["invited"] and one["state"] != "expected":
                    yield one, self.ledger.get("person", one["person_id"])

    def _meeting_attendance(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        came = {"present"} | ({"stood_in"} if parameters.get("stand_ins", True) else set())
        for one, person in self._invited(parameters.get("kinds")):
            yield Row(person["unit_id"], person["branch_id"], one["state"] in came)

    def _absences(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        away = parameters.get("states") or ["absent"]
        for one, person in self._invited(parameters.get("kinds")):
            yield Row(person["unit_id"], person["branch_id"], one["state"] in away)

    def _host(self, meeting: Record) -> int | None:
        if meeting["host_branch_id"] is not None:
            unit: int = self.ledger.get("branch", meeting["host_branch_id"])["unit_id"]
            return unit
        return meeting["host_unit_id"]

    def _minutes_complete(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        for meeting in self._held(parameters.get("kinds")):
            if (host := self._host(meeting)) is not None:
                yield Row(host, meeting["host_branch_id"], bool(meeting["minutes"].strip()))

    # --- tasks and slips

    def _tasks(self) -> Iterator[Record]:
        for task in self.ledger.all("branch_task"):
            if self.ledger.get("key_task", task["key_task_id"])["year"] == self.year:
                yield task

    def _due(self) -> Iterator[tuple[Record, bool]]:
        for task in self._tasks():
            deadline, done = task["deadline_on"], task["done_on"]
            if task["state"] == "cancelled" or deadline is None:
                continue
            is_done = task["state"] == "done"
            if deadline < self.judged or (is_done and done <= self.as_of):
                yield task, is_done and done <= deadline

    def _tasks_on_time(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        for task, in_time in self._due():
            yield Row(task["unit_id"], task["branch_id"], in_time)

    def _tasks_overdue(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        for task, in_time in self._due():
            yield Row(task["unit_id"], task["branch_id"], not in_time)

    def _progress_reported_each_quarter(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        for task in self._tasks():
            for quarter in (1, 2, 3, 4):
                first = date(self.year, quarter * 3 - 2, 1)
                after = date(self.year + quarter // 4, quarter % 4 * 3 + 1, 1)
                if after <= self.judged and self._was_open(task, after):
                    reported = any(
                        first <= entry["reported_on"] < after
                        for entry in self.ledger.of("progress_entry", "branch_task_id", task["id"])
                    )
                    yield Row(task["unit_id"], task["branch_id"], reported)

    def _was_open(self, task: Record, after: date) -> bool:
        """Say whether a task was open on the day before, so that a report was due."""
        if task["state"] == "cancelled":
            return False
        if task["assigned_on"] is not None and task["assigned_on"] >= after:
            return False
        return task["state"] != "done" or task["done_on"] >= after

    def _slips(self) -> Iterator[tuple[Record, Record]]:
        tasks = {task["id"]: task for task in self._tasks()}
        for slip in self.ledger.all("supervision_slip"):
            if slip["branch_task_id"] in tasks and slip["issued_on"] <= self.as_of:
                yield slip, tasks[slip["branch_task_id"]]

    def _supervision_slips(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        wanted = parameters.get("colours")
        for slip, task in self._slips():
            counts = not wanted or slip["colour"] in wanted
            yield Row(task["unit_id"], task["branch_id"], counts, slip["colour"])

    def _slips_answered_late(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        for slip, task in self._slips():
            if slip["answered_on"] is not None:
                late = slip["answered_on"] > slip["reply_due_on"]
            else:
                late = slip["closed_on"] is None and slip["reply_due_on"] < self.judged
            yield Row(task["unit_id"], task["branch_id"], late)

    # --- practices

    def _practices(self) -> Iterator[Record]:
        return (one for one in self.ledger.all("practice") if one["year"] == self.year)

    def _practices_in_time(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        for practice in self._practices():
            due, on = practice["due_on"], practice["summarised_on"]
            if due is None:
                continue
            by_now = on is not None and on <= self.as_of
            is_summarised = practice["state"] in ("summarised", "adopted")
            is_past = due < self.judged and (on is not None or not is_summarised)
            if by_now or is_past:
                yield Row(practice["unit_id"], practice["branch_id"], by_now and on <= due)

    def _practices_adopted(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        wanted = parameters.get("levels")
        for practice in self._practices():
            on, level = practice["adopted_on"], practice["adoption_level"] or ""
            if practice["state"] == "adopted" and (on is None or on <= self.as_of):
                counts = not wanted or level in wanted
                yield Row(practice["unit_id"], practice["branch_id"], counts, level)

    # --- posts

    def _in_post(self, post: str, parameters: Mapping[str, Any]) -> Iterator[Row]:
        for branch in self.ledger.all("branch"):
            unit = self.ledger.get("unit", branch["unit_id"])
            if not (_exists(branch, self.as_of) and _exists(unit, self.as_of)):
                continue
            if post == "liaison" and self.is_general(branch, self.as_of):
                continue
            first = max(
                date(self.year, 1, 1), *(one["active_from"] or date.min for one in (branch, unit))
            )
            days = _days(first, self.as_of)
            vacant = [day for day in days if not self._is_held(branch, post, day)]
            most = parameters.get("vacant_days")
            too_long = most not in (None, "") and len(vacant) > int(most)
            held = self._is_held(branch, post, self.as_of)
            yield Row(unit["id"], branch["id"], held and not too_long)

    def _is_held(self, branch: Record, post: str, day: date) -> bool:
        return any(
            one["post"] == post and self._lasts(one, day)
            for one in self.ledger.of("appointment", "branch_id", branch["id"])
        )

    def _lasts(self, one: Record, day: date) -> bool:
        left = self.ledger.get("person", one["person_id"])["left"]
        has_begun = one["starts_on"] <= day
        goes_on = one["ends_on"] is None or one["ends_on"] >= day
        return bool(has_begun and goes_on and (left is None or left >= day))

    def is_general(self, branch: Record, day: date) -> bool:
        """Say whether a branch stands over others on a day and has no members of its own."""
        over_others = any(
            one["parent_id"] == branch["id"] and _exists(one, day)
            for one in self.ledger.all("branch")
        )
        return over_others and not self._members(branch["id"], day)

    def _members(self, branch_id: int, day: date) -> list[Record]:
        return [
            one for one in self.ledger.of("person", "branch_id", branch_id) if _in_office(one, day)
        ]

    def _secretary_in_post(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        return self._in_post("secretary", parameters)

    def _liaison_in_post(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        return self._in_post("liaison", parameters)

    # --- study

    def _requirements(self) -> Iterator[tuple[Record, date]]:
        for one in self.ledger.all("study_requirement"):
            if one["year"] == self.year:
                is_over = one["due_on"] is not None and one["due_on"] < self.as_of
                yield one, one["due_on"] if is_over else self.as_of

    def _named(self, requirement: Record, column: str) -> set[Any]:
        return {
            one[column]
            for one in self.ledger.all("study_audience")
            if one["requirement_id"] == requirement["id"]
        }

    def _is_of(self, requirement: Record, branch: Record) -> bool:
        if requirement["audience"] == "units":
            return branch["unit_id"] in self._named(requirement, "unit_id")
        return requirement["audience"] == "branches"

    def _branches(self, requirement: Record, day: date) -> list[Record]:
        """Return the branches that have to study as branches."""
        return [
            branch
            for branch in self.ledger.all("branch")
            if self._is_of(requirement, branch)
            and _exists(branch, day)
            and self._members(branch["id"], day)
        ]

    def _people(self, requirement: Record, day: date) -> list[Record]:
        """Return everybody who has to study, as a member of a branch or by rank."""
        found = []
        for person in self.ledger.all("person"):
            if not _in_office(person, day):
                continue
            audience = requirement["audience"]
            if audience == "ranks":
                wanted = person["rank"] in self._named(requirement, "rank")
            elif audience == "top_leaders":
                wanted = bool(person["is_top_leader"])
            elif audience in ("branches", "units") and person["branch_id"] is not None:
                branch = self.ledger.get("branch", person["branch_id"])
                wanted = self._is_of(requirement, branch) and _exists(branch, day)
            else:
                wanted = False
            if wanted:
                found.append(person)
        return found

    def _meetings_with(self, document_id: int) -> Iterator[Record]:
        for meeting in self._held(None):
            if self._includes(meeting, document_id):
                yield meeting

    def _includes(self, meeting: Record, document_id: int) -> bool:
        return any(
            one["document_id"] == document_id
            for item in self.ledger.of("agenda_item", "meeting_id", meeting["id"])
            for one in self.ledger.of("agenda_document", "agenda_item_id", item["id"])
        )

    def _branch_studied(self, branch_id: int, document_id: int) -> date | None:
        days = [
            meeting["held_on"]
            for meeting in self._meetings_with(document_id)
            if meeting["host_branch_id"] == branch_id
        ]
        return min(days, default=None)

    def _person_studied(self, person_id: int, document_id: int) -> date | None:
        meetings = list(self._meetings_with(document_id))
        days = [
            meeting["held_on"]
            for meeting in meetings
            for one in self.ledger.of("attendance", "meeting_id", meeting["id"])
            if _who_came(one) == person_id
        ]
        numbers = {meeting["id"] for meeting in meetings}
        for entry in self.ledger.of("study_entry", "person_id", person_id):
            if entry["studied_on"] > self.as_of:
                continue
            made_up = entry["meeting_id"] in numbers
            alone = entry["document_id"] == document_id and entry["studied_on"].year == self.year
            if made_up or alone:
                days.append(entry["studied_on"])
        return min(days, default=None)

    def _expected(self, due: date | None, studied: date | None) -> bool:
        """Say whether something is due by now, or done already."""
        return due is None or self.judged > due or studied is not None

    def _branch_study_coverage(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        for one, day in self._requirements():
            for branch in self._branches(one, day):
                studied = self._branch_studied(branch["id"], one["document_id"])
                if self._expected(one["due_on"], studied):
                    counts = _counts(studied, one["due_on"], parameters)
                    yield Row(branch["unit_id"], branch["id"], counts)

    def _people_coverage(self, parameters: Mapping[str, Any], *, top: bool) -> Iterator[Row]:
        for one, day in self._requirements():
            for person in self._people(one, day):
                if not (person["is_top_leader"] if top else person["rank"] in LEADING):
                    continue
                studied = self._person_studied(person["id"], one["document_id"])
                if self._expected(one["due_on"], studied):
                    counts = _counts(studied, one["due_on"], parameters)
                    yield Row(person["unit_id"], person["branch_id"], counts)

    def _section_level_coverage(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        return self._people_coverage(parameters, top=False)

    def _top_leader_coverage(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        return self._people_coverage(parameters, top=True)

    def _leaders_first_kept(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        for one, day in self._requirements():
            if not one["leaders_first"]:
                continue
            numbers = {branch["id"] for branch in self._branches(one, day)}
            if one["audience"] in ("ranks", "top_leaders"):
                numbers = {person["branch_id"] for person in self._people(one, day)} - {None}
            for number in numbers:
                outcome = self._leaders_first(one, day, number)
                is_due = one["due_on"] is None or self.judged > one["due_on"]
                told = outcome in ("kept", "broken")
                if outcome != "not_applicable" and (is_due or told):
                    unit = self.ledger.get("branch", number)["unit_id"]
                    yield Row(unit, number, outcome == "kept")

    def _leaders_first(self, requirement: Record, day: date, branch_id: int) -> str:
        leaders = [
            one
            for one in self._members(branch_id, day)
            if one["rank"] in LEADING or one["is_top_leader"]
        ]
        if not leaders:
            return "not_applicable"
        branch_day = self._branch_studied(branch_id, requirement["document_id"])
        if branch_day is None:
            return "cannot_tell"
        days = [self._person_studied(one["id"], requirement["document_id"]) for one in leaders]
        if any(studied is not None and studied > branch_day for studied in days):
            return "broken"
        if None not in days:
            return "kept"
        return "broken" if branch_day < self.judged else "cannot_tell"

    def _seminars_include(self, parameters: Mapping[str, Any]) -> Iterator[Row]:
        for one, _day in self._requirements():
            if one["audience"] != "seminars":
                continue
            for meeting in self.ledger.all("meeting"):
                held = meeting["held_on"]
                if meeting["year"] != self.year or meeting["kind"] != "training":
                    continue
                if held is None or held > self.as_of or self._host(meeting) is None:
                    continue
                included = self._includes(meeting, one["document_id"])
                yield Row(self._host(meeting), meeting["host_branch_id"], included)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _exists(one: Record, day: date) -> bool:
    begun = one["active_from"] is None or one["active_from"] <= day
    return begun and (one["active_until"] is None or one["active_until"] >= day)


def _in_office(person: Record, day: date) -> bool:
    joined = person["joined"] is None or person["joined"] <= day
    return joined and (person["left"] is None or person["left"] >= day)


def _who_came(attendance: Record) -> int | None:
    if attendance["state"] == "present":
        return int(attendance["person_id"])
    return attendance["stand_in_id"] if attendance["state"] == "stood_in" else None


def _counts(studied: date | None, due: date | None, parameters: Mapping[str, Any]) -> bool:
    if studied is None:
        return False
    return bool(parameters.get("late")) or due is None or studied <= due
