"""How are places loaded at the command line? CSV, xlsx, ods, xls or GeoJSON; all rows or none; docs and codes in contract.md."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from coalitions.territories.domain.rows import Problem
from coalitions.territories.imports.files import PlacesFile, read_places
from coalitions.territories.imports.words import say_problem, say_refusal
from coalitions.territories.operations import CannotLoad, Loaded, load_territories
from impactplatform.accounts.domain import SYSTEM
from impactplatform.accounts.queries import get_system_user
from impactplatform.kernel.decisions import Refused

LISTED = 100


class Command(BaseCommand):
    """Exit 0 when loaded, 1 when the file is refused (nothing saved), 2 on wrong usage."""

    help = "Load places from a file: scheme,code,kind,name,parent_code,valid_from,valid_until,population,population_year,vintage"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            self.stderr.write(_("There is no file %(path)s.") % {"path": path})
            sys.exit(2)
        content = read_places(path.read_bytes(), path.name)
        if isinstance(content, Refused):
            self._refuse([Problem(0, "", content.code)], say_refusal(content), options["json"])
        elif content.problems:
            self._refuse(content.problems, "", options["json"])
        else:
            self._load(content, options["json"])

    def _load(self, content: PlacesFile, as_json: bool) -> None:
        try:
            done = load_territories(rows=content.rows, by=get_system_user(), roles={SYSTEM})
        except CannotLoad as refusal:
            self._refuse(refusal.problems, "", as_json)
        else:
            self._tell(done, content, as_json)

    def _tell(self, done: Loaded, content: PlacesFile, as_json: bool) -> None:
        if content.ignored:
            self.stderr.write(_("Columns left aside: %(names)s.") % {"names": ", ".join(content.ignored)})
        counts = {"created": done.created, "updated": done.updated, "unchanged": done.unchanged}
        if as_json:
            self.stdout.write(json.dumps({**counts, "rejected": [], "ignored_columns": list(content.ignored)}))
        else:
            self.stdout.write(_("%(created)s created, %(updated)s updated, %(unchanged)s unchanged.") % counts)

    def _refuse(self, problems: tuple[Problem, ...] | list[Problem], words: str, as_json: bool) -> None:
        rejected = [
            {"row": p.row or None, "column": p.column, "code": p.code, "message": words or say_problem(p)}
            for p in problems
        ]
        if as_json:
            counts = {"created": 0, "updated": 0, "unchanged": 0}
            self.stdout.write(json.dumps({**counts, "rejected": rejected}, ensure_ascii=False))
        else:
            for one in rejected[:LISTED]:
                place = _("Row %(row)s, column “%(column)s”: ") % one if one["row"] else ""
                self.stderr.write(f"{place}{one['message']}")
            self.stderr.write(_("Nothing was saved. Problems found: %(count)s.") % {"count": len(rejected)})
        sys.exit(1)
