"""What a field is: declared once on a record, used by form, table, Excel, check and search."""

from deskapp.fields.field import Complaint, Field, FieldSet
from deskapp.fields.kinds import (
    ChoiceField,
    Choices,
    DateField,
    PointsField,
    ReferenceField,
    TextField,
    TimeField,
    WholeField,
    YesNoField,
    labels_in_every_language,
)

__all__ = [
    "ChoiceField",
    "Choices",
    "Complaint",
    "DateField",
    "Field",
    "FieldSet",
    "PointsField",
    "ReferenceField",
    "TextField",
    "TimeField",
    "WholeField",
    "YesNoField",
    "labels_in_every_language",
]
