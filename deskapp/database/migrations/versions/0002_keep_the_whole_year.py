"""Keep appointments, study, supervision slips, practices and seals of years."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables; those with new columns or checks are made anew."""
    _make_appointment()
    _make_study_requirement()
    _make_study_audience()
    _make_study_entry()
    _make_supervision_slip()
    _make_practice()
    _make_practice_task()
    _make_practice_meeting()
    _make_year_seal()
    _move_make_up_studies()
    _rebuild_attachment()
    _rebuild_attendance()
    _rebuild_branch_task()
    _make_search_index()


def _make_search_index() -> None:
    """Make the index of the search where SQLite can keep one; it is filled after the upgrade."""
    options = op.get_bind().exec_driver_sql("PRAGMA compile_options").scalars()
    if "ENABLE_FTS5" in options.all():
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING "
            "fts5(pairs, content='', columnsize=0, tokenize='ascii')"
        )
        op.execute("CREATE TABLE search_state (followed INTEGER NOT NULL, recipe TEXT NOT NULL)")


def _move_make_up_studies() -> None:
    """Keep as an entry of its own what stood in a column of the attendance."""
    op.execute(
        "INSERT INTO study_entry (person_id, meeting_id, studied_on)"
        " SELECT person_id, meeting_id, made_up_on FROM attendance"
        " WHERE made_up_on IS NOT NULL ORDER BY id"
    )


def _take_the_place_of(table: str, columns: str) -> None:
    """Move the rows into the table made anew, which then takes the old one's name.

    The highest id ever given goes along, so that none is given twice.
    """
    new = f"new_{table}"
    op.execute(f"INSERT INTO {new} ({columns}) SELECT {columns} FROM {table}")  # noqa: S608
    op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{new}'")  # noqa: S608
    op.execute(f"UPDATE sqlite_sequence SET name = '{new}' WHERE name = '{table}'")  # noqa: S608
    op.drop_table(table)
    op.rename_table(new, table)


