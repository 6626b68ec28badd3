"""How are figures imported at the command line? Counted first, written with --commit; all rows or none."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import get_system_user, get_user_by_email
from indicators.measurements.imports import Answer, import_measurements, say_problem

LISTED = 100


class Command(BaseCommand):
    """Exit 0 when done, 1 when the file is refused (nothing saved), 2 on wrong usage."""

    help = (
        "Import figures: indicator,territory,period,category,value,numerator,denominator,n,state,source,as_of,vintage"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--commit", action="store_true", help="save; without it the file is only checked and counted"
        )
        parser.add_argument(
            "--approve", action="store_true", help="put the figures in force at once (published elsewhere)"
        )
        parser.add_argument("--by", metavar="EMAIL", help="who brings the file; by default the platform itself")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            self.stderr.write(_("There is no file %(path)s.") % {"path": path})
            sys.exit(2)
        done = self._import(path, self._find_person(options["by"]), options)
        rejected = [
            {"row": p.row or None, "column": p.column, "code": p.code, "message": say_problem(p)} for p in done.rejected
        ]
        counts = {
            "created": done.imported.created,
            "corrected": done.imported.corrected,
            "unchanged": done.imported.unchanged,
        }
        if options["json"]:
            answer = {
                **counts,
                "rejected": rejected,
                "rows": done.rows,
                "committed": options["commit"] and not rejected,
            }
            answer["ignored_columns"] = list(done.ignored)
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._tell(counts, rejected, commit=options["commit"])
        if rejected:
            sys.exit(1)

    def _import(self, path: Path, person: User, options: dict[str, Any]) -> Answer:
        try:
            return import_measurements(
                data=path.read_bytes(), name=path.name, by=person, commit=options["commit"], approves=options["approve"]
            )
        except CannotAct:
            self.stderr.write(_("%(person)s may not import these figures.") % {"person": person})
            sys.exit(1)

    def _find_person(self, email: str | None) -> User:
        if not email:
            return get_system_user()
        try:
            return get_user_by_email(email)
        except User.DoesNotExist:
            self.stderr.write(_("Nobody has the address %(email)s.") % {"email": email})
            sys.exit(2)

    def _tell(self, counts: dict[str, int], rejected: list[dict[str, Any]], *, commit: bool) -> None:
        for one in rejected[:LISTED]:
            place = _("Row %(row)s, column “%(column)s”: ") % one if one["row"] else ""
            self.stderr.write(f"{place}{one['message']}")
        if rejected:
            self.stderr.write(_("Nothing was saved. Problems found: %(count)s.") % {"count": len(rejected)})
            return
        self.stdout.write(_("%(created)s created, %(corrected)s corrected, %(unchanged)s unchanged.") % counts)
        if not commit:
            self.stdout.write(_("Nothing was saved: this was a check. Add --commit to save."))
