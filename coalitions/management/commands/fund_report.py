"""How is the report of a pot written to a file? The figures of the page, as JSON, XLSX or PDF."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from coalitions.funding.exports import BuiltReport, CannotPrint, build_report
from coalitions.funding.imports.words import say_refusal
from coalitions.funding.models import Fund
from coalitions.funding.queries import find_opening, get_fund

FORMATS = ("json", "xlsx", "pdf")


class Command(BaseCommand):
    """Exit 0 when written, 1 when refused (no such pot, no PDF on this host…), 2 on wrong usage. Both days are included."""

    help = "Write the report of a pot: fund_report SLUG --from DATE --until DATE --format json,xlsx,pdf --output FILE"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument(
            "--from", dest="starts_on", type=_day, metavar="DATE", help="first day; by default the pot's first row"
        )
        parser.add_argument(
            "--until", dest="ends_on", type=_day, metavar="DATE", help="last day, included; today by default"
        )
        parser.add_argument(
            "--as-of", dest="as_of", type=_day, metavar="DATE", help="as the ledger was known at the end of that day"
        )
        parser.add_argument(
            "--funder", default="", metavar="CODE", help="whose name stands on the cover; the figures stay the same"
        )
        parser.add_argument("--language", default="fr", choices=("fr", "en", "fr-ca"))
        parser.add_argument("--format", default="json", type=_formats, metavar="json,xlsx,pdf")
        parser.add_argument(
            "--output", metavar="FILE", help="the file; with several formats, its ending is changed for each"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            self._write(options)

    def _write(self, options: dict[str, Any]) -> None:
        try:
            fund = get_fund(options["slug"])
        except Fund.DoesNotExist:
            self._refuse("unknown_fund", {"given": options["slug"]}, as_json=options["json"])
        ends_on = options["ends_on"] or timezone.localdate()
        starts_on = options["starts_on"] or min(find_opening(fund), ends_on)
        if starts_on > ends_on:
            raise CommandError(_("The first day is after the last one."), returncode=2)
        try:
            report = build_report(fund, starts_on, ends_on, known_at=_end_of(options["as_of"]), cover=options["funder"])
        except LookupError:
            self._refuse("unknown_funder", {"given": options["funder"]}, as_json=options["json"])
        self._save(report, options)

    def _save(self, report: BuiltReport, options: dict[str, Any]) -> None:
        formats, output = options["format"], options["output"]
        if output is None and formats != ["json"]:
            raise CommandError(_("Say where to write: --output FILE."), returncode=2)
        written = []
        for name in formats if output else []:
            path = Path(output) if len(formats) == 1 else Path(output).with_suffix(f".{name}")
            try:
                path.write_bytes(report.write(name))
            except CannotPrint as refusal:
                self._refuse(refusal.code, refusal.details, as_json=options["json"])
            written.append(str(path))
        if options["json"] or output is None:
            self.stdout.write(json.dumps({**report.as_json(), "files": written}, ensure_ascii=False))
        else:
            self.stdout.write(_("Written: %(files)s.") % {"files": ", ".join(written)})

    def _refuse(self, code: str, details: dict[str, Any], *, as_json: bool) -> Any:
        message = say_refusal(code, details, "")
        if as_json:
            self.stdout.write(json.dumps({"refused": code, "message": message}, ensure_ascii=False))
        self.stderr.write(message)
        sys.exit(1)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _formats(text: str) -> list[str]:
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    if not wanted or set(wanted) - set(FORMATS):
        raise ValueError(text)
    return wanted


def _end_of(day: date | None) -> datetime | None:
    """The first instant after a day, where the platform keeps its calendar."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
