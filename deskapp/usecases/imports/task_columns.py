"""The columns of a division of work as offices send it."""

from __future__ import annotations

from dataclasses import replace

from deskapp.fields import DateField, Field, FieldSet
from deskapp.i18n import N_
from deskapp.records.task import KEY_TASK_FIELDS
from deskapp.usecases.imports.columns import SerialNumberField, UnitsField, replaced

_OF_RECORD: dict[str, Field] = {field.name: field for field in KEY_TASK_FIELDS}

TASK_COLUMNS: FieldSet = (
    replaced(_OF_RECORD["number"], SerialNumberField, required=False),
    _OF_RECORD["category"],
    _OF_RECORD["text"],
    _OF_RECORD["goal"],
    UnitsField(
        name="lead_unit_ids",
        label=N_("Lead units"),
        width=18,
        synonyms=(
            "牵头部门", "牵头单位", "牵头", "牵头部门(单位)", "主办单位", "主办部门", "主办",
            "主责部门", "主责单位", "第一责任单位",
        ),
    ),
    UnitsField(
        name="cooperating_unit_ids",
        label=N_("Cooperating units"),
        width=20,
        synonyms=(
            "配合部门", "配合单位", "配合", "协办单位", "协办部门", "协办", "参与单位", "协作单位",
            "协同单位", "协同部门",
        ),
    ),
    # Where this is the only column of units, the first listed leads.
    UnitsField(
        name="units",
        label=N_("Responsible units"),
        width=20,
        synonyms=(
            "责任单位", "责任部门", "承办单位", "承办部门", "落实单位", "落实部门", "责任处室",
            "责任部门(单位)",
        ),
    ),
    _OF_RECORD["leader_id"],
    # Who answers for a task of one unit; the leader where a table has no other column.
    UnitsField(
        name="responsible",
        label=N_("Person responsible"),
        synonyms=("责任人", "具体责任人", "负责人", "联系人", "经办人"),
    ),
    _OF_RECORD["deadline_text"],
    DateField(name="deadline_on", label=N_("Deadline as read"), width=18),
    _OF_RECORD["source_document_id"],
    _OF_RECORD["source_clause"],
    replace(_OF_RECORD["year"], required=False),
)  # fmt: skip
