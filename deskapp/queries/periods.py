"""Conditions on records that hold from a day to a day, both included; an open end goes on."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_
from sqlalchemy.orm import aliased

from deskapp.records.appointment import Appointment
from deskapp.records.person import Person


def in_force(day: date, appointment: Any = Appointment) -> ColumnElement[bool]:
    """Return the condition that an appointment has begun by a day and is not over."""
    return and_(
        appointment.starts_on <= day,
        or_(appointment.ends_on.is_(None), appointment.ends_on >= day),
    )


def is_in_post(day: date, appointment: Any = Appointment) -> ColumnElement[bool]:
    """Return the condition that an appointment is in force and its holder has not left by a day."""
    holder = aliased(Person)
    has_left = exists().where(holder.id == appointment.person_id, holder.left < day)
    return and_(in_force(day, appointment), ~has_left)


def last_day_in_post(appointment: Any = Appointment, person: Any = Person) -> ColumnElement[Any]:
    """Return the day an appointment ends or its holder leaves the office, whichever is first.

    It is NULL where neither is known.
    """
    return earlier(func.coalesce(appointment.ends_on, person.left), person.left)


def touches(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that an appointment was in force on any day of a period."""
    return and_(
        Appointment.starts_on <= last,
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= first),
    )


def is_active(record: Any, day: Any) -> ColumnElement[bool]:
    """Return the condition that a branch or unit exists on a day, or on the day of a column."""
    return and_(
        or_(record.active_from.is_(None), record.active_from <= day),
        or_(record.active_until.is_(None), record.active_until >= day),
    )


def is_in_office(person: Any, day: Any) -> ColumnElement[bool]:
    """Return the condition that a person has joined and not left on a day, or a column's."""
    return and_(
        or_(person.joined.is_(None), person.joined <= day),
        or_(person.left.is_(None), person.left >= day),
    )


def later(one: ColumnElement[Any], other: Any) -> ColumnElement[Any]:
    """Return the later of two days; the first where the other is not known."""
    return case((other > one, other), else_=one)


def earlier(one: ColumnElement[Any], other: Any) -> ColumnElement[Any]:
    """Return the earlier of two days; the first where the other is not known."""
    return case((other < one, other), else_=one)
