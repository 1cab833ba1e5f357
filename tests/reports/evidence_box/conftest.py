"""A small ledger with attached files, and boxes made of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deskapp.database import Database, insert_rows, open_ledger
from deskapp.database.file_store import FileStore
from deskapp.i18n import language
from deskapp.queries.appraisal import SchemeRow, list_indicators, list_schemes, scoring_of
from deskapp.queries.documents import list_documents
from deskapp.queries.measures import MEASURES
from deskapp.records.attachment import Attachment
from deskapp.records.practice import Practice
from deskapp.records.score import SelfScore
from deskapp.records.task import BranchTask
from deskapp.reports.evidence_box.making import make_box
from deskapp.usecases.sample import make_sample


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small sample that nobody may change."""
    path = tmp_path_factory.mktemp("small") / "small.ledger"
    make_sample(path, "small", "zh_CN").close()
    return path


@dataclass
class Kept:
    """A ledger, the scheme that is handed in, and where its files came from."""

    database: Database
    scheme: SchemeRow
    folder: Path

    def attach(self, owner: str, record_id: int, name: str, content: bytes) -> str:
        """Keep a file with a record; return its hash."""
        path = self.folder / name
        path.write_bytes(content)
        stored = FileStore(self.database.location).add(path)

        def kept(session) -> None:  # also with meetings that are closed meanwhile
            row = {"name": stored.name, "sha256": stored.sha256, "size": stored.size}
            insert_rows(session, Attachment, [{owner: record_id, **row}])

        self.database.do(kept)
        return stored.sha256

    def id_of(self, record: type, *order: object) -> int:
        """Return the id of the first record of a kind."""
        with self.database.reading() as session:
            found = session.query(record.id).order_by(*(order or (record.id,))).first()
            assert found is not None
            return int(found[0])

    def evidence_meeting(self) -> int:
        """Return a meeting that is evidence of an indicator of the scheme."""
        with self.database.reading() as session:
            scoring = scoring_of(session, self.scheme)
            for indicator in scoring.indicators:
                if not indicator.by_hand and MEASURES[indicator.measure].table == "meeting":
                    measure = MEASURES[indicator.measure]
                    rows = measure.evidence(
                        session,
                        self.scheme.year,
                        scoring.as_of,
                        indicator.measure_parameters,
                        self.scheme.appraised,
                    )
                    return int(next(rows).record_id)
        raise LookupError

    def own_score(self) -> int:
        """Return a self-score of the scheme, which is made where there is none."""

        def made(session) -> int:
            indicator = list_indicators(session, self.scheme.id)[0]
            unit = scoring_of(session, self.scheme).subjects[0].id
            found = session.query(SelfScore).filter_by(indicator_id=indicator.id, unit_id=unit)
            own = found.first() or SelfScore(indicator_id=indicator.id, unit_id=unit, points=9)
            session.add(own)
            session.flush()
            return int(own.id)

        return self.database.do(made).result


def _kept(small_file: Path, place: Path) -> Kept:
    database = open_ledger(shutil.copy(small_file, place / "office.ledger"))
    with database.reading() as session:
        schemes = [one for one in list_schemes(session, 2021) if one.appraised == "units"]
    folder = place / "sent"
    folder.mkdir()
    return Kept(database, schemes[0], folder)


def _attach_files(kept: Kept) -> None:
    """Keep files with every kind of record; two have the same content."""
    kept.attach("meeting_id", kept.evidence_meeting(), "签到表.pdf", b"signed")
    kept.attach("meeting_id", kept.evidence_meeting(), "会场 照片#1%.jpg", b"picture")
    with kept.database.reading() as session:
        document = list_documents(session)[0].id
    kept.attach("document_id", document, "条例.pdf", b"regulations")
    kept.attach("branch_task_id", kept.id_of(BranchTask), "完成情况.docx", b"done")
    kept.attach("practice_id", kept.id_of(Practice), "做法.docx", b"practice")
    kept.attach("self_score_id", kept.own_score(), "自评材料.docx", b"own")
    kept.attach("self_score_id", kept.own_score(), "签到表 扫描件.pdf", b"signed")


@pytest.fixture
def kept(small_file: Path, tmp_path: Path) -> Iterator[Kept]:
    """Return a ledger of the test's own, without files yet."""
    own = _kept(small_file, tmp_path)
    yield own
    own.database.close()


@pytest.fixture
def with_files(kept: Kept) -> Kept:
    """Return the ledger of the test's own with files."""
    _attach_files(kept)
    return kept


@pytest.fixture(scope="session")
def boxed(small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """Return a ledger with files that nobody may change."""
    everybodys = _kept(small_file, tmp_path_factory.mktemp("boxed"))
    _attach_files(everybodys)
    yield everybodys
    everybodys.database.close()


@pytest.fixture(scope="session")
def box(boxed: Kept) -> Path:
    """Return the folder of a box that nobody may change."""
    with language("en"):
        return make_box(boxed.database, [boxed.scheme], boxed.folder.parent / "box").path
