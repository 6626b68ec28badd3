"""How does a Decimal stay exact on SQLite and on PostgreSQL alike? It is stored as a scaled integer."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from impactplatform.kernel.exact import AMOUNT_SCALE, VALUE_SCALE, NotExact, from_fixed, to_fixed

if TYPE_CHECKING:  # to the type checker it is a field of Decimal, though it is stored as an integer
    _WholeNumberField = models.DecimalField[Any, Any]
else:
    _WholeNumberField = models.BigIntegerField


class FixedPointField(_WholeNumberField):
    """A number with a fixed count of decimals: Decimal in Python, bigint in the database, `Sum` included.

    Comparisons, `Sum`, `Min` and `Max` speak Decimal. Products and quotients in SQL are not supported:
    multiply and divide in `domain`, where rounding is named.
    """

    description = "A fixed-point number"
    default_error_messages = {
        "inexact": _("Ensure that there are no more than %(scale)s decimal places."),
        "number": _("Enter a number."),
    }

    def __init__(self, *args: Any, scale: int = VALUE_SCALE, **kwargs: Any) -> None:
        self.scale = scale
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.scale != VALUE_SCALE:
            kwargs["scale"] = self.scale
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    @property
    def validators(self) -> list[Any]:  # type: ignore[override]  # Django's is a cached property
        """None of the integer's own: `to_fixed` checks the range, on the scaled number."""
        return []

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else from_fixed(int(value), self.scale)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        if isinstance(value, float):
            raise ValidationError(self.error_messages["number"], code="number")
        try:
            return from_fixed(to_fixed(Decimal(value), self.scale), self.scale)
        except InvalidOperation as error:
            raise ValidationError(self.error_messages["number"], code="number") from error
        except NotExact as error:
            raise ValidationError(self.error_messages["inexact"], "inexact", {"scale": self.scale}) from error

    def get_prep_value(self, value: Any) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return to_fixed(value if isinstance(value, Decimal) else Decimal(value), self.scale)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]  # the stubs list no other form field
        options = {"form_class": forms.DecimalField, "decimal_places": self.scale, **kwargs}
        return models.Field.formfield(self, **options)


class AmountField(FixedPointField):
    """Money to the cent, stored in minor units; its currency stands in a field beside it."""

    description = "An amount of money"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["scale"] = AMOUNT_SCALE
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("scale", None)
        return name, path, args, kwargs