def _make_appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column(
            "post",
            sa.Enum(
                "secretary",
                "deputy",
                "liaison",
                "organisation",
                "publicity",
                "discipline",
                "other",
                name="post",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), server_default="", nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("document_number", sa.String(length=200), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_appointment_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branch.id"],
            name=op.f("fk_appointment_branch_id_branch"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_appointment_person_id_person"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_branch_id"), ["branch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_person_id"), ["person_id"], unique=False)


def _make_study_requirement() -> None:
    op.create_table(
        "study_requirement",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "branches",
                "units",
                "ranks",
                "top_leaders",
                "seminars",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("leaders_first", sa.Boolean(), nullable=False),
        sa.Column("recurring", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_study_requirement_document_id_document"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_requirement")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("study_requirement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_study_requirement_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_study_requirement_year"), ["year"], unique=False)


def _make_study_audience() -> None:
    op.create_table(
        "study_audience",
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column(
            "rank",
            sa.Enum(
                "bureau",
                "section",
                "below",
                "other",
                name="rank",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (rank IS NULL)", name=op.f("ck_study_audience_unit_or_rank")
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["study_requirement.id"],
            name=op.f("fk_study_audience_requirement_id_study_requirement"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
            name=op.f("fk_study_audience_unit_id_unit"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_audience")),
        sa.UniqueConstraint(
            "requirement_id", "rank", name=op.f("uq_study_audience_requirement_id_rank")
        ),
        sa.UniqueConstraint(
            "requirement_id", "unit_id", name=op.f("uq_study_audience_requirement_id_unit_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("study_audience", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_study_audience_unit_id"), ["unit_id"], unique=False)


def _make_study_entry() -> None:
    op.create_table(
        "study_entry",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("studied_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=500), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(meeting_id IS NULL) <> (document_id IS NULL)",
            name=op.f("ck_study_entry_what_is_named"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_study_entry_document_id_document"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_study_entry_meeting_id_meeting"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_study_entry_person_id_person"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_entry")),
        sa.UniqueConstraint(
            "person_id",
            "document_id",
            "studied_on",
            name=op.f("uq_study_entry_person_id_document_id_studied_on"),
        ),
        sa.UniqueConstraint(
            "person_id", "meeting_id", name=op.f("uq_study_entry_person_id_meeting_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("study_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_study_entry_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_study_entry_meeting_id"), ["meeting_id"], unique=False)


def _make_supervision_slip() -> None:
    op.create_table(
        "supervision_slip",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("branch_task_id", sa.Integer(), nullable=False),
        sa.Column(
            "colour",
            sa.Enum(
                "blue",
                "yellow",
                "red",
                name="colour",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("reply_due_on", sa.Date(), nullable=False),
        sa.Column("demand", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("answer", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["branch_task_id"],
            ["branch_task.id"],
            name=op.f("fk_supervision_slip_branch_task_id_branch_task"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_slip")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_supervision_slip_year_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("supervision_slip", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supervision_slip_branch_task_id"), ["branch_task_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_supervision_slip_reply_due_on"), ["reply_due_on"], unique=False
        )


def _make_practice() -> None:
    op.create_table(
        "practice",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("background", sa.String(length=10000), server_default="", nullable=False),
        sa.Column("approach", sa.String(length=10000), server_default="", nullable=False),
        sa.Column("effect", sa.String(length=10000), server_default="", nullable=False),
        sa.Column("to_spread", sa.String(length=10000), server_default="", nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "noted",
                "combed",
                "summarised",
                "adopted",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("summarised_on", sa.Date(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column(
            "adoption_level",
            sa.Enum(
                "own",
                "association",
                "municipal",
                "provincial",
                "national",
                name="adoption_level",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state <> 'adopted' OR adoption_level IS NOT NULL", name=op.f("ck_practice_level_named")
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branch.id"],
            name=op.f("fk_practice_branch_id_branch"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
            name=op.f("fk_practice_unit_id_unit"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_branch_id"), ["branch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_year"), ["year"], unique=False)


def _make_practice_task() -> None:
    op.create_table(
        "practice_task",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("key_task_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["key_task_id"],
            ["key_task.id"],
            name=op.f("fk_practice_task_key_task_id_key_task"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_practice_task_practice_id_practice"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_task")),
        sa.UniqueConstraint(
            "practice_id", "key_task_id", name=op.f("uq_practice_task_practice_id_key_task_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("practice_task", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_practice_task_key_task_id"), ["key_task_id"], unique=False
        )


def _make_practice_meeting() -> None:
    op.create_table(
        "practice_meeting",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_practice_meeting_meeting_id_meeting"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_practice_meeting_practice_id_practice"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_meeting")),
        sa.UniqueConstraint(
            "practice_id", "meeting_id", name=op.f("uq_practice_meeting_practice_id_meeting_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("practice_meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_practice_meeting_meeting_id"), ["meeting_id"], unique=False
        )


def _make_year_seal() -> None:
    op.create_table(
        "year_seal",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sealed_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_seal")),
        sa.UniqueConstraint("year", name=op.f("uq_year_seal_year")),
        sqlite_autoincrement=True,
    )


def _rebuild_attachment() -> None:
    op.create_table(
        "new_attachment",
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("branch_task_id", sa.Integer(), nullable=True),
        sa.Column("practice_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "CASE WHEN meeting_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN document_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN branch_task_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN practice_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_attachment_one_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["branch_task_id"],
            ["branch_task.id"],
            name=op.f("fk_attachment_branch_task_id_branch_task"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_attachment_document_id_document"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_attachment_meeting_id_meeting"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_attachment_practice_id_practice"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sqlite_autoincrement=True,
    )
    _take_the_place_of("attachment", ("id, version, meeting_id, name, sha256, size"))

    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attachment_branch_task_id"), ["branch_task_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_attachment_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_attachment_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_attachment_practice_id"), ["practice_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_attachment_sha256"), ["sha256"], unique=False)


def _rebuild_attendance() -> None:
    op.create_table(
        "new_attendance",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "presides",
                "attends",
                "sits_in",
                "records",
                name="role",
                native_enum=False,
                create_constraint=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "expected",
                "present",
                "excused",
                "absent",
                "stood_in",
                name="state",
                native_enum=False,
                create_constraint=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("stand_in_id", sa.Integer(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state <> 'stood_in' OR stand_in_id IS NOT NULL",
            name=op.f("ck_attendance_stand_in_named"),
        ),
        sa.CheckConstraint(
            "role IN ('presides', 'attends', 'sits_in', 'records')", name=op.f("ck_attendance_role")
        ),
        sa.CheckConstraint(
            "state IN ('expected', 'present', 'excused', 'absent', 'stood_in')",
            name=op.f("ck_attendance_state"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_attendance_meeting_id_meeting"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_attendance_person_id_person"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["stand_in_id"],
            ["person.id"],
            name=op.f("fk_attendance_stand_in_id_person"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "meeting_id", "person_id", name=op.f("uq_attendance_meeting_id_person_id")
        ),
        sqlite_autoincrement=True,
    )
    _take_the_place_of(
        "attendance",
        ("id, version, meeting_id, person_id, role, state, reason, stand_in_id, late, invited"),
    )

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_attendance_stand_in_id"), ["stand_in_id"], unique=False
        )


def _rebuild_branch_task() -> None:
    op.create_table(
        "new_branch_task",
        sa.Column("key_task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "to_confirm",
                "adjustment_asked",
                "in_progress",
                "submitted",
                "done",
                "extended",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("original_deadline_on", sa.Date(), nullable=True),
        sa.Column("extension_reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("assigned_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("followed", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("leader_comment", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "percent BETWEEN 0 AND 100", name=op.f("ck_branch_task_percent_in_range")
        ),
        sa.CheckConstraint(
            (
                "state IN ('to_confirm', 'adjustment_asked', 'in_progress', "
                "'submitted', 'done', 'extended', 'cancelled')"
            ),
            name=op.f("ck_branch_task_state"),
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branch.id"],
            name=op.f("fk_branch_task_branch_id_branch"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["key_task_id"],
            ["key_task.id"],
            name=op.f("fk_branch_task_key_task_id_key_task"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"],
            ["person.id"],
            name=op.f("fk_branch_task_responsible_id_person"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
            name=op.f("fk_branch_task_unit_id_unit"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branch_task")),
        sa.UniqueConstraint(
            "key_task_id",
            "unit_id",
            "branch_id",
            name=op.f("uq_branch_task_key_task_id_unit_id_branch_id"),
        ),
        sqlite_autoincrement=True,
    )
    _take_the_place_of(
        "branch_task",
        (
            "id, version, key_task_id, unit_id, branch_id, responsible_id, state, "
            "percent, deadline_on, original_deadline_on, extension_reason, "
            "assigned_on, done_on"
        ),
    )

    with op.batch_alter_table("branch_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_branch_task_branch_id"), ["branch_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_branch_task_deadline_on"), ["deadline_on"], unique=False
        )
        batch_op.create_index(
            "ix_branch_task_of_a_unit",
            ["key_task_id", "unit_id"],
            unique=True,
            sqlite_where=sa.text("branch_id IS NULL"),
            postgresql_where=sa.text("branch_id IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_branch_task_responsible_id"), ["responsible_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_branch_task_unit_id"), ["unit_id"], unique=False)
