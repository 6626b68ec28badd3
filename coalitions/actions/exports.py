"""How do the actions of a coalition leave as a spreadsheet?"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coalitions.actions.models import Action
from coalitions.actions.vocabulary import Theme
from impactplatform.sheets.writing import Cell, ColumnOut, SheetOut, write_csv, write_xlsx

THEMES = {theme.value: theme.label for theme in Theme}


def write_actions(actions: Iterable[Action], *, form: str, title: str) -> bytes:
    """The table as `csv` or `xlsx`, in the reader's language, in the order given."""
    heads = [
        _("Action"),
        _("Status"),
        _("Why"),
        _("Change it serves"),
        _("Theme"),
        _("Who leads it"),
        _("Where"),
        _("From"),
        _("Until"),
    ]
    rows = [_row(action) for action in actions]
    if form == "csv":
        return write_csv(heads, rows)
    columns = [*(ColumnOut(head) for head in heads[:7]), *(ColumnOut(head, "date") for head in heads[7:])]
    return write_xlsx([SheetOut(name=_("Actions"), columns=columns, rows=rows)], title=title)


def _row(action: Action) -> list[Cell]:
    theme = _(THEMES[action.theme]) if action.theme in THEMES else action.theme
    lead, place = (str(one) if one else "" for one in (action.lead, action.place))
    status = str(action.get_status_display())
    return [
        action.title,
        status,
        action.status_reason,
        action.change_code,
        theme,
        lead,
        place,
        action.starts_on,
        action.ends_before,
    ]
