"""What does a pot ask of those who open it, set its policy and give its seats?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.collectives.models import Coalition
from coalitions.funding.forms.fields import AmountInput, DayInput, LedgerForm
from coalitions.funding.models import FundSeat
from coalitions.funding.queries import list_usual_organisations
from coalitions.programmes.models import Programme
from impactplatform.kernel.money import CURRENCIES


class SettingsForm(LedgerForm):
    """The policy of a pot."""

    amount = None  # type: ignore[assignment]  # no row is written
    on = None  # type: ignore[assignment]
    code = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)
    name_fr = forms.CharField(label=_("name (French)"), max_length=200)
    name_en = forms.CharField(label=_("name (English)"), max_length=200, required=False)
    signed_counted_percent = forms.IntegerField(
        label=_("part of signed agreements that may be allocated, in %"), min_value=0, max_value=100
    )
    four_eyes_above = AmountInput(
        label=_("A second person decides above"), required=False, help_text=_("Left empty, one operator decides alone.")
    )
    shows_public_totals = forms.BooleanField(label=_("Totals are public"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (
            "version",
            "name_fr",
            "name_en",
            "signed_counted_percent",
            "four_eyes_above",
            "shows_public_totals",
        ):
            self.fields[name].initial = getattr(self.fund, name)


class SeatForm(LedgerForm):
    """A seat for somebody who has an account."""

    amount = None  # type: ignore[assignment]  # a seat has no sum
    code = None  # type: ignore[assignment]
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=FundSeat.Role.choices)
    organisation = forms.CharField(
        label=_("Organisation"), max_length=250, widget=forms.TextInput(attrs={"list": "organisations"})
    )

    field_order: Iterable[str] | None = ("email", "role", "organisation", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = list_usual_organisations(self.fund)


class SeatEndForm(LedgerForm):
    """A seat that is taken back from a day on."""

    amount = None  # type: ignore[assignment]  # a seat has no sum
    code = None  # type: ignore[assignment]
    seat = forms.ModelChoiceField(FundSeat.objects.none(), label=_("Seat"))
    on = DayInput(label=_("Ends before"))

    field_order: Iterable[str] | None = ("seat", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = self.fund.seats.filter(ends_before__isnull=True).select_related("user")
        self.fields["seat"].queryset = seats  # type: ignore[attr-defined]  # a ModelChoiceField


class CoverForm(LedgerForm):
    """A coalition the pot may give to."""

    amount = None  # type: ignore[assignment]  # no row is written
    code = None  # type: ignore[assignment]
    on = None  # type: ignore[assignment]
    coalition = forms.ModelChoiceField(Coalition.objects.none(), label=_("Coalition"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Coalition.objects.filter(archived_on__isnull=True, is_public=True).exclude(funds=self.fund)
        self.fields["coalition"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField


class OpeningForm(forms.Form):
    """A new pot."""

    name_fr = forms.CharField(label=_("name (French)"), max_length=200)
    name_en = forms.CharField(label=_("name (English)"), max_length=200, required=False)
    slug = forms.SlugField(
        label=_("Name in addresses"), max_length=80, help_text=_("Small letters and dashes, such as pot-du-nord")
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES])
    operator = forms.CharField(label=_("Operator"), max_length=250, required=False)
    programme = forms.ModelChoiceField(Programme.objects.all(), label=_("Programme"), required=False)
    coalitions = forms.ModelMultipleChoiceField(
        Coalition.objects.filter(archived_on__isnull=True), label=_("Coalitions it covers"), required=False
    )
    signed_counted_percent = forms.IntegerField(
        label=_("part of signed agreements that may be allocated, in %"), min_value=0, max_value=100, initial=0
    )
    four_eyes_above = AmountInput(
        label=_("A second person decides above"), required=False, help_text=_("Left empty, one operator decides alone.")
    )
    shows_public_totals = forms.BooleanField(label=_("Totals are public"), required=False)
