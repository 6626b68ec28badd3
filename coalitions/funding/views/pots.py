"""What does a pot hold, for its funders and operators, for a partner, for everybody?"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from coalitions.funding.domain.report import Report
from coalitions.funding.exports import build_report, draw_money, show_table
from coalitions.funding.forms import LedgerFilter
from coalitions.funding.models import Allocation, Entry, Expense, Fund, Payment
from coalitions.funding.queries import (
    describe,
    find_opening,
    list_funds_of,
    list_late,
    list_own_allocations,
    list_public_funds,
    list_rows,
    list_waiting,
    read_ledger,
    weigh_fund,
)
from coalitions.funding.views.entrance import Room, enter, find_room
from coalitions.funding.views.verbs import ON_POT, list_verbs
from coalitions.funding.vocabulary import RowKind, TableCode
from impactplatform.accounts.domain import ADMIN, PARTNER
from impactplatform.accounts.gate import gate
from impactplatform.accounts.queries import list_platform_roles

WHOLE = (
    TableCode.ACTIONS,
    TableCode.FUNDERS,
    TableCode.PLACES,
    TableCode.THEMES,
    TableCode.BALANCE,
    TableCode.STATEMENTS,
)
PUBLIC = (TableCode.FUNDER_KINDS, TableCode.PLACES, TableCode.THEMES)
A_PAGE = 50
KIND_OF: dict[type[Entry], RowKind] = {
    Allocation: RowKind.ALLOCATION,
    Payment: RowKind.PAYMENT,
    Expense: RowKind.EXPENSE,
}


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """My pots, then those whose totals everybody may see."""
    mine = list(list_funds_of(request.user))
    public = [fund for fund in list_public_funds() if fund not in mine]
    managed = list_managed(request)
    cards = [{"fund": fund, "balance": weigh_fund(fund)} for fund in mine if find_room(request, fund.slug).reads_whole]
    partly = [fund for fund in mine if all(card["fund"] != fund for card in cards)]
    context = {"cards": cards, "partly": partly, "public": public, "managed": managed}
    context["may_open"] = ADMIN in list_platform_roles(request.user)
    return render(request, "coalitions/funding/list.html", context)


@require_safe
def show_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The pot whole, or a partner's own part, or its public totals: whatever the reader may see."""
    room = find_room(request, slug)
    if room.reads_whole:
        return render(request, "coalitions/funding/detail.html", _whole(room))
    own = list_own_allocations(room.user, room.fund) if PARTNER in room.roles else []
    if not own and not room.fund.shows_public_totals and PARTNER not in room.roles:
        gate(request, "fund.view", room.roles)
    context: dict[str, Any] = {"own": own, "is_partner": PARTNER in room.roles}
    if room.fund.shows_public_totals:
        report = _since_opening(room.fund)
        context |= {
            "has_money": bool(report.figures["available"]),
            "picture": draw_money(room.fund, report),
            "tables": _show(room.fund, report, PUBLIC),
        }
    return render(request, "coalitions/funding/public.html", room.context(**context))


@require_safe
def show_ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """Every row, newest first, by kind and by word; nothing is ever missing from it."""
    room = enter(request, slug, "receipt.view")
    form = LedgerFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    may_reverse = room.can("money_entry.reverse")
    ledger = list_rows(read_ledger(room.fund))
    reversed_rows = {(kind, entry.reverses.pk) for kind, entry in ledger if entry.reverses is not None}
    rows = [
        {"kind": kind, "label": gettext(kind.label), "entry": entry, "words": describe(kind, entry)}
        | {"url": _reversal_address(slug, kind, entry, reversed_rows) if may_reverse else ""}
        for kind, entry in reversed(ledger)
    ]
    page = Paginator([row for row in rows if form.keeps(row, chosen)], A_PAGE).get_page(request.GET.get("page"))
    context = room.context(gettext("Ledger"), form=form, page=page, count=len(rows), may_reverse=may_reverse)
    return render(request, "coalitions/funding/ledger.html", context)


def _whole(room: Room) -> dict[str, Any]:
    report = _since_opening(room.fund)
    return room.context(
        report=report,
        picture=draw_money(room.fund, report),
        tables=_show(room.fund, report, WHOLE),
        waiting=[_waiting(entry, room) for entry in list_waiting(room.fund)],
        late=list_late(room.fund, timezone.localdate()),
        allocations=room.fund.allocations.select_related("coalition", "action", "reversed_by").filter(
            reverses__isnull=True
        ),
        verbs=list_verbs(room),
        may_decide=room.can("allocation.approve"),
    )


def list_managed(request: HttpRequest) -> list[tuple[Fund, str]]:
    """For those who look after the platform: every pot's policy, never its money."""
    if ADMIN not in list_platform_roles(request.user):
        return []
    settings = next(verb for verb in ON_POT if verb.en == "settings")
    return [
        (fund, reverse("funding:write", args=[fund.slug, settings.address]))
        for fund in Fund.objects.order_by("name_fr")
    ]


def _waiting(entry: Entry, room: Room) -> dict[str, Any]:
    """A row that waits for a second person, with where to decide it."""
    kind = KIND_OF[type(entry)]
    who, what, _state = describe(kind, entry)
    allocation = entry.pk if isinstance(entry, Allocation) else entry.allocation_id  # type: ignore[attr-defined]  # payments and expenses
    return {
        "kind": gettext(kind.label), "entry": entry, "who": who, "what": what, "is_own": entry.written_by == room.user,
        "url": reverse("funding:allocation", args=[room.fund.slug, allocation]),
    }  # fmt: skip


def _reversal_address(slug: str, kind: RowKind, entry: Entry, gone: set[tuple[RowKind, int]]) -> str:
    """Where a row is reversed; nothing for a reversal, a reversed row, or one that is not in force."""
    stands = getattr(entry, "state", "") not in {"proposed", "declined", "prepared", "returned"}
    if entry.reverses is not None or (kind, entry.pk) in gone or not stands:
        return ""
    return reverse("funding:reverse", args=[slug, str(kind), entry.pk])


def _since_opening(fund: Fund) -> Report:
    today = timezone.localdate()
    return build_report(fund, min(find_opening(fund), today), today).report


def _show(fund: Fund, report: Report, codes: tuple[TableCode, ...]) -> list[Any]:
    return [show_table(report.table(code), fund.currency) for code in codes if report.table(code).rows]
