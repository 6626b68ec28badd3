"""How is a pot drawn? Its money as one bar, its path as a flow; each with the table that says the same."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import get_language, gettext

from coalitions.funding.domain.report import Report
from coalitions.funding.models import Fund
from coalitions.funding.vocabulary import TableCode
from impactplatform.charts.flow import Band, Flow, Node
from impactplatform.charts.gallery import compose
from impactplatform.charts.moneybar import MoneyBar, Share
from impactplatform.charts.tables import Picture


def draw_money(fund: Fund, report: Report) -> Picture:
    """Available, and of it spent, paid out, decided and left: one bar with its words."""
    figures = report.figures
    shares = (
        Share(gettext("Spent"), figures["spent"]),
        Share(gettext("Paid out, not yet accounted for"), figures["unspent"]),
        Share(gettext("Decided, not yet paid out"), figures["unpaid"]),
        Share(gettext("Left to decide"), figures["left"]),
    )
    bar = MoneyBar(fund.name, fund.currency, gettext("Available"), figures["available"], shares)
    return compose(bar, get_language() or "fr", uid="money")


def draw_path(fund: Fund, report: Report) -> Picture | None:
    """Funders, the pot, coalitions, actions: how the money went since the pot opened; None before the first receipt."""
    pot = f"pot:{fund.slug}"
    nodes, bands, at = [Node(pot, fund.name, 1)], [], ""
    for source, target, amount in report.table(TableCode.PATH).rows:
        if not isinstance(amount, Decimal) or amount <= 0:
            continue
        if not target:
            node, band = Node(f"funder:{source}", str(source), 0), Band(f"funder:{source}", pot, amount)
        elif not source:
            at = f"coalition:{target}"
            node, band = Node(at, str(target), 2), Band(pot, at, amount)
        else:
            key = f"action:{source}:{target}"
            node, band = Node(key, str(target), 3), Band(at, key, amount)
        nodes.append(node)
        bands.append(band)
    if not bands:
        return None
    columns = (gettext("Funders"), gettext("Pot"), gettext("Coalitions"), gettext("Actions"))
    name = gettext("The path of the money since the pot opened")
    return compose(Flow(name, fund.currency, columns, tuple(nodes), tuple(bands)), get_language() or "fr", uid="path")
