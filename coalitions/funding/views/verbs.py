"""What may be written to a pot, by which form, through which operation? One table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition
from coalitions.funding import forms
from coalitions.funding import operations as ops
from coalitions.funding.imports.lookups import Lookups
from coalitions.funding.models import Allocation, Fund
from coalitions.organisations.models import Organisation
from impactplatform.accounts.models import User
from impactplatform.kernel.money import Money

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from coalitions.funding.views.entrance import Room

Data = dict[str, Any]
Write = Callable[[Fund, Data, User], object]


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be written: its name in addresses, the right it takes, its form, its operation, its words."""

    fr: str
    en: str
    right: str
    form: type[forms.LedgerForm]
    write: Write
    title: str | _StrPromise
    button: str | _StrPromise
    done: str | _StrPromise

    @property
    def address(self) -> str:
        return self.en if (get_language() or "fr").startswith("en") else self.fr


def list_verbs(room: Room) -> list[tuple[Verb, str]]:
    """What the reader may write to this pot, each with its address."""
    return [
        (verb, reverse("funding:write", args=[room.fund.slug, verb.address])) for verb in ON_POT if room.can(verb.right)
    ]


def find_verb(verbs: tuple[Verb, ...], address: str) -> Verb | None:
    """The verb of an address, in either language."""
    return next((verb for verb in verbs if address in (verb.fr, verb.en)), None)


def _money(fund: Fund, data: Data, name: str = "amount") -> Money:
    return Money(data[name], fund.currency)


def _paper(data: Data) -> ops.Paper:
    said: ops.Paper = {
        "code": data.get("code", ""),
        "reference": data.get("reference", ""),
        "document": data.get("document", ""),
    }
    return said


def _pledge(fund: Fund, data: Data, by: User) -> object:
    return ops.pledge_funds(
        fund=fund, funder=Lookups(by).organisation(data["funder"], "funder"), amount=_money(fund, data), on=data["on"], by=by,
        tie=data["tie"], conditions=data["conditions"], **_paper(data),
    )  # fmt: skip


@transaction.atomic
def _agreement(fund: Fund, data: Data, by: User) -> object:
    agreement = ops.sign_agreement(
        fund=fund, funder=Lookups(by).organisation(data["funder"], "funder"), amount=_money(fund, data), on=data["on"], by=by,
        tie=data["tie"], instalments=data["instalments"], reporting=data["reporting"], **_paper(data),
    )  # fmt: skip
    if data["due_dates"]:
        ops.plan_instalments(agreement=agreement, due_on=data["due_dates"], by=by)
    return agreement


def _instalment(fund: Fund, data: Data, by: User) -> object:
    kind, _colon, pk = data["promise"].partition(":")
    return ops.receive_instalment(
        fund=fund, funder=Lookups(by).organisation(data["funder"], "funder"), amount=_money(fund, data), on=data["on"], by=by,
        tie=data["tie"], agreement=fund.agreements.get(pk=pk) if kind == "agreement" else None,
        pledge=fund.pledges.get(pk=pk) if kind == "pledge" else None, **_paper(data),
    )  # fmt: skip


def _allocation(fund: Fund, data: Data, by: User) -> object:
    kind, _colon, pk = data["target"].partition(":")
    action = Action.objects.get(pk=pk, coalition__funds=fund) if kind == "action" else None
    coalition = action.coalition if action else Coalition.objects.get(pk=pk, funds=fund)
    return ops.allocate_funds(
        fund=fund, coalition=coalition, action=action, amount=_money(fund, data), on=data["on"], by=by, theme=data["theme"],
        expense_kind=data["expense_kind"], decision=data["decision"], **_paper(data),
    )  # fmt: skip


def _in_kind(fund: Fund, data: Data, by: User) -> object:
    return ops.record_in_kind(
        fund=fund, giver=Lookups(by).organisation(data["giver"], "giver"), amount=_money(fund, data), on=data["on"], by=by,
        kind=data["kind"], quantity=data["quantity"], basis=data["basis"], **_paper(data),
    )  # fmt: skip


def _statement(fund: Fund, data: Data, by: User) -> object:
    said = Money(data["amount"], data["currency"])
    fields = ("subject", "source", "stated_on", "is_authoritative")
    return ops.record_fund_statement(fund=fund, amount=said, by=by, **{name: data[name] for name in fields})


def _closing(fund: Fund, data: Data, by: User) -> object:
    return ops.close_period(fund=fund, before=data["on"], by=by)


