"""What does each kind of row ask the person who writes it?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coalitions.funding.domain.ties import FREE, Tie, read_tie
from coalitions.funding.forms.fields import AmountInput, DayInput, LedgerForm
from coalitions.funding.models import Agreement, Pledge
from coalitions.funding.queries import list_coalitions_open_to, list_usual_organisations
from coalitions.funding.vocabulary import RestrictionKind
from impactplatform.kernel.decisions import Refused
from impactplatform.web.choices import choices_of

TIES = [("", _("free of any tie")), *choices_of(RestrictionKind)]


class TiedForm(LedgerForm):
    """A row whose money may be tied to a use."""

    funder = forms.CharField(label=_("Funder"), max_length=250, widget=forms.TextInput(attrs={"list": "organisations"}))
    tie_kind = forms.ChoiceField(label=_("Tied to"), choices=TIES, required=False)
    tie_value = forms.CharField(
        label=_("To which one"),
        required=False,
        max_length=120,
        help_text=_("A theme such as housing; a place as SCHEME:CODE; a year"),
    )
    reference = forms.CharField(label=_("Reference"), required=False, max_length=80)

    field_order: Iterable[str] | None = ("funder", "amount", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = list_usual_organisations(self.fund)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, value = data.get("tie_kind", ""), data.get("tie_value", "").strip()
        tie: Tie | Refused = read_tie(f"{kind}:{value}") if kind else FREE
        if isinstance(tie, Refused):
            self.add_error("tie_value", _("Say to which theme, place, kind of expense or period the sum is tied."))
            tie = FREE
        return {**data, "tie": tie}


class PledgeForm(TiedForm):
    conditions = forms.CharField(label=_("Conditions"), required=False, max_length=300)


class AgreementForm(TiedForm):
    instalments = forms.IntegerField(label=_("Number of instalments"), min_value=1, max_value=60, initial=1)
    due_dates = forms.CharField(
        label=_("When the instalments are due"),
        required=False,
        max_length=600,
        help_text=_("Dates such as 2026-03-31, separated by commas"),
    )
    reporting = forms.CharField(label=_("Reporting duties"), required=False, max_length=300)

    def clean_due_dates(self) -> list[date]:
        texts = self.cleaned_data["due_dates"].replace(";", ",").split(",")
        try:
            return [date.fromisoformat(text.strip()) for text in texts if text.strip()]
        except ValueError as error:
            raise forms.ValidationError(_("Write dates such as 2026-03-31, separated by commas.")) from error


class InstalmentForm(TiedForm):
    """Money received, under a promise when there is one."""

    promise = forms.ChoiceField(label=_("Under which promise"), required=False)

    field_order: Iterable[str] | None = ("funder", "promise", "amount", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = {"reverses__isnull": True, "reversed_by__isnull": True}
        rows: list[tuple[str, Agreement | Pledge]] = [
            ("agreement", a) for a in self.fund.agreements.filter(**standing).select_related("funder")
        ]
        rows += [("pledge", p) for p in self.fund.pledges.filter(**standing).select_related("funder")]
        kinds = {"agreement": gettext("agreement"), "pledge": gettext("pledge")}
        choices = [
            (f"{kind}:{row.pk}", f"{row.funder.name} · {kinds[kind]} {row.on} · {row.amount}") for kind, row in rows
        ]
        self.fields["promise"].choices = [("", gettext("none")), *choices]  # type: ignore[attr-defined]  # a ChoiceField


class AllocationForm(LedgerForm):
    """A part of the pot for a coalition or one of its actions."""

    target = forms.ChoiceField(label=_("For whom"))
    theme = forms.SlugField(
        label=_("Theme"), required=False, max_length=40, help_text=_("That of the action when left empty")
    )
    expense_kind = forms.SlugField(label=_("Kind of expense"), required=False, max_length=40)
    decision = forms.CharField(label=_("Decision that makes it"), required=False, max_length=300)

    field_order: Iterable[str] | None = ("target", "amount", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (c.name, [(f"coalition:{c.pk}", gettext("%(name)s, as a whole") % {"name": c.name}), *self._actions(c)])
            for c in list_coalitions_open_to(self.user, self.fund)
        ]
        self.fields["target"].choices = [("", "—"), *groups]  # type: ignore[attr-defined]  # a ChoiceField

    @staticmethod
    def _actions(coalition: Any) -> list[tuple[str, str]]:
        return [(f"action:{a.pk}", a.title) for a in coalition.actions.all()]


class PaymentForm(LedgerForm):
    payee = forms.ChoiceField(label=_("To which organisation"), required=False)
    reference = forms.CharField(label=_("Bank reference"), required=False, max_length=80)

    field_order: Iterable[str] | None = ("payee", "amount", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(o.pk), o.name) for o in list_usual_organisations(self.fund, self.allocation)]
        self.fields["payee"].choices = [("", gettext("the usual one: who leads the action, else the backbone")), *names]  # type: ignore[attr-defined]  # a ChoiceField


class ExpenseForm(PaymentForm):
    kind = forms.SlugField(
        label=_("Kind of expense"), required=False, max_length=40, help_text=_("salaries, rent, food…")
    )
    borne_by_partner = AmountInput(label=_("Part you bear yourselves"), required=False)
    document = forms.CharField(label=_("Evidence (number or place of the document)"), required=False, max_length=300)

    field_order: Iterable[str] | None = (
        "amount",
        "on",
        "kind",
        "borne_by_partner",
        "payee",
        "reference",
        "document",
    )


class InKindForm(LedgerForm):
    giver = forms.CharField(label=_("Giver"), max_length=250, widget=forms.TextInput(attrs={"list": "organisations"}))
    kind = forms.ChoiceField(
        label=_("What is given"),
        choices=[
            ("volunteering", _("Volunteering")),
            ("premises", _("Premises")),
            ("goods", _("Goods")),
            ("services", _("Services")),
        ],
    )
    quantity = forms.CharField(label=_("Quantity"), required=False, max_length=60, help_text=_("120 hours"))
    basis = forms.CharField(label=_("On what basis the value was worked out"), max_length=200)

    field_order: Iterable[str] | None = ("giver", "kind", "quantity", "amount", "basis", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = list_usual_organisations(self.fund)


class ReversalForm(LedgerForm):
    amount = None  # type: ignore[assignment]  # a row is reversed whole
    code = None  # type: ignore[assignment]  # a row is reversed once
    why = forms.CharField(label=_("Why"), max_length=300)

    field_order: Iterable[str] | None = ("why", "on")


class ClosingForm(LedgerForm):
    amount = None  # type: ignore[assignment]  # a closing has no sum
    code = None  # type: ignore[assignment]  # a day is closed once
    on = DayInput(label=_("Close every day before"))


class StatementForm(LedgerForm):
    on = None  # type: ignore[assignment]  # the source gives its own date, often a year
    currency = forms.ChoiceField(label=_("Currency"), choices=[("EUR", "EUR"), ("CAD", "CAD")])
    subject = forms.CharField(label=_("What was said"), max_length=80)
    stated_on = forms.CharField(label=_("Date, as the source gives it"), required=False, max_length=40)
    source = forms.CharField(label=_("Source"), max_length=400)
    is_authoritative = forms.BooleanField(label=_("This is the figure to use"), required=False)

    field_order: Iterable[str] | None = (
        "subject",
        "amount",
        "currency",
        "stated_on",
        "source",
        "is_authoritative",
    )
