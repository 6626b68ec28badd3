"""How are indicators loaded at the command line? All rows or none; columns and codes in docs (contract of commands)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from impactplatform.accounts.queries import get_system_user
from indicators.catalogue.imports import Loaded, load_indicators, say_problem

LISTED = 100


class Command(BaseCommand):
    """Exit 0 when loaded, 1 when the file is refused (nothing saved), 2 on wrong usage."""

    help = "Load indicators from a file: code,name_fr,name_en,kind,unit,level,direction,time_rule,place_rule,category_rule,…"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            self.stderr.write(_("There is no file %(path)s.") % {"path": path})
            sys.exit(2)
        done = load_indicators(data=path.read_bytes(), name=path.name, by=get_system_user())
        if done.ignored:
            self.stderr.write(_("Columns left aside: %(names)s.") % {"names": ", ".join(done.ignored)})
        rejected = [
            {"row": p.row or None, "column": p.column, "code": p.code, "message": say_problem(p)} for p in done.rejected
        ]
        counts = {"created": done.created, "updated": done.updated, "unchanged": done.unchanged}
        if options["json"]:
            answer = {**counts, "rejected": rejected, "ignored_columns": list(done.ignored)}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._tell(done, counts, rejected)
        if rejected:
            sys.exit(1)

    def _tell(self, done: Loaded, counts: dict[str, int], rejected: list[dict[str, Any]]) -> None:
        for one in rejected[:LISTED]:
            place = _("Row %(row)s, column “%(column)s”: ") % one if one["row"] else ""
            self.stderr.write(f"{place}{one['message']}")
        if rejected:
            self.stderr.write(_("Nothing was saved. Problems found: %(count)s.") % {"count": len(rejected)})
        else:
            self.stdout.write(_("%(created)s created, %(updated)s updated, %(unchanged)s unchanged.") % counts)
