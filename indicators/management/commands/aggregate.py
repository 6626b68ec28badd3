"""How are totals computed at the command line: what changed, everything again, or a comparison from scratch?"""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from indicators.aggregation.operations import (
    Difference,
    mark_moved_places,
    rebuild_totals,
    refresh_totals,
    verify_totals,
)


class Command(BaseCommand):
    """Obeys the waiting orders; --full computes everything again; --verify compares what is stored with a computation from scratch."""

    help = "Bring totals up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--full", action="store_true", help="compute every total again")
        parser.add_argument(
            "--verify", action="store_true", help="compare every stored total with one computed from scratch"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        mark_moved_places()
        done = rebuild_totals() if options["full"] else refresh_totals()
        run = done.run
        differences: list[Difference] = []
        if options["verify"]:
            report, differences = verify_totals()
            run = report.pk
        seconds = round(time.monotonic() - begun, 2)
        if options["json"]:
            answer = {"run": run, "keys": done.keys, "cells": done.cells, "seconds": seconds}
            self.stdout.write(
                json.dumps({**answer, "differences": [asdict(one) for one in differences]}, ensure_ascii=False)
            )
            return
        told = {"keys": done.keys, "cells": done.cells, "seconds": seconds}
        self.stdout.write(_("%(keys)s orders obeyed, %(cells)s totals changed, %(seconds)s s.") % told)
        for one in differences:
            self.stdout.write(
                f"{one.indicator} {one.territory} {one.period} {one.field}: {one.stored} → {one.computed}"
            )
        if options["verify"] and not differences:
            self.stdout.write(_("Every stored total equals its computation from scratch."))
