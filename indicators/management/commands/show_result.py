"""How is one total shown at the command line, with everything that answers for it? The public's view, or the exact one."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from coalitions.territories.models import Territory
from impactplatform.accounts.models import User
from impactplatform.kernel.exact import plain
from impactplatform.kernel.periods import NotAPeriod, Period
from indicators.aggregation.queries import Input, Result, UnknownPeriod, summarise_result
from indicators.aggregation.queries.choosing import list_followers, may_see_exact
from indicators.catalogue.models import Category, Indicator
from indicators.catalogue.queries import get_indicator


class Command(BaseCommand):
    """Exit 0 when shown (a refused combination too: state "refused" with its reason), 1 when something named does not exist."""

    help = "Show the total of an indicator for a place and a period."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--indicator", required=True, metavar="CODE")
        parser.add_argument(
            "--territory", required=True, metavar="CODE", help="LIST:CODE, or CODE when only one place has it"
        )
        parser.add_argument("--period", required=True, metavar="P", help="2024, 2024-Q2, 2024-05 or 2023-2024")
        parser.add_argument("--category", metavar="C")
        parser.add_argument("--public", action="store_true", help="as the public sees it")
        parser.add_argument(
            "--by", metavar="EMAIL", help="as this person may see it; without, the host sees exact figures"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            indicator = get_indicator(options["indicator"])
            territory = self._find_territory(options["territory"])
            period = Period.parse(options["period"])
            if options["by"] and not options["public"]:
                self._require_exact(indicator, territory, options)
            result = summarise_result(indicator, territory, period, options["category"], public=options["public"])
        except (Indicator.DoesNotExist, UnknownPeriod):
            self._refuse("unknown_indicator", options["indicator"], options)
        except NotAPeriod:
            self._refuse("not_a_period", options["period"], options)
        except Category.DoesNotExist:
            self._refuse("unknown_category", options["category"], options)
        else:
            self._show(result, options)

    def _show(self, result: Result, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(result), ensure_ascii=False))
        else:
            self.stdout.write(result.sentence)

    def _require_exact(self, indicator: Indicator, territory: Territory, options: dict[str, Any]) -> None:
        """Exact figures are for those who may see them inside a coalition; others ask for --public."""
        person = User.objects.filter(email=options["by"].strip().lower()).first()
        if person is None:
            self._refuse("unknown_person", options["by"], options)
        elif not may_see_exact(indicator, territory, list_followers(indicator, person), person):
            self._refuse("not_allowed", options["by"], options)

    def _find_territory(self, given: str) -> Territory:
        scheme, _, code = given.rpartition(":")
        found = Territory.objects.filter(code=code, **({"scheme": scheme} if scheme else {}))[:2]
        if len(found) != 1:
            self._refuse("ambiguous_territory" if found else "unknown_territory", given, {})
        return found[0]

    def _refuse(self, code: str, given: str, options: dict[str, Any]) -> None:
        if options.get("json") or "--json" in sys.argv:
            self.stdout.write(json.dumps({"rejected": [{"code": code, "given": given}]}, ensure_ascii=False))
        self.stderr.write(
            _("“%(given)s” names nothing, or several things (%(code)s).") % {"given": given, "code": code}
        )
        sys.exit(1)


def _as_json(result: Result) -> dict[str, Any]:
    seen = result.coverage
    return {
        "indicator": result.indicator_code,
        "territory": f"{result.place.scheme}:{result.place.code}",
        "period": result.period.code,
        "category": result.category or None,
        "value": _text(result.value),
        "numerator": _text(result.numerator),
        "denominator": _text(result.denominator),
        "lower": _text(result.lower),
        "upper": _text(result.upper),
        "official": _text(result.official),
        "state": str(result.state),
        "reason": result.reason or None,
        "unit": result.unit,
        "coverage": {
            "expected": seen.expected, "received": seen.received, "approved": seen.approved, "stale": seen.stale, "hidden": seen.hidden,
            "percent": _text(seen.percent),
        },
        "rule": result.rule,
        "run": result.run_id,
        "is_stale": result.is_stale,
        "inputs": [_input(one) for one in result.inputs],
        "missing": list(result.missing),
        "sentence_fr": result.sentence_fr,
        "sentence_en": result.sentence_en,
    }  # fmt: skip


def _input(one: Input) -> dict[str, Any]:
    return {
        "territory": one.territory, "period": one.period, "state": str(one.state), "value": _text(one.value),
        "numerator": _text(one.numerator), "denominator": _text(one.denominator), "version": one.version,
    }  # fmt: skip


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