def _settings(fund: Fund, data: Data, by: User) -> object:
    return ops.edit_fund(fund=fund, by=by, **data)


def _seat(fund: Fund, data: Data, by: User) -> object:
    try:
        user = User.objects.get(email=data["email"].lower())
    except User.DoesNotExist as missing:
        raise ops.CannotSeat("unknown_person", given=data["email"]) from missing
    organisation = Lookups(by).organisation(data["organisation"], "organisation")
    return ops.give_fund_seat(
        fund=fund, user=user, role=data["role"], organisation=organisation, by=by, starts_on=data["on"]
    )


def _seat_end(fund: Fund, data: Data, by: User) -> object:
    return ops.end_fund_seat(seat=data["seat"], ends_before=data["on"], by=by)


def _cover(fund: Fund, data: Data, by: User) -> object:
    return ops.cover_coalition(fund=fund, coalition=data["coalition"], by=by)


ON_POT = (
    Verb("promesse", "pledge", "receipt.record", forms.PledgeForm, _pledge, _("Record a pledge"), _("Record the pledge"), _("The pledge is recorded.")),
    Verb("convention", "agreement", "receipt.record", forms.AgreementForm, _agreement, _("Record a signed agreement"), _("Record the agreement"), _("The agreement is recorded.")),
    Verb("versement", "instalment", "receipt.record", forms.InstalmentForm, _instalment, _("Record money received"), _("Record the receipt"), _("The receipt is recorded.")),
    Verb("attribution", "allocation", "allocation.propose", forms.AllocationForm, _allocation, _("Give a part of the pot"), _("Give or propose"), _("The allocation is recorded.")),
    Verb("nature", "in-kind", "receipt.record", forms.InKindForm, _in_kind, _("Record a contribution in kind"), _("Record the contribution"), _("The contribution in kind is recorded.")),
    Verb("declaration", "statement", "fund.edit", forms.StatementForm, _statement, _("Keep what others published"), _("Keep the statement"), _("The statement is kept beside the others.")),
    Verb("cloture", "closing", "fund.edit", forms.ClosingForm, _closing, _("Close a period"), _("Close these days"), _("These days are closed.")),
    Verb("siege", "seat", "fund.edit", forms.SeatForm, _seat, _("Give somebody a seat"), _("Give the seat"), _("The seat is given.")),
    Verb("fin-de-siege", "seat-end", "fund.edit", forms.SeatEndForm, _seat_end, _("Take a seat back"), _("Take the seat back"), _("The seat ends that day.")),
    Verb("couvrir", "cover", "fund.edit", forms.CoverForm, _cover, _("Cover a coalition"), _("Cover this coalition"), _("The pot may now give to this coalition.")),
    Verb("reglages", "settings", "fund.edit", forms.SettingsForm, _settings, _("Change the policy of the pot"), _("Save the policy"), _("The policy is saved.")),
)  # fmt: skip


def pay(allocation: Allocation, data: Data, by: User) -> object:
    """Send, or prepare, a payment."""
    money = _money(allocation.fund, data)
    return ops.pay_allocation(
        allocation=allocation, amount=money, on=data["on"], by=by, payee=_payee(data), **_paper(data)
    )


def report(allocation: Allocation, data: Data, by: User) -> object:
    """Report an expense."""
    borne = _money(allocation.fund, data, "borne_by_partner") if data["borne_by_partner"] else None
    return ops.report_expense(
        allocation=allocation, amount=_money(allocation.fund, data), on=data["on"], by=by, payee=_payee(data), kind=data["kind"],
        borne_by_partner=borne, **_paper(data),
    )  # fmt: skip


def _payee(data: Data) -> Organisation | None:
    return Organisation.objects.get(pk=data["payee"]) if data["payee"] else None


def _ignored(fund: Fund, data: Data, by: User) -> object:
    raise NotImplementedError("these verbs write on an allocation")


PAYMENT = Verb("payer", "pay", "allocation.approve", forms.PaymentForm, _ignored, _("Pay out of this allocation"), _("Record the payment"), _("The payment is recorded."))  # fmt: skip
EXPENSE = Verb("depense", "expense", "expense.record", forms.ExpenseForm, _ignored, _("Report an expense"), _("Report the expense"), _("The expense is reported."))  # fmt: skip
ON_ALLOCATION = ((PAYMENT, pay), (EXPENSE, report))
