"""Keep who is appraised, caps and grades, self-scores, appeals and final scores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables; those with new columns are made anew."""
    _rebuild_scheme()
    _make_assessor_score()
    _make_self_score()
    _make_appeal()
    _make_grade_given()
    _make_final_scoring()
    _move_points_by_hand()
    _rebuild_attachment()


def _move_points_by_hand() -> None:
    """Let the points given by hand be the assessors' scores, in the history too."""
    columns = "id, version, indicator_id, unit_id, points, reason"
    op.execute(f"INSERT INTO assessor_score ({columns}) SELECT {columns} FROM hand_score")  # noqa: S608
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'assessor_score'")
    op.execute("UPDATE sqlite_sequence SET name = 'assessor_score' WHERE name = 'hand_score'")
    op.execute(
        "UPDATE row_change SET table_name = 'assessor_score' WHERE table_name = 'hand_score'"
    )
    op.drop_table("hand_score")


def _take_the_place_of(table: str, columns: str, more: str = "", values: str = "") -> None:
    """Move the rows into the table made anew, which then takes the old one's name.

    The highest id ever given goes along, so that none is given twice.
    """
    new = f"new_{table}"
    op.execute(f"INSERT INTO {new} ({columns}{more}) SELECT {columns}{values} FROM {table}")  # noqa: S608
    op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{new}'")  # noqa: S608
    op.execute(f"UPDATE sqlite_sequence SET name = '{new}' WHERE name = '{table}'")  # noqa: S608
    op.drop_table(table)
    op.rename_table(new, table)


def _make_assessor_score() -> None:
    op.create_table(
        "assessor_score",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (branch_id IS NULL)", name=op.f("ck_assessor_score_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branch.id"],
            name=op.f("fk_assessor_score_branch_id_branch"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_assessor_score_indicator_id_indicator"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
            name=op.f("fk_assessor_score_unit_id_unit"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessor_score")),
        sa.UniqueConstraint(
            "indicator_id", "branch_id", name=op.f("uq_assessor_score_indicator_id_branch_id")
        ),
        sa.UniqueConstraint(
            "indicator_id", "unit_id", name=op.f("uq_assessor_score_indicator_id_unit_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("assessor_score", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessor_score_branch_id"), ["branch_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_assessor_score_unit_id"), ["unit_id"], unique=False)


def _make_self_score() -> None:
    op.create_table(
        "self_score",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (branch_id IS NULL)", name=op.f("ck_self_score_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branch.id"],
            name=op.f("fk_self_score_branch_id_branch"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_self_score_indicator_id_indicator"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
            name=op.f("fk_self_score_unit_id_unit"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_score")),
        sa.UniqueConstraint(
            "indicator_id", "branch_id", name=op.f("uq_self_score_indicator_id_branch_id")
        ),
        sa.UniqueConstraint(
            "indicator_id", "unit_id", name=op.f("uq_self_score_indicator_id_unit_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("self_score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_self_score_branch_id"), ["branch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_self_score_unit_id"), ["unit_id"], unique=False)


def _make_appeal() -> None:
    op.create_table(
        "appeal",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("points_then", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=2000), server_default="", nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "upheld",
                "partly",
                "rejected",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(answered_on IS NULL) = (outcome IS NULL)", name=op.f("ck_appeal_answered_whole")
        ),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (branch_id IS NULL)", name=op.f("ck_appeal_one_subject")
        ),
        sa.CheckConstraint(
            "answered_on IS NULL OR answered_on >= raised_on", name=op.f("ck_appeal_answered_later")
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branch.id"],
            name=op.f("fk_appeal_branch_id_branch"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_appeal_indicator_id_indicator"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
            name=op.f("fk_appeal_unit_id_unit"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeal_branch_id"), ["branch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appeal_indicator_id"), ["indicator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appeal_unit_id"), ["unit_id"], unique=False)


def _make_grade_given() -> None:
    op.create_table(
        "grade_given",
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(length=40), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (branch_id IS NULL)", name=op.f("ck_grade_given_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"],
            ["branch.id"],
            name=op.f("fk_grade_given_branch_id_branch"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["scheme_id"],
            ["scheme.id"],
            name=op.f("fk_grade_given_scheme_id_scheme"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
            name=op.f("fk_grade_given_unit_id_unit"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_given")),
        sa.UniqueConstraint(
            "scheme_id", "branch_id", name=op.f("uq_grade_given_scheme_id_branch_id")
        ),
        sa.UniqueConstraint("scheme_id", "unit_id", name=op.f("uq_grade_given_scheme_id_unit_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("grade_given", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grade_given_branch_id"), ["branch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_grade_given_unit_id"), ["unit_id"], unique=False)


def _make_final_scoring() -> None:
    op.create_table(
        "final_scoring",
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("finalised_on", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("program_version", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_id"],
            ["scheme.id"],
            name=op.f("fk_final_scoring_scheme_id_scheme"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_final_scoring")),
        sa.UniqueConstraint("scheme_id", name=op.f("uq_final_scoring_scheme_id")),
        sqlite_autoincrement=True,
    )


def _rebuild_scheme() -> None:
    op.create_table(
        "new_scheme",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "appraised",
            sa.Enum(
                "units",
                "branches",
                name="appraised",
                native_enum=False,
                create_constraint=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "scope",
            sa.Enum(
                "all",
                "department",
                "institution",
                name="scope",
                native_enum=False,
                create_constraint=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("bonus_cap", sa.Integer(), nullable=True),
        sa.Column("deduction_cap", sa.Integer(), nullable=True),
        sa.Column("grades", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("appraised IN ('units', 'branches')", name=op.f("ck_scheme_appraised")),
        sa.CheckConstraint(
            "scope IN ('all', 'department', 'institution')", name=op.f("ck_scheme_scope")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme")),
        sqlite_autoincrement=True,
    )
    _take_the_place_of(
        "scheme", "id, version, year, title, appraised", ", scope, grades", ", 'all', '[]'"
    )

    with op.batch_alter_table("scheme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scheme_year"), ["year"], unique=False)


def _rebuild_attachment() -> None:
    op.create_table(
        "new_attachment",
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("branch_task_id", sa.Integer(), nullable=True),
        sa.Column("practice_id", sa.Integer(), nullable=True),
        sa.Column("self_score_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "CASE WHEN meeting_id IS NULL THEN 0 ELSE 1 END + CASE WHEN document_id IS NULL THEN 0 ELSE 1 END + CASE WHEN branch_task_id IS NULL THEN 0 ELSE 1 END + CASE WHEN practice_id IS NULL THEN 0 ELSE 1 END + CASE WHEN self_score_id IS NULL THEN 0 ELSE 1 END = 1",  # noqa: E501
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
        sa.ForeignKeyConstraint(
            ["self_score_id"],
            ["self_score.id"],
            name=op.f("fk_attachment_self_score_id_self_score"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sqlite_autoincrement=True,
    )
    _take_the_place_of(
        "attachment",
        "id, version, meeting_id, document_id, branch_task_id, practice_id, name, sha256, size",
    )

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
        batch_op.create_index(
            batch_op.f("ix_attachment_self_score_id"), ["self_score_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_attachment_sha256"), ["sha256"], unique=False)
