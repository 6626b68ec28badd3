"""What may still be allocated, paid and spent? Asked inside the lock of the pot before each row is written."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Min, QuerySet, Sum

from coalitions.funding.domain.balance import Balance, Receipt, Signed, weigh
from coalitions.funding.domain.draws import NOTHING, Draw, Need
from coalitions.funding.domain.ties import Tie, Use
from coalitions.funding.models import Agreement, Allocation, Expense, Fund, Instalment, Payment
from coalitions.funding.vocabulary import RestrictionKind
from coalitions.territories.models import Territory, TerritoryLink


def weigh_fund(fund: Fund) -> Balance:
    """The balance of a pot now. Five queries, and some more when money is tied to places."""
    sums = Instalment.objects.filter(fund=fund).order_by().values("restriction_kind", "restriction_value", "agreement")
    receipts = [
        Receipt(row["total"], Tie(row["restriction_kind"], row["restriction_value"]), row["agreement"])
        for row in sums.annotate(total=Sum("amount"), first=Min("pk")).order_by("first")
    ]
    agreements = list_standing(Agreement.objects.filter(fund=fund))
    return weigh(receipts, [read_signed(a) for a in agreements], fund.signed_counted_percent, list_needs(fund))


def read_signed(agreement: Agreement) -> Signed:
    """An agreement as the rules see it."""
    tie = Tie(agreement.restriction_kind, agreement.restriction_value)
    return Signed(agreement.pk, agreement.amount, tie)


def list_standing(entries: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """The rows that were not reversed, without the reversals themselves."""
    return entries.filter(reverses__isnull=True, reversed_by__isnull=True)


def list_needs(fund: Fund) -> list[Need]:
    """The allocations in force as the rules see them, oldest first. One query, and some when money is tied to places."""
    allocations = Allocation.objects.filter(
        fund=fund, state=Allocation.State.IN_FORCE, reverses__isnull=True, reversed_by__isnull=True
    ).select_related("territory")
    return read_needs(fund, allocations.order_by("on", "pk"))


def read_needs(fund: Fund, allocations: Iterable[Allocation]) -> list[Need]:
    """Allocations as the rules see them, each with the places that hold its own."""
    rows = list(allocations)
    holders = list_holders({a.territory_id for a in rows if a.territory_id}) if _has_place_ties(fund) else {}
    return [Need(a.pk, a.amount, read_use(a, holders)) for a in rows]


def read_use(allocation: Allocation, holders: dict[int, frozenset[str]] | None = None) -> Use:
    """What an allocation is for; with the places that hold its own when they are known."""
    places = (holders or {}).get(allocation.territory_id or 0)
    if places is None and allocation.territory is not None:
        places = frozenset({f"{allocation.territory.scheme}:{allocation.territory.code}"})
    return Use(allocation.on, allocation.theme, places or frozenset(), allocation.expense_kind)


def list_holders(territories: set[int]) -> dict[int, frozenset[str]]:
    """For each place, itself and every place that ever held it, as SCHEME:CODE. A query for each level, and one more."""
    parents: dict[int, set[int]] = {}
    level = set(territories)
    while level:
        upward: dict[int, set[int]] = {pk: set() for pk in level}
        for child, parent in TerritoryLink.objects.filter(child__in=level).values_list("child_id", "parent_id"):
            upward[child].add(parent)
        parents.update(upward)
        level = set().union(*upward.values()) - parents.keys()
    names = Territory.objects.filter(pk__in=parents).values_list("pk", "scheme", "code")
    codes = {pk: f"{scheme}:{code}" for pk, scheme, code in names}
    return {pk: frozenset(codes[h] for h in _climb(pk, parents)) for pk in territories}


def _climb(start: int, parents: dict[int, set[int]]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        fresh = parents[waiting.pop()] - found
        found |= fresh
        waiting.extend(fresh)
    return found


def list_draws(allocation: Allocation) -> list[Draw]:
    """From which money an allocation draws today."""
    return [d for d in weigh_fund(allocation.fund).settlement.draws if d.need == allocation.pk]


def list_concerned(allocation: Allocation) -> set[int | None]:
    """The organisations an allocation concerns: who leads or joins its action, who was paid from it. Two queries."""
    action = allocation.action
    concerned: set[int | None] = set(allocation.payments.values_list("payee_id", flat=True))
    if action is not None:
        concerned |= {action.lead_id, *action.partners.values_list("organisation_id", flat=True)}
    return concerned - {None}


def sum_payments(allocation: Allocation) -> Decimal:
    """Payments sent, and those that wait for a second person. One query."""
    payments = allocation.payments.exclude(state=Payment.State.DECLINED)
    return payments.aggregate(total=Sum("amount"))["total"] or NOTHING


def sum_sent(allocation: Allocation) -> Decimal:
    """Payments sent. One query."""
    return allocation.payments.filter(state=Payment.State.SENT).aggregate(total=Sum("amount"))["total"] or NOTHING


def sum_charged(allocation: Allocation) -> Decimal:
    """Expenses reported or validated, without the part borne by partners. One query."""
    sums = (
        allocation.expenses.exclude(state=Expense.State.RETURNED)
        .order_by()
        .aggregate(total=Sum("amount"), borne=Sum("borne_by_partner"))
    )
    return (sums["total"] or NOTHING) - (sums["borne"] or NOTHING)


def list_charged_uses(allocation: Allocation) -> list[tuple[Use, Decimal]]:
    """Each expense charged to an allocation, as the rules see it. One query."""
    rows = allocation.expenses.exclude(state=Expense.State.RETURNED)
    return [(read_expense_use(allocation, e), e.amount - e.borne_by_partner) for e in rows]


def read_expense_use(allocation: Allocation, expense: Expense) -> Use:
    """What an expense paid for: its own day and kind, the theme and place of its allocation."""
    return Use(expense.on, allocation.theme, read_use(allocation).places, expense.kind)


def _has_place_ties(fund: Fund) -> bool:
    tied = {"fund": fund, "restriction_kind": RestrictionKind.PLACE}
    return Instalment.objects.filter(**tied).exists() or Agreement.objects.filter(**tied).exists()
