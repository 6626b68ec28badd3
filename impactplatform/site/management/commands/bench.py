"""How dear is the platform, against the least this machine could do? (make bench)"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from impactplatform.site.benchmarks import BENCHES, name_database


class Command(BaseCommand):
    """Reads what the database holds; nothing measured is kept. Run it on a copy or on the demonstration."""

    help = "Benchmarks: every figure with its floor measured in the same run, and their ratio."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=sorted(BENCHES))
        parser.add_argument("--rows", type=int, default=1000, help="rows of the partner list (import)")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        figures = [figure.as_answer() for figure in BENCHES[options["what"]](options["rows"])]
        if options["json"]:
            self.stdout.write(json.dumps({"database": name_database(), "figures": figures}, ensure_ascii=False))
            return
        for figure in figures:
            line = "{name:32} {size:>8}   {seconds:>8.3f} s   floor {floor:>8.4f} s   ratio {ratio}".format(**figure)
            self.stdout.write(line)
