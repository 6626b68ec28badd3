"""Which records does a line of a ledger file speak of? Names, codes and identifiers, found or refused."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar, cast

from django.utils.text import slugify

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition
from coalitions.funding.models import (
    Agreement,
    Allocation,
    Entry,
    Expense,
    Fund,
    InKindContribution,
    Instalment,
    Payment,
    Pledge,
)
from coalitions.organisations.models import Organisation
from coalitions.organisations.operations import create_organisation
from coalitions.territories.models import Territory
from coalitions.territories.queries import find_by_code
from impactplatform.accounts.domain import SYSTEM
from impactplatform.accounts.models import User
from impactplatform.kernel.decisions import CannotProceed, Refused
from impactplatform.kernel.text import fold

Row = TypeVar("Row", bound=Entry)
OF_FUND = (Pledge, Agreement, Instalment, Allocation, InKindContribution)
OF_ALLOCATION = (Payment, Expense)


class CannotFind(CannotProceed):
    """What a line names is not there: `unknown_fund`, `unknown_coalition`, `unknown_action`, `unknown_reference`…

    `column` says where it was named.
    """

    def __init__(self, code: str, column: str, **details: Any) -> None:
        super().__init__(code, **details)
        self.column = column


class Lookups:
    """Finds what lines name; opens the record of an organisation named for the first time, and remembers which."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.opened: list[str] = []

    def fund(self, text: str) -> Fund:
        fund = Fund.objects.filter(slug=slug_of(text)).first()
        if fund is None:
            raise CannotFind("unknown_fund", "fund", given=text)
        return fund

    def coalition(self, text: str) -> Coalition:
        found = Coalition.objects.filter(slug=text.casefold()).first()
        if found is None:
            raise CannotFind("unknown_coalition", "coalition", given=text)
        return found

    def action(self, text: str, coalition: Coalition) -> Action | None:
        """An action of this coalition by its short name or its title; no text, no action."""
        if not text:
            return None
        wanted = fold(text)
        for action in coalition.actions.select_related("lead", "place"):
            if wanted in {fold(action.slug), fold(action.title_fr), fold(action.title_en)}:
                return action
        raise CannotFind("unknown_action", "action", given=text)

    def place(self, text: str) -> Territory:
        found = find_by_code(text)
        if isinstance(found, Refused):
            raise CannotFind(found.code, "restriction", **found.details)
        return found

    def organisation(self, text: str, column: str) -> Organisation:
        """By short name in addresses, register number (SCHEME:VALUE or alone) or name; a new name opens a record."""
        scheme, _, value = text.rpartition(":")
        digits = value.replace(" ", "")
        numbered = Organisation.objects.filter(identifiers__value=digits, merged_into__isnull=True)
        if scheme:
            numbered = numbered.filter(identifiers__scheme=scheme.casefold())
        named = Organisation.objects.filter(folded_name=fold(text), merged_into__isnull=True)
        for found in (Organisation.objects.filter(slug=text), numbered, named):
            choices = list(found.distinct()[:2])
            if len(choices) > 1:
                raise CannotFind("ambiguous_organisation", column, given=text)
            if choices:
                return choices[0]
        if digits.isdigit():
            raise CannotFind("unknown_organisation", column, given=text)
        self.opened.append(text)
        # whoever may write the pot's receipts may name who gave; the audit entry says who opened the record
        return create_organisation(name=text, by=self.by, roles={SYSTEM}, source="import_funding")

    def entry(self, fund: Fund, code: str, *kinds: type[Entry]) -> Entry | None:
        """The row of this pot that a file calls `code`, of one of these kinds (all of them by default)."""
        if not code:
            return None
        found: list[Entry] = []
        for model in kinds or (*OF_FUND, *OF_ALLOCATION):
            owner = {"allocation__fund": fund} if model in OF_ALLOCATION else {"fund": fund}
            found += model._default_manager.filter(code=code, **owner)
        if len(found) > 1:
            raise CannotFind("ambiguous_reference", "of", given=code)
        return found[0] if found else None

    def needed(self, fund: Fund, code: str, *kinds: type[Row]) -> Row:
        """As `entry`, refused when there is none."""
        found = self.entry(fund, code, *kinds)
        if found is None:
            raise CannotFind("unknown_reference", "of", given=code)
        return cast("Row", found)

    def is_reversed(self, entry: Entry, on: date) -> bool:
        """Was this row reversed by a row of that day?"""
        rows: Any = type(entry)._default_manager
        return bool(rows.filter(reverses_id=entry.pk, on=on).exists())


def slug_of(text: str) -> str:
    """The name of a pot in addresses."""
    return slugify(text)[:80] or text
