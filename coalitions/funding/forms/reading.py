"""Which rows and which period does somebody ask to read?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coalitions.funding.forms.fields import DayInput
from coalitions.funding.models import Fund
from coalitions.funding.vocabulary import RowKind
from impactplatform.kernel.text import fold
from impactplatform.web.choices import choices_of


class LedgerFilter(forms.Form):
    """Which rows of the ledger to show."""

    kind = forms.ChoiceField(
        label=_("Kind of row"), choices=[("", _("all kinds")), *choices_of(RowKind)], required=False
    )
    q = forms.CharField(label=_("Word or reference"), required=False, max_length=100)

    def keeps(self, row: Mapping[str, Any], chosen: Mapping[str, Any]) -> bool:
        """Is this row among those asked for?"""
        if chosen.get("kind") and row["kind"] != chosen["kind"]:
            return False
        said = fold(" ".join([*row["words"], row["entry"].reference, row["entry"].code]))
        return fold(chosen.get("q") or "") in said


class PeriodPicker(forms.Form):
    """From which day to which day a report goes; both are included. Without a choice, the current year."""

    funder = forms.CharField(required=False, max_length=120)

    def __init__(self, data: Mapping[str, Any] | None, *, fund: Fund) -> None:
        super().__init__(data)
        self.fund = fund
        self.fields["from"] = DayInput(label=_("From"), required=False)
        self.fields["until"] = DayInput(label=_("Until"), required=False)
        self.fields["from"].initial, self.fields["until"].initial = self.default

    @property
    def from_field(self) -> forms.BoundField:
        return self["from"]

    @property
    def until_field(self) -> forms.BoundField:
        return self["until"]

    @property
    def default(self) -> tuple[date, date]:
        today = timezone.localdate()
        return date(today.year, 1, 1), today

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("from"), data.get("until")
        if first and last and first > last:
            self.add_error("until", _("The last day comes after the first."))
        funder = data.get("funder", "")
        if funder and not self.fund.instalments.filter(funder__slug=funder).exists():
            data["funder"] = ""
        return data

    def read(self) -> tuple[date, date, str]:
        """First day, last day, whose cover; what cannot be read falls back to the current year, and the form says why."""
        first, last = self.default
        if not self.is_bound or not self.is_valid():
            return first, last, ""
        data = self.cleaned_data
        until = data.get("until") or last
        return data.get("from") or min(date(until.year, 1, 1), until), until, data.get("funder") or ""


def list_presets(today: date, opening: date | None = None) -> list[tuple[str, date, date]]:
    """The chips of the period picker: words, first day, last day."""
    half = date(today.year, 7, 1)
    last_half = (
        (date(today.year, 1, 1), half - timedelta(days=1))
        if today >= half
        else (date(today.year - 1, 7, 1), date(today.year - 1, 12, 31))
    )
    return [
        (gettext("This year"), date(today.year, 1, 1), today),
        (gettext("Last half-year"), *last_half),
        (gettext("Last year"), date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        *([(gettext("Since the pot opened"), opening, today)] if opening and opening <= today else []),
    ]
