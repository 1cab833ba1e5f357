"""Documents that meetings convey and study, and that tasks come from."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from deskapp.fields import DateField, FieldSet, TextField
from deskapp.i18n import N_
from deskapp.records.record import Record, text_column


class Document(Record):
    """A document with its number, issuer and date."""

    __tablename__ = "document"

    title: Mapped[str]
    number: Mapped[str] = text_column()
    issuer: Mapped[str] = text_column()
    issued_on: Mapped[date | None]
    kind: Mapped[str] = text_column()


DOCUMENT_FIELDS: FieldSet = (
    TextField(
        name="title",
        label=N_("Document title"),
        required=True,
        width=40,
        synonyms=("文件名称", "文件标题", "文件题目", "标题", "文件", "title"),
    ),
    TextField(
        name="number",
        label=N_("Document number"),
        width=18,
        longest=60,
        synonyms=("文号", "发文字号", "文件编号", "文件号", "number"),
    ),
    TextField(
        name="issuer",
        label=N_("Issuer"),
        width=20,
        synonyms=("发文单位", "发文机关", "印发单位", "印发机关", "制发机关"),
    ),
    DateField(
        name="issued_on",
        label=N_("Issued on"),
        synonyms=("发文日期", "印发日期", "发文时间", "印发时间", "日期"),
    ),
    TextField(
        name="kind",
        label=N_("Kind of document"),
        width=12,
        synonyms=("文件类别", "文件类型", "文种", "类别"),
    ),
)
