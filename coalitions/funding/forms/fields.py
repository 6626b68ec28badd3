"""How are a sum and a day typed, and what does every row of the ledger ask?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coalitions.funding.models import Allocation, Fund
from impactplatform.kernel.numbers import Ambiguous, NumberRead, read_number


class AmountInput(forms.CharField):
    """A sum to the cent as people type it: 1 234,50 or 1,234.50; what can be read in two ways is asked, never guessed."""

    default_error_messages = {
        "number": _("“%(given)s” is not a sum. Write it in figures, such as 1234.50."),
        "ambiguous": _("“%(given)s” can be read in two ways: write 1234.50 or 1234,50."),
        "cents": _("“%(given)s” has more than two decimals."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        read = read_number(text.strip("$€ \u00a0\u202f"))
        if isinstance(read, Ambiguous):
            raise forms.ValidationError(self.error_messages["ambiguous"], "ambiguous", {"given": text})
        if not isinstance(read, NumberRead) or read.percent:
            raise forms.ValidationError(self.error_messages["number"], "number", {"given": text})
        if read.value != read.value.quantize(Decimal("0.01")):
            raise forms.ValidationError(self.error_messages["cents"], "cents", {"given": text})
        return read.value


class DayInput(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(*args, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)


class LedgerForm(forms.Form):
    """What every row asks. The hidden `code` makes a double click write one row."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    amount = AmountInput(label=_("Amount"))
    on = DayInput(label=_("Date"))

    field_order: Iterable[str] | None = ("amount", "on")

    def __init__(
        self, *args: Any, fund: Fund, user: Any = None, allocation: Allocation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fund, self.user, self.allocation = fund, user, allocation
        if "code" in self.fields:
            self.fields["code"].initial = f"form-{uuid4().hex[:16]}"
        if "amount" in self.fields:
            self.fields["amount"].label = gettext("Amount, in %(currency)s") % {"currency": fund.currency}
        if "on" in self.fields:
            self.fields["on"].initial = timezone.localdate()

    def has_field(self, name: str) -> bool:
        return name in self.fields
