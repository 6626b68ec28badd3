"""What is wrong with a row, in words, and what to write instead?"""

from __future__ import annotations

from django.utils.translation import gettext

from impactplatform.kernel.vocabulary import gettext_noop as _
from indicators.catalogue.imports.problems import Problem

WORDS = {
    "missing_value": _("This cell must be filled in."),
    "unknown_code": _("“%(given)s” is not one of: %(legal)s."),
    "not_a_code": _("“%(given)s” is not a code: letters without accents, figures and dashes, at most 60."),
    "not_a_number": _("“%(given)s” is not a whole number."),
    "not_a_date": _("“%(given)s” is not a date: write it as 2024-03-31."),
    "doubled_row": _("“%(given)s” is already on row %(first)s: keep one of the two."),
    "breakdown_unknown": _("There is no breakdown “%(given)s”: create it first, or leave the cell empty."),
    "illegal_rule": _(
        "A %(kind)s cannot use the rule “%(rule)s” over %(axis)s (%(reason)s): write one of %(legal)s, or leave the cell empty."
    ),
    "threshold_too_low": _("The threshold cannot be below %(least)s; 0 says that the figure is not about people."),
    "coverage_out_of_range": _("The least coverage goes from 0 to 100."),
    "currency_missing": _("Money needs its currency: write EUR or CAD as its unit."),
    "unit_missing": _("Say what is counted in the column “unit”."),
    "missing_columns": _("These columns are missing: %(missing)s."),
    "doubled_columns": _("These columns stand twice: %(columns)s."),
    "no_rows": _("The file holds no row."),
    "empty_file": _("The file is empty."),
    "wrong_type": _("This is not a spreadsheet: save it as CSV, xlsx or ods."),
    "broken_encoding": _("The text of this file cannot be read: save it again as UTF-8 CSV or xlsx."),
}


def say_problem(problem: Problem) -> str:
    """Why a row is refused, and what to write instead, in the reader's language."""
    listed = {
        key: ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
        for key, value in problem.details.items()
    }
    known = WORDS.get(problem.code)
    if known is None:
        return gettext("This cannot be read (%(code)s).") % {"code": problem.code}
    text = gettext(known)
    return text % listed if "%(" in text else text
