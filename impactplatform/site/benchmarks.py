"""How much dearer is the platform than the least the machine could do? Each figure with its floor, measured in the same run.

Ratios of processor time are what to compare: seconds depend on the machine, ratios hardly do. Nothing measured is kept.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Sum
from django.test import Client

from coalitions.collectives.models import Coalition
from coalitions.organisations.models import Organisation
from coalitions.partnerlists.imports import save_partner_list, settle_plan
from coalitions.partnerlists.operations import plan_partner_list, receive_partner_list
from impactplatform.accounts.queries import get_system_user
from indicators.aggregation.operations import rebuild_totals
from indicators.measurements.models import Measurement

TIMES = 9
PAGES = (
    "/",
    "/territoires/demo/TIS-2/",
    "/indicateurs/presence-ecole/",
    "/coalitions/tisserands/",
    "/pots/pot-des-tisserands/",
)
STATIC_PAGE = "/mentions-legales/"  # through every middleware and the base template, and no figure


@dataclass(frozen=True, slots=True)
class Figure:
    """Processor seconds of a piece of work and of its floor; `size` is what was worked on."""

    name: str
    size: int
    seconds: float
    floor: float

    def as_answer(self) -> dict[str, Any]:
        ratio = round(self.seconds / self.floor, 1) if self.floor else None
        return {**asdict(self), "seconds": round(self.seconds, 4), "floor": round(self.floor, 4), "ratio": ratio}


class _NotKept(Exception):
    """Ends a transaction so that nothing stays."""


def spend(work: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measure_aggregation(rows: int) -> list[Figure]:
    """Every total from scratch, against one grouped sum over the same figures."""
    in_force = Measurement.objects.filter(is_in_force=True)

    def scan() -> None:
        list(in_force.values("series", "period").annotate(total=Sum("value"), parts=Sum("numerator"), n=Count("pk")))

    floor = median(spend(scan) for _ in range(TIMES))
    seconds = _without_keeping(rebuild_totals)
    return [Figure("every total from scratch", in_force.count(), seconds, floor)]


def measure_dashboard(rows: int) -> list[Figure]:
    """Public pages, warm, against a page of the same frame without a figure."""
    client = Client()

    def visit(address: str) -> Callable[[], object]:
        return lambda: client.get(address)

    found = [address for address in (STATIC_PAGE, *PAGES) if client.get(address).status_code == 200]
    if STATIC_PAGE not in found:
        return []
    floor = median(spend(visit(STATIC_PAGE)) for _ in range(TIMES))
    return [
        Figure(address, len(client.get(address).content), median(spend(visit(address)) for _ in range(TIMES)), floor)
        for address in found[1:]
    ]


def measure_import(rows: int) -> list[Figure]:
    """A partner list of so many rows, read, compared and saved, against reading the text and inserting the names."""
    data = write_list(rows)
    coalition = Coalition.objects.order_by("pk").first()
    if coalition is None:
        return []
    by = get_system_user()

    def bring_in() -> None:
        received = receive_partner_list(coalition=coalition, by=by, data=data, file_name="partenaires.csv")
        planned = settle_plan(partner_list=plan_partner_list(partner_list=received, by=by), by=by)
        save_partner_list(partner_list=planned, by=by)

    def insert() -> None:
        records = csv.DictReader(io.StringIO(data.decode()))
        drafts = [Organisation(slug=f"floor-{n}", name=row["Nom"]) for n, row in enumerate(records)]
        Organisation.objects.bulk_create(drafts, batch_size=500)

    return [Figure("partner list", rows, _without_keeping(bring_in), _without_keeping(insert))]


def write_list(rows: int) -> bytes:
    """A list nobody has seen: invented names, towns and addresses."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["Nom", "Ville", "Code postal", "Courriel"])
    for n in range(rows):
        writer.writerow([f"Association {n:05} des {'abcdefghij'[n % 10] * 3}", f"Ville {n % 40}", f"{10_000 + n % 80_000}",
                         f"contact{n}@liste.example"])  # fmt: skip
    return text.getvalue().encode()


def _without_keeping(work: Callable[[], object]) -> float:
    spent = 0.0
    try:
        with transaction.atomic():
            spent = spend(work)
            raise _NotKept
    except _NotKept:
        return spent


BENCHES: dict[str, Callable[[int], list[Figure]]] = {
    "aggregation": measure_aggregation,
    "dashboard": measure_dashboard,
    "import": measure_import,
}


def name_database() -> str:
    return connection.vendor
