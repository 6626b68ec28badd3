"""Which words does the common pot speak: ties, stages of the money, tables of its report, and what is not known?"""

from impactplatform.kernel.vocabulary import Codes
from impactplatform.kernel.vocabulary import gettext_noop as _


class RestrictionKind(Codes):
    """To what a sum of the pot may be tied."""

    THEME = "theme", _("theme")
    PLACE = "place", _("place")
    EXPENSE_KIND = "expense_kind", _("kind of expense")
    PERIOD = "period", _("period")


class Stage(Codes):
    """Where money is on its way; commitments (decided) and payments are never one column."""

    PLEDGED = "pledged", _("Pledged")
    SIGNED = "signed", _("Signed")
    RECEIVED = "received", _("Paid in")
    ALLOCATED = "allocated", _("Decided")
    PAID = "paid", _("Paid out")
    SPENT = "spent", _("Spent")
    BORNE = "borne", _("Borne by partners")
    IN_KIND = "in_kind", _("In kind")


class TableCode(Codes):
    """The tables of the report, in its order."""

    SUMMARY = "summary", _("The money of the pot")
    BALANCE = "balance", _("What may still be decided")
    FUNDERS = "funders", _("By funder")
    FUNDER_KINDS = "funder_kinds", _("By kind of funder")
    PLACES = "places", _("By place")
    THEMES = "themes", _("By theme")
    PAYEE_KINDS = "payee_kinds", _("By kind of partner")
    EXPENSE_KINDS = "expense_kinds", _("By kind of expense")
    MONTHS = "months", _("Month by month")
    ACTIONS = "actions", _("From the pot to each action")
    PATH = "path", _("The path of the money")
    DECISIONS = "decisions", _("Decisions taken together")
    IN_KIND = "in_kind", _("Given in kind (not in the cash totals)")
    STATEMENTS = "statements", _("What others published about this pot")
    LEDGER = "ledger", _("Every row of the period")


class ColumnCode(Codes):
    """The columns of those tables that are not a stage."""

    WHAT = "what", _("What")
    IN_PERIOD = "in_period", _("In the period")
    SINCE_OPENING = "since_opening", _("Since the pot opened")
    TOTAL = "total", _("Sum")
    LEFT = "left", _("Left")
    FUNDER = "funder", _("Funder")
    SECTOR = "sector", _("Kind of organisation")
    SHARE = "share", _("Share of what was paid in")
    PLACE = "place", _("Place")
    THEME = "theme", _("Theme")
    KIND = "kind", _("Kind")
    MONTH = "month", _("Month")
    COALITION = "coalition", _("Coalition")
    ACTION = "action", _("Action")
    UNSPENT = "unspent", _("Paid out, not yet accounted for")
    FROM = "from", _("Money from")
    TO = "to", _("Money to")
    AMOUNT = "amount", _("Amount")
    CURRENCY = "currency", _("Currency")
    ON = "on", _("Date")
    DECISION = "decision", _("Decision")
    GIVER = "giver", _("Giver")
    QUANTITY = "quantity", _("Quantity")
    BASIS = "basis", _("Basis of the value")
    SOURCE = "source", _("Source")
    WHO = "who", _("Who")
    REFERENCE = "reference", _("Reference")
    NOTE = "note", _("Remark")


class BalanceLine(Codes):
    """The lines of the balance."""

    RECEIVED = "received", _("Paid in")
    COUNTED = "counted", _("Counted of signed agreements not yet paid in")
    AVAILABLE = "available", _("Available")
    ALLOCATED = "allocated", _("Decided, in force")
    LEFT = "left", _("Left to decide")
    FREE = "free", _("of which free of any tie")
    TIED = "tied", _("of which tied to")


class RowKind(Codes):
    """The rows a ledger is made of."""

    PLEDGE = "pledge", _("Pledge")
    AGREEMENT = "agreement", _("Agreement")
    INSTALMENT = "instalment", _("Instalment")
    ALLOCATION = "allocation", _("Allocation")
    PAYMENT = "payment", _("Payment")
    EXPENSE = "expense", _("Expense")
    IN_KIND = "in_kind", _("In kind")


class Gap(Codes):
    """What the report does not know, and says."""

    NO_THEME = "no_theme", _("decided without a theme")
    NO_PLACE = "no_place", _("decided without a place")
    NO_PAYEE = "no_payee", _("paid out without a named organisation")
    UNSPENT = "unspent", _("paid out and not yet accounted for")
    TO_VALIDATE = "to_validate", _("accounted for and not yet validated")
    WAITING = "waiting", _("proposed and waiting for a decision")
    LATE = "late", _("due and not yet paid in")


# Themes, kinds of expense and kinds of gift are slugs that each pot chooses; these are the usual ones, known to the catalogues.
USUAL_WORDS = (
    _("Housing"), _("Food"), _("Health"), _("Education"), _("Employment"), _("Culture"), _("Youth"), _("Families"),
    _("Early childhood"), _("Social ties"), _("Environment"), _("Safety"), _("Mobility"), _("Digital"), _("Coordination"),
    _("Salaries"), _("Rent"), _("Equipment"), _("Travel"), _("Communication"), _("Training"), _("Supplies"), _("Fees"),
    _("Volunteering"), _("Premises"), _("Goods"), _("Services"),
)  # fmt: skip
