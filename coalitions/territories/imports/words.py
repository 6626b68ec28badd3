"""In which words is a rejected place, or a refused file, told to a person, with what to do about it?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from coalitions.territories.domain.rows import Problem
from impactplatform.kernel.decisions import Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = dict[str, _StrPromise]

ROWS: Words = {
    "empty_cell": _("This cell is empty. Give it a value."),
    "bad_scheme": _(
        "“%(value)s” cannot name a list of codes. Use letters without accents, digits and dashes, such as qpv-2014."
    ),
    "bad_code": _(
        "“%(value)s” cannot be a code: it holds a sign that addresses do not take. Use letters, digits, dashes and points."
    ),
    "scientific_notation": _(
        "“%(value)s” was changed by a spreadsheet. Format the column as text and type the code again."
    ),
    "unknown_kind": _("“%(value)s” is not a kind of place. Choose one of: %(choices)s."),
    "bad_date": _("“%(value)s” is not a date. Write 2024-01-31 or 31/01/2024."),
    "dates_not_in_order": _("The end (%(end)s) is not after the beginning (%(start)s)."),
    "bad_number": _("“%(value)s” is not a whole number."),
    "negative_number": _("“%(value)s” is negative. A place cannot have fewer than 0 residents."),
    "too_long": _("%(found)s characters, and %(longest)s at most fit."),
    "not_a_shape": _("The outline is not a Polygon or a MultiPolygon."),
    "not_degrees": _("The outline is not in degrees (longitude, latitude, WGS84). Export it again in EPSG:4326."),
    "too_few_points": _("The outline has too few points to close an area."),
    "unknown_parent": _(
        "No place has the code “%(value)s”, neither here nor in the file. Add its row, or correct the code."
    ),
    "ambiguous_parent": _("Several places have the code “%(value)s”. Write which list it is from: %(choices)s."),
    "own_parent": _("A place cannot belong to itself (“%(value)s”)."),
    "contradiction": _("“%(value)s” contradicts row %(other_row)s, which speaks of the same place."),
    "cycle": _("These places would lie in one another in a circle: %(places)s. Take one of the parents away."),
    "forbidden_character": _("An invisible character (%(character)s) stands in this cell. Type the text again."),
}
FILES: Words = {
    "empty_file": _("The file is empty."),
    "no_rows": _("The file has no row under its header."),
    "missing_columns": _("These columns are missing: %(missing)s. The first row must name the columns."),
    "doubled_columns": _("These columns appear twice: %(columns)s. Keep one of each."),
    "not_geojson": _("The file begins like JSON but is not a GeoJSON collection of features."),
    "not_degrees": _("The coordinates are not in degrees (%(crs)s). Export the file again in EPSG:4326."),
    "wrong_type": _("This is not a spreadsheet nor GeoJSON. Save it as CSV, xlsx or ods."),
    "damaged_file": _("The file is damaged or cut short. Open it in your spreadsheet and save it again."),
    "encrypted": _("The file is protected by a password. Save it without."),
    "macros": _("The file holds macros. Save it as xlsx, ods or CSV."),
    "dtd": _("The file holds a DTD, which is not allowed. Save it again from your spreadsheet."),
    "broken_encoding": _("The accents of this file cannot be read. Save it as CSV UTF-8."),
    "unclosed_quote": _("A quotation mark is opened and never closed."),
    "too_large": _("The file weighs %(found_mb)s MB, and %(limit_mb)s MB at most are read."),
    "too_many_rows": _("The file has too many rows. Cut it in several."),
    "too_many_columns": _("The file has too many columns."),
    "cell_too_long": _("A cell is too long."),
    "stray_cell": _("A cell stands very far from the others. Delete the empty rows and columns."),
}  # fmt: skip
_UNREADABLE = _("The file is too heavy or too unusual to be read safely. Save it as CSV.")
_UNTAKEN = _("This cell cannot be taken as it is: give a plain value.")


def say_problem(problem: Problem) -> str:
    """One sentence on a rejected row, in the reader's language."""
    return _fill(ROWS.get(problem.code, _UNTAKEN), problem.details.get)


def say_refusal(refused: Refused) -> str:
    """One sentence on a file that cannot be read, in the reader's language."""
    return _fill(FILES.get(refused.code, _UNREADABLE), refused.details.get)


def _fill(words: _StrPromise, get: Callable[[str], object]) -> str:
    class Details(dict[str, str]):
        def __missing__(self, key: str) -> str:
            value = get(key)
            return (
                ", ".join(map(str, value)) if isinstance(value, list | tuple) else str("" if value is None else value)
            )

    return str(words) % Details()
