"""How can "nothing" count as a value in a unique constraint, on SQLite as on PostgreSQL?"""

from __future__ import annotations

from django.db.models import BigIntegerField, CharField, DateField, F, Q, UniqueConstraint, Value
from django.db.models.expressions import BaseExpression
from django.db.models.functions import Coalesce


def or_zero(field: str) -> BaseExpression:
    """The key of a relation, 0 when there is none."""
    return Coalesce(F(field), Value(0), output_field=BigIntegerField())


def or_ever(field: str) -> BaseExpression:
    """A day, the first of all days when open."""
    return Coalesce(F(field), Value("0001-01-01", output_field=CharField()), output_field=DateField())


def unique_with_blanks(*parts: str | BaseExpression, name: str, condition: Q | None = None) -> UniqueConstraint:
    """A unique constraint over fields and the expressions above."""
    return UniqueConstraint(*[F(p) if isinstance(p, str) else p for p in parts], name=name, condition=condition)
