"""Does what is stored still keep its promises: the ledger, the history, the totals, the hidden cells? Run each night."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from coalitions.funding.queries.integrity import list_ledger_problems
from impactplatform.kernel.decisions import Refused
from indicators.aggregation.operations import verify_totals
from indicators.aggregation.queries.integrity import list_hidden_problems
from indicators.measurements.queries.integrity import list_history_problems


class Command(BaseCommand):
    """Names every broken rule; exits 1 when there is one. Only the report of the verification is written."""

    help = "Check the ledger, the history, the totals and the hidden cells."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        problems = [
            *_name("ledger", list_ledger_problems()),
            *_name("history", list_history_problems()),
            *({"about": "totals", "code": "total_differs", **asdict(one)} for one in verify_totals()[1]),
            *_name("hidden_cells", list_hidden_problems()),
        ]
        if options["json"]:
            self.stdout.write(json.dumps({"problems": problems}, ensure_ascii=False, default=str))
        else:
            self.stdout.write("\n".join(map(str, problems)) or "problems: 0")
        if problems:
            sys.exit(1)


def _name(about: str, found: list[Refused]) -> list[dict[str, Any]]:
    return [{"about": about, "code": one.code, **one.details} for one in found]
