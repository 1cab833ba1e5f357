"""The open ledger as the screens see it.

Screens ask and do through here and hear what changed; no screen calls another, and none holds
a session or a record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.workspace.background import BackgroundJob, Job

if TYPE_CHECKING:  # the ORM is imported when it is first used, after the window has painted
    from sqlalchemy.orm import Session

    from deskapp.database import Database
    from deskapp.database.undo import Turnable

Given = ParamSpec("Given")
Result = TypeVar("Result")

_INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved, in words, when, and as which action of the history."""

    text: str
    at: datetime
    change_set_id: int | None


class Workspace(QObject):
    """An open ledger: ask it, change it, undo, and hear which tables changed."""

    changed = Signal(object)  # frozenset of table names, such as {"meeting"}
    saved = Signal(object)  # Saved
    year_changed = Signal(int)
    job_started = Signal(object)  # BackgroundJob

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.database = database
        self.last_saved: Saved | None = None
        self._year: int | None = None
        self._sealed: frozenset[int] | None = None
        self._pool = QThreadPool(self)
        self._jobs: list[BackgroundJob] = []

    def ask(self, query: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Result:
        """Return the plain rows of a query; raises LedgerError."""
        with self.database.reading() as session:
            return query(session, *args, **kwargs)

    def do(
        self,
        use_case: Callable[Concatenate[Session, Given], Result],
        /,
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Carry out a use case in one transaction, say what changed, and return its result.

        Raises LedgerError when it cannot be done; nothing is written then.
        """
        outcome = self.database.do(use_case, *args, **kwargs)
        if outcome.kinds:
            self._announce(outcome.kinds, outcome.change_set_id)
        return outcome.result

    def announce(self, kinds: frozenset[str], change_set_id: int | None) -> None:
        """Say what a background job changed, once it is back on the window's thread."""
        if kinds:
            self._announce(kinds, change_set_id)

    def _announce(self, kinds: frozenset[str], change_set_id: int | None) -> None:
        if "year_seal" in kinds:
            self._sealed = None
        now = datetime.now().astimezone()
        self.last_saved = Saved(self._standing_action(), now, change_set_id)
        self.changed.emit(kinds)
        self.saved.emit(self.last_saved)

    def _standing_action(self) -> str:
        from deskapp.database.undo import next_undo

        return _in_words(self.ask(next_undo))

    def keep_backup(self) -> None:
        """Copy the ledger before a large step, unless the newest copy holds the same.

        To be called in a background job. A server is backed up there. Raises LedgerError when
        no sound copy could be made; the step is better not begun then.
        """
        from deskapp.database.backup import backup_if_changed

        backup_if_changed(self.database.location)

    def do_after_backup(
        self,
        step: Callable[[], object],
        on_failed: Callable[[LedgerError], object],
    ) -> BackgroundJob:
        """Keep a backup in the background, then take a large step; say what went wrong."""

        def take(_nothing: object) -> None:
            try:
                step()
            except LedgerError as error:
                on_failed(error)

        def hear(error: Exception) -> None:
            if not isinstance(error, LedgerError):
                raise error
            on_failed(error)

        return self.in_background(
            lambda _progress, _cancelled: self.keep_backup(),
            title=_("Backing up"),
            on_done=take,
            on_failed=hear,
        )

    def undo(self) -> None:
        """Undo the last action that stands, if there is one; raises LedgerError."""
        from deskapp.database.undo import next_undo
        from deskapp.usecases.undo import undo_action

        if (turnable := self.ask(next_undo)) is not None:
            self.do(undo_action, turnable.id)

    def undo_action(self, change_set_id: int) -> None:
        """Undo one action out of the middle; raises CannotUndo when a later one is in the way."""
        from deskapp.usecases.undo import undo_action

        self.do(undo_action, change_set_id)

    def redo(self) -> None:
        """Carry out again what was undone last, if nothing was done since."""
        from deskapp.database.undo import next_redo
        from deskapp.usecases.undo import redo_action

        if (turnable := self.ask(next_redo)) is not None:
            self.do(redo_action, turnable.id)

    def undo_text(self) -> str:
        """Return "Undo: ..." with what it would undo; empty when there is nothing."""
        from deskapp.database.undo import next_undo

        words = _in_words(self.ask(next_undo))
        return _("Undo: {action}").format(action=words) if words else ""

    def redo_text(self) -> str:
        """Return "Redo: ..." with what it would bring back; empty when there is nothing."""
        from deskapp.database.undo import next_redo

        words = _in_words(self.ask(next_redo))
        return _("Redo: {action}").format(action=words) if words else ""

    @property
    def can_write_ledger(self) -> bool:
        """Return whether what belongs to no year may be changed: units, people, posts, settings."""
        return not self.database.read_only

    @property
    def can_write(self) -> bool:
        """Return whether what belongs to the year of the window may be changed."""
        if self._sealed is None:
            self._sealed = self.sealed_years()
        return self.can_write_ledger and self.year not in self._sealed

    @property
    def year(self) -> int:
        """Return the year the window works in: at first the running one, if it has records."""
        if self._year is None:
            from deskapp.queries.facts import usual_year

            years = self.years()
            self._year = self.ask(usual_year, years) if years else date.today().year
        return self._year

    @year.setter
    def year(self, year: int) -> None:
        if year != self._year:
            self._year = year
            self.year_changed.emit(year)

    @property
    def today(self) -> date:
        """Return the day as of which the year is looked at, as `working_day` tells it."""
        from deskapp.queries.facts import working_day

        return self.ask(working_day, self.year)

    def years(self) -> list[int]:
        """Return the years that have records or are sealed, the latest first."""
        from deskapp.queries.years import years_kept

        return self.ask(years_kept)

    def sealed_years(self) -> frozenset[int]:
        """Return the years that can only be read."""
        from deskapp.queries.seals import sealed_years

        return frozenset(self.ask(sealed_years))

    @property
    def is_file(self) -> bool:
        """Return whether the ledger is a file; else it is on a server."""
        return "://" not in str(self.database.location)

    @property
    def office_name(self) -> str:
        """Return the name of the office that keeps this ledger."""
        from deskapp.queries.facts import fact
        from deskapp.records.fact import OFFICE_NAME

        return self.ask(fact, OFFICE_NAME)

    @property
    def is_sample(self) -> bool:
        """Return whether the ledger was made from the worked example."""
        from deskapp.queries.facts import fact
        from deskapp.records.fact import SAMPLE

        return bool(self.ask(fact, SAMPLE))

    def in_background(
        self,
        job: Job,
        *,
        title: str,
        on_done: Callable[[Any], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
        can_stop: bool = False,
        is_shown: bool = True,
    ) -> BackgroundJob:
        """Run job(progress, cancelled) on another thread, in the language of the caller.

        `can_stop` says that the job looks at `cancelled`; one that is over at once need not be
        shown. The callbacks run on the window's
        thread; on_failed gets the exception, which is a LedgerError when the failure was an
        expected one.
        """
        work = BackgroundJob(job, title, self, can_stop=can_stop)
        queued = Qt.ConnectionType.QueuedConnection
        if on_done is not None:
            work.done.connect(on_done)
        if on_failed is not None:
            work.failed.connect(on_failed)
        if on_progress is not None:
            hear = on_progress
            work.progressed.connect(lambda step: hear(*step), queued)
        work.finished.connect(self._on_job_finished)
        self._jobs.append(work)
        if is_shown:
            self.job_started.emit(work)
        work.start(self._pool)
        return work

    @Slot()
    def _on_job_finished(self) -> None:
        self._jobs = [job for job in self._jobs if job.is_running]

    def is_busy(self) -> bool:
        """Return whether a background job is running."""
        return bool(self._jobs)

    def wait_for_jobs(self) -> None:
        """Ask all jobs to stop, and wait until they have."""
        for job in self._jobs:
            job.cancel()
        self._pool.waitForDone()
        for job in self._jobs:
            job.release()

    def close(self) -> None:
        """Wait for the jobs and close the ledger."""
        self.wait_for_jobs()
        self.database.close()


def _in_words(turnable: Turnable | None) -> str:
    if turnable is None:
        return ""
    return action_in_words(turnable.action, turnable.parameters)


def action_in_words(action: str, parameters: dict[str, Any]) -> str:
    """Return an action's name out of the history in the language in force."""
    words = _(action)
    try:
        return words.format(**{name: _put(words, name, parameters[name]) for name in parameters})
    except (KeyError, IndexError, ValueError):  # an older program wrote other parameters
        return words


def _put(words: str, name: str, value: object) -> object:
    """Return a value as it stands in the words: its quotes are inner ones between quotes."""
    if isinstance(value, str) and f"“{{{name}}}”" in words:
        return value.translate(_INNER_QUOTES)
    return value
