"""In which words is a refusal said? The reason, the sums, and what can be done, in the active language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coalitions.funding.domain.rows import Problem
from coalitions.funding.domain.ties import Tie
from coalitions.funding.queries import name_tie
from impactplatform.charts.words import list_words, say_money


def say_refusal(code: str, details: Mapping[str, Any], currency: str) -> str:
    """A sentence for a refusal of the pot; amounts in its currency. A code without words of its own is still said."""
    words = {key: _say(value, currency) for key, value in details.items()}
    if code == "over_allocated":
        return _say_over_allocated(details, words, currency)
    sentence = _sentences().get(code, _("This is refused (%(code)s)."))
    return sentence % {"code": code, "given": "", **words}


def say_problem(problem: Problem, currency: str = "") -> str:
    """The same for a line of a file."""
    return say_refusal(problem.code, problem.details, currency)


def _say(value: Any, currency: str) -> str:
    if isinstance(value, Decimal):
        return say_money(value, currency, get_language() or "fr", cents=True) if currency else str(value)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list | tuple | set):
        return list_words([str(one) for one in value], get_language() or "fr")
    return str(value)


def _say_over_allocated(details: Mapping[str, Any], words: dict[str, str], currency: str) -> str:
    sentence = _(
        "%(asked)s is more than the pot can give to this use: %(reachable)s, so %(short_by)s is missing. "
        "The free balance is %(free)s."
    )
    tied = [(name_tie(_read(one["tie"])), one["left"]) for one in details.get("tied", []) if one["left"]]
    parts = [f"{_say(left, currency)} ({name})" for name, left in tied]
    if parts:
        sentence += " " + _("Tied sums: %(tied)s.")
        words = {**words, "tied": list_words(parts, get_language() or "fr")}
    return sentence % words


def _read(text: str) -> Tie:
    kind, _colon, value = text.partition(":")
    return Tie(kind, value)


def _sentences() -> dict[str, str]:
    return {**_about_sums(), **_about_rows(), **_about_files()}


def _about_sums() -> dict[str, str]:
    return {
        "already_allocated": _(
            "Without it, %(available)s would be available while %(allocated)s is already decided: %(short_by)s would be missing. "
            "Reverse allocations first."
        ),
        "over_paid": _(
            "%(asked)s is more than what is left of this allocation: %(left)s (%(allocated)s decided, %(paid)s already paid "
            "or being paid). %(short_by)s too much."
        ),
        "over_spent": _(
            "%(asked)s is more than what was paid and not yet accounted for: %(left)s (%(paid)s paid, %(spent)s accounted for). "
            "Say that %(short_by)s is borne by the partner, or ask for a payment."
        ),
        "borne_outside_expense": _(
            "The part borne by the partner (%(borne)s) must lie between zero and the expense (%(amount)s)."
        ),
        "outside_restriction": _(
            "This money is tied (%(tie)s): at most %(not_tied)s of the allocation may be spent otherwise; %(short_by)s too much."
        ),
        "currency_mix": _("The sum is in %(given)s and the pot in %(expected)s: currencies are never added."),
        "amount_not_positive": _("A sum of the ledger is greater than zero. To correct a row, reverse it."),
        "has_payments": _(
            "%(paid)s was already paid out of this allocation of %(allocated)s: reverse the payments first."
        ),
        "has_expenses": _(
            "%(spent)s was already accounted for on these payments: without this one %(short_by)s would be missing. "
            "Reverse the expenses first."
        ),
        "plan_exceeds_agreement": _(
            "%(signed)s was signed and %(planned)s is already planned: %(asked)s more is %(short_by)s too much."
        ),
        "partial_reversal": _("A row is reversed whole: %(expected)s, not %(given)s."),
    }


def _about_rows() -> dict[str, str]:
    return {
        "period_closed": _(
            "The days before %(closed_before)s are closed. Date the row in the open period: it corrects without rewriting."
        ),
        "day_in_future": _("%(on)s is still to come: what is received, paid or spent has a past date."),
        "not_later": _("The days before %(closed_before)s are already closed; a closed day is not opened again."),
        "not_in_force": _("This row is not in force: it was proposed, declined or reversed."),
        "already_decided": _("Somebody has decided this already."),
        "own_row": _("You wrote this row yourself: a second person decides."),
        "is_a_reversal": _("This row is itself a reversal: it is not reversed. Write the right row instead."),
        "already_reversed": _("This row is reversed already."),
        "reason_missing": _("Say why: a reversal keeps its reason."),
        "before_entry": _("A reversal is not dated before the row it reverses (%(entry_on)s)."),
        "coalition_not_covered": _("This pot does not cover %(given)s."),
        "action_elsewhere": _("The action “%(given)s” belongs to another coalition."),
        "of_another_pot": _("This promise belongs to another pot."),
        "of_another_funder": _("This promise is by %(expected)s, not by %(given)s."),
        "restriction_differs": _("The promise is tied to “%(expected)s”, the sum to “%(given)s”."),
        "basis_missing": _("Say on what basis the value was worked out."),
        "code_taken": _("A row of this pot already has the identifier %(given)s."),
        "changed_meanwhile": _("Somebody changed this pot meanwhile. Read it again, then save."),
        "percent_out_of_range": _("A percentage lies between 0 and 100."),
        "agreement_reversed": _("This agreement was reversed."),
        "already_planned": _("The instalments of this agreement are planned already."),
        "no_dates": _("Give at least one date."),
        "unknown_person": _("Nobody has an account with the address %(given)s. Ask them to sign up first."),
        "already_seated": _("%(given)s has this seat already."),
        "unknown_role": _("There is no such role."),
        "unknown_currency": _("The currency %(given)s is not one the platform keeps (EUR, CAD)."),
        "slug_taken": _("Another pot has the name %(given)s in addresses."),
        "not_allowed": _("You may not write this."),
        "pdf_unavailable": _("PDF cannot be made on this host (%(reason)s). The page prints well: use it instead."),
    }


def _about_files() -> dict[str, str]:
    return {
        "missing": _("The cell is empty."),
        "unknown_record": _(
            "“%(given)s” is no kind of row: fund, pledge, agreement, instalment, allocation, payment, expense, in_kind or reversal."
        ),
        "not_an_amount": _("“%(given)s” is not a sum."),
        "ambiguous": _("“%(given)s” can be read in two ways: write 1234.50 or 1234,50."),
        "more_than_cents": _("“%(given)s” has more than two decimals."),
        "not_a_date": _("“%(given)s” is not a date: write 2026-03-31 or 31/03/2026."),
        "date_out_of_range": _("“%(given)s” is too far away to be a date of this ledger."),
        "unknown_restriction": _(
            "“%(given)s” is no restriction: write theme:…, place:SCHEME:CODE, expense_kind:… or period:…"
        ),
        "bad_restriction": _("“%(given)s” does not name what the sum is tied to."),
        "unknown_fund": _("There is no pot “%(given)s”."),
        "unknown_funder": _("“%(given)s” never gave to this pot."),
        "unknown_coalition": _("There is no coalition “%(given)s”."),
        "unknown_action": _("This coalition has no action “%(given)s”."),
        "unknown_organisation": _("No organisation has the number %(given)s."),
        "ambiguous_organisation": _("Several organisations are called “%(given)s”: give a register number."),
        "unknown_territory": _("There is no place “%(value)s”."),
        "ambiguous_territory": _("Several lists have a place “%(value)s”: write SCHEME:CODE."),
        "unknown_reference": _("No row of this pot has the identifier “%(given)s”."),
        "ambiguous_reference": _("Several rows of this pot have the identifier “%(given)s”."),
        "follows_rejected": _("“%(given)s” is not there, because a line above is refused."),
        "id_changed": _(
            "The row %(given)s is in the ledger with another content (%(columns)s). A row is reversed, never edited."
        ),
        "planned_without_agreement": _(
            "An instalment without a date of receipt is only planned: it needs a due date and its agreement."
        ),
        "missing_columns": _("Columns are missing: %(missing)s."),
        "doubled_columns": _("Columns stand twice: %(columns)s."),
        "no_rows": _("The file holds no rows."),
        "empty_file": _("The file is empty."),
        "wrong_type": _("This is not a spreadsheet: save it as .xlsx, .ods or .csv."),
        "broken_encoding": _("The accents of this file cannot be read: save it again as CSV UTF-8."),
        "damaged_file": _("The file is damaged and cannot be opened."),
    }
