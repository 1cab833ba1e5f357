"""A value that is shown can be read back, and what cannot be read says what to do."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.fields import (
    ChoiceField,
    Complaint,
    DateField,
    Field,
    PointsField,
    ReferenceField,
    TextField,
    TimeField,
    WholeField,
    YesNoField,
    labels_in_every_language,
)
from deskapp.i18n import LANGUAGES, N_, language
from deskapp.records.registry import KINDS

TEXT = TextField(name="t", label=N_("Post"), longest=20)
WHOLE = WholeField(name="w", label=N_("Progress"), highest=100)
POINTS = PointsField(name="p", label=N_("Points"), highest=Decimal(100))
DATE = DateField(name="d", label=N_("Date"))
TIME = TimeField(name="h", label=N_("Starts at"))
RANK = ChoiceField(
    name="r",
    label=N_("Rank"),
    choices={"section": N_("Section level"), "below": N_("Below section level")},
    words={"正处级": "section"},
)
YES_NO = YesNoField(name="y", label=N_("Top leader"))
REFERENCE = ReferenceField(name="u", label=N_("Unit"), to="unit")
ALL: tuple[Field, ...] = (TEXT, WHOLE, POINTS, DATE, TIME, RANK, YES_NO, REFERENCE)

languages = st.sampled_from(list(LANGUAGES))
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.dates(),
    st.times(),
    st.datetimes(),
)


def read(field: Field, cell: Any) -> tuple[Any, str]:
    """Return the value of a cell and no complaint, or no value and the complaint."""
    try:
        return field.parsed(cell), ""
    except Complaint as complaint:
        return None, str(complaint)


@given(st.integers(0, 100))
def test_a_whole_number_is_read_back(value: int) -> None:
    assert WHOLE.parsed(WHOLE.shown(value)) == value
    assert WHOLE.parsed(f" {value}% ") == value
    assert WHOLE.parsed(float(value)) == value
    assert not WHOLE.complaint(value)


@given(st.decimals(0, 100, places=2))
def test_points_are_read_back(value: Decimal) -> None:
    assert POINTS.parsed(POINTS.shown(value)) == value
    assert not POINTS.complaint(value)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_a_date_is_read_back(value: date) -> None:
    assert DATE.parsed(DATE.shown(value)) == value


@given(st.times())
def test_a_time_is_read_back_to_the_minute(value: time) -> None:
    value = value.replace(second=0, microsecond=0)
    assert TIME.parsed(TIME.shown(value)) == value
    assert TIME.parsed(value) == value


@given(languages, languages, st.sampled_from(list(RANK.choices)))
def test_a_choice_is_read_back_in_any_language(shown_in: str, read_in: str, code: str) -> None:
    with language(shown_in):
        shown = RANK.shown(code)
    with language(read_in):
        assert RANK.parsed(shown) == code


@given(languages, st.booleans())
def test_yes_and_no_are_read_back(code: str, value: bool) -> None:
    with language(code):
        assert YES_NO.parsed(YES_NO.shown(value)) is value


@given(st.text(max_size=20))
def test_a_text_is_read_back_without_the_blanks_around_it(value: str) -> None:
    assert TEXT.parsed(TEXT.shown(value)) == value.strip()


@pytest.mark.parametrize("field", ALL, ids=lambda field: type(field).__name__)
def test_an_empty_cell_is_no_value(field: Field) -> None:
    for cell in (None, "", "   "):
        assert field.parsed(cell) in (None, "", False)
        assert field.shown(field.parsed(cell)) == ""


@pytest.mark.parametrize("field", ALL, ids=lambda field: type(field).__name__)
@given(cell=cells)
def test_any_cell_is_read_or_complained_about_in_a_sentence(field: Field, cell: Any) -> None:
    value, complaint = read(field, cell)

    assert complaint.endswith(".") or not complaint
    assert isinstance(field.complaint(value), str)
    assert isinstance(field.shown(value), str)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("60", 60), ("60%", 60), (60.0, 60), ("\uff16\uff10", 60), ("60 %", 60), ("60\uff05", 60)],
)
def test_numbers_are_read_as_offices_write_them(cell: Any, value: int) -> None:
    assert WHOLE.parsed(cell) == value


@pytest.mark.parametrize("cell", ["sixty", "6.5", "1e3", 0.5, "一"])
def test_what_is_no_whole_number_is_complained_about(cell: Any) -> None:
    with pytest.raises(Complaint, match="whole number"):
        WHOLE.parsed(cell)


@pytest.mark.parametrize("cell", ["NaN", "Infinity", "-inf", float("nan"), float("inf"), "x"])
def test_what_is_no_number_of_points_is_complained_about(cell: Any) -> None:
    with pytest.raises(Complaint, match="not a number"):
        POINTS.parsed(cell)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (WHOLE, 101, "must be between 0 and 100"),
        (WHOLE, -1, "must be between 0 and 100"),
        (POINTS, Decimal("100.01"), "must be between"),
        (POINTS, Decimal("1.005"), "two decimals"),
        (TEXT, "x" * 21, "may have 20 characters; this one has 21"),
    ],
)
def test_a_value_out_of_bounds_is_complained_about(field: Field, value: Any, said: str) -> None:
    assert said in field.complaint(value)


@pytest.mark.parametrize(
    "field",
    [
        TextField(name="t", label=N_("Post"), required=True),
        WholeField(name="w", label=N_("Post"), required=True),
        DateField(name="d", label=N_("Post"), required=True),
        ReferenceField(name="u", label=N_("Post"), required=True, to="unit"),
        ChoiceField(name="r", label=N_("Post"), required=True, choices={}),
    ],
    ids=lambda field: type(field).__name__,
)
def test_a_required_field_asks_to_be_filled_in(field: Field) -> None:
    assert field.complaint(None) == "Please fill in “Post”."


def test_no_and_zero_are_values_too() -> None:
    required = YesNoField(name="y", label=N_("Post"), required=True)
    number = WholeField(name="w", label=N_("Post"), required=True)

    assert not required.complaint(False)
    assert not number.complaint(0)


@pytest.mark.parametrize("cell", ["正处级", "section", "Section level", " 正处级 "])
def test_a_choice_is_known_by_code_label_and_other_words(cell: str) -> None:
    assert RANK.parsed(cell) == "section"


def test_an_unknown_choice_lists_the_known_ones() -> None:
    with pytest.raises(Complaint, match="Section level、Below section level"):
        RANK.parsed("上将")


def test_labels_are_given_in_every_language() -> None:
    assert {"Unit", "单位"} <= set(labels_in_every_language("Unit"))


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_declared_field_is_a_column_of_its_record(kind: Any) -> None:
    columns = kind.record.__table__.c
    names = [field.name for field in kind.fields]

    assert len(set(names)) == len(names)
    for field in kind.fields:
        assert field.name in columns
        if isinstance(field, ChoiceField):
            assert list(field.choices) == list(columns[field.name].type.enums)
        if isinstance(field, ReferenceField):
            (key,) = columns[field.name].foreign_keys
            assert key.column.table.name == field.to
