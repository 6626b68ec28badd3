"""What is wrong with a row, in words, and what to write instead?"""

from __future__ import annotations

from django.utils.translation import gettext

from impactplatform.kernel.vocabulary import gettext_noop as _
from indicators.measurements.imports.problems import Problem

WORDS = {
    "missing_value": _("This cell must be filled in."),
    "not_a_period": _("“%(given)s” is not a period: write 2024, 2024-Q2, 2024-05 or 2023-2024 (school year)."),
    "future_period": _("%(period)s has not begun: correct the period, or wait."),
    "unknown_indicator": _("There is no indicator “%(given)s”: load it first, or correct its code."),
    "unknown_territory": _("There is no place “%(given)s”: load it first, or write its code as LIST:CODE."),
    "ambiguous_territory": _("Several places have the code “%(given)s”: write one of %(legal)s."),
    "unknown_category": _("“%(given)s” is not a category of this indicator."),
    "unknown_state": _("“%(given)s” is not one of: %(legal)s."),
    "not_a_number": _("“%(given)s” is not a number."),
    "ambiguous": _("“%(given)s” can be read two ways (%(readings)s): write it without a thousands separator."),
    "exponent": _("“%(given)s”: write the number in full, without an exponent."),
    "digits": _("“%(given)s”: write the number with the figures 0 to 9."),
    "too_long": _("“%(given)s” has too many figures."),
    "percent_not_expected": _("“%(given)s”: this indicator is not a percentage; write the number alone."),
    "not_whole": _("“%(given)s” must be a whole number."),
    "not_a_date": _("“%(given)s” is not a date: write it as 2024-03-31."),
    "doubled_row": _("The same figure is already on row %(first)s: keep one of the two."),
    "negative": _("A count cannot be negative: %(value)s."),
    "numerator_above_denominator": _("The part (%(numerator)s) is larger than the whole (%(denominator)s)."),
    "parts_missing": _("A share needs its numerator and its denominator, or its percentage alone."),
    "percentage_above_100": _("A share cannot exceed 100%%: %(value)s."),
    "value_differs_from_parts": _("The percentage %(value)s is not that of the numerator and denominator."),
    "silence_with_number": _("A number stands beside the mark “%(state)s”: keep one of the two."),
    "value_missing": _("The number is missing; write nd when it was not collected."),
    "zero_not_zero": _("The state says zero, the number says %(value)s."),
    "not_exact": _("%(value)s has more than four decimals."),
    "not_yes_or_no": _("Write 1 for yes and 0 for no, not %(value)s."),
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
