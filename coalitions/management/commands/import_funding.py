"""How is a ledger kept in a spreadsheet brought into pots? A preview first; with --commit, all of it or nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from coalitions.funding.domain.rows import Problem
from coalitions.funding.imports.files import read_ledger_file
from coalitions.funding.imports.ledger import Imported, import_ledger
from coalitions.funding.imports.words import say_problem
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import get_system_user, get_user_by_email
from impactplatform.kernel.decisions import Refused

LISTED = 100


class Command(BaseCommand):
    """Exit 0 when the file holds (saved only with --commit), 1 when a line is refused (nothing saved), 2 on wrong usage."""

    help = "Preview or import a ledger: record,fund,id,funder,coalition,action,amount,currency,on,due_on,restriction,expense_kind,reference,of"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--commit", action="store_true", help="save, when no line is refused")
        parser.add_argument("--by", metavar="EMAIL", help="who writes the rows; the platform itself by default")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            self.stderr.write(_("There is no file %(path)s.") % {"path": path})
            sys.exit(2)
        by = self._find_person(options["by"])
        content = read_ledger_file(path.read_bytes(), path.name)
        if isinstance(content, Refused):
            done = Imported(rejected=[Problem(0, "", content.code, content.details)])
        else:
            done = import_ledger(content, by=by, commit=options["commit"])
        self._tell(done, as_json=options["json"])
        if done.rejected:
            sys.exit(1)

    def _find_person(self, email: str | None) -> User:
        if not email:
            return get_system_user()
        try:
            return get_user_by_email(email)
        except User.DoesNotExist:
            self.stderr.write(_("Nobody has the address %(email)s.") % {"email": email})
            sys.exit(2)

    def _tell(self, done: Imported, *, as_json: bool) -> None:
        rejected = [
            {"row": p.row or None, "column": p.column, "code": p.code, "message": say_problem(p)} for p in done.rejected
        ]
        counts = {"created": done.created, "updated": done.updated, "unchanged": done.unchanged}
        if as_json:
            answer = {
                **counts,
                "rejected": rejected,
                "committed": done.committed,
                "ignored_columns": list(done.ignored),
            }
            self.stdout.write(json.dumps({**answer, "new_organisations": done.opened}, ensure_ascii=False))
            return
        if done.ignored:
            self.stderr.write(_("Columns left aside: %(names)s.") % {"names": ", ".join(done.ignored)})
        for one in rejected[:LISTED]:
            place = _("Row %(row)s, column “%(column)s”: ") % one if one["row"] else ""
            self.stderr.write(f"{place}{one['message']}")
        self.stdout.write(_("%(created)s created, %(updated)s updated, %(unchanged)s unchanged.") % counts)
        if done.opened:
            self.stdout.write(
                _("Organisations named for the first time: %(names)s.") % {"names": ", ".join(done.opened)}
            )
        if rejected:
            self.stderr.write(_("Nothing was saved. Problems found: %(count)s.") % {"count": len(rejected)})
        elif not done.committed:
            self.stdout.write(_("This was a preview: add --commit to save."))
