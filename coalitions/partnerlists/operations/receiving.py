"""How does a partner file come in, and how do its columns get their meaning? Nothing enters the directory here."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_roles
from coalitions.partnerlists.domain.columns import suggest_columns
from coalitions.partnerlists.models import PartnerList
from coalitions.partnerlists.queries import is_known_title, recall_columns
from coalitions.partnerlists.vocabulary import SEVERAL_ALLOWED, Confidence, Target
from impactplatform.accounts.gate import require
from impactplatform.accounts.models import User
from impactplatform.audit.operations import record_entry
from impactplatform.kernel.decisions import CannotProceed, Refused
from impactplatform.sheets.reading import Workbook, read_workbook
from impactplatform.sheets.tables import Sheet

OPEN = (PartnerList.State.UPLOADED, PartnerList.State.COLUMNS, PartnerList.State.PLANNING, PartnerList.State.REVIEW)
PREVIEW_ROWS = 5
SKIPPED_SHOWN = 100


class CannotReceive(CannotProceed):
    """Codes of `read_workbook`; unknown_sheet (sheet, sheets); no_rows."""


class CannotSetColumns(CannotProceed):
    """unknown_column (column), unknown_target (target), target_twice (target, columns), name_missing, closed (state)."""


@transaction.atomic
def receive_partner_list(
    *, coalition: Coalition, by: User, data: bytes, file_name: str, sheet: str = ""
) -> PartnerList:
    """Keep the file, read it, and suggest what its columns mean."""
    require("import.preview", list_roles(by, coalition))
    table, reading = _read(data, file_name, sheet)
    partner_list = PartnerList(
        coalition=coalition,
        uploaded_by=by,
        file_name=file_name[:255],
        digest=hashlib.sha256(data).hexdigest(),
        state=PartnerList.State.COLUMNS,
        sheet=table.name[:120],
        reading=reading,
        columns=_suggest(table, coalition),
    )
    partner_list.file.save("list", ContentFile(data), save=False)  # a name of ours, never theirs
    partner_list.save()
    record_entry(
        action="partner_list.received",
        by=by,
        subject=partner_list,
        scope=coalition.scope,
        details={"rows": len(table.rows), "digest": partner_list.digest},
    )
    return partner_list


@transaction.atomic
def choose_sheet(*, partner_list: PartnerList, by: User, sheet: str) -> PartnerList:
    """Read another sheet of the same file; what was said of the columns starts afresh."""
    require("import.preview", list_roles(by, partner_list.coalition))
    current = _open_list(partner_list)
    table, reading = _read(current.file.read(), current.file_name, sheet)
    current.rows.all().delete()
    current.sheet, current.reading = table.name[:120], reading
    current.columns = _suggest(table, current.coalition)
    current.state = PartnerList.State.COLUMNS
    current.save()
    return current


@transaction.atomic
def set_columns(*, partner_list: PartnerList, by: User, mapping: Mapping[str, str]) -> PartnerList:
    """Say which field each column is. Columns that are not named keep what was suggested."""
    require("import.preview", list_roles(by, partner_list.coalition))
    current = _open_list(partner_list)
    sources = [column["source"] for column in current.columns]
    for column, target in mapping.items():
        if column not in sources:
            raise CannotSetColumns("unknown_column", column=column, columns=sources)
        if target not in list(Target):
            raise CannotSetColumns("unknown_target", target=target, targets=[code.value for code in Target if code])
    for column in current.columns:
        if column["source"] in mapping:
            column["target"] = mapping[column["source"]]
            column["confidence"] = (Confidence.SURE if column["target"] else Confidence.IGNORED).value
    _check_columns(current.columns)
    current.state = PartnerList.State.COLUMNS
    current.save(update_fields=["columns", "state"])
    return current


@transaction.atomic
def abandon_partner_list(*, partner_list: PartnerList, by: User) -> PartnerList:
    """Put the list aside; nothing of it was saved. Its rows and its file go."""
    require("import.preview", list_roles(by, partner_list.coalition))
    current = _open_list(partner_list)
    current.rows.all().delete()
    current.state = PartnerList.State.ABANDONED
    current.save(update_fields=["state"])
    transaction.on_commit(lambda: current.file.delete(save=False))
    record_entry(action="partner_list.abandoned", by=by, subject=current, scope=current.coalition.scope)
    return current


def read_table(partner_list: PartnerList) -> Sheet:
    """The chosen sheet, read again from the kept file."""
    with partner_list.file.open("rb") as file:
        return _read(file.read(), partner_list.file_name, partner_list.sheet)[0]


def _open_list(partner_list: PartnerList) -> PartnerList:
    current = PartnerList.objects.select_for_update(of=("self",)).select_related("coalition").get(pk=partner_list.pk)
    if current.state not in OPEN:
        raise CannotSetColumns("closed", state=current.state)
    return current


def _read(data: bytes, file_name: str, sheet: str) -> tuple[Sheet, dict[str, Any]]:
    book = read_workbook(data, file_name)
    if isinstance(book, Refused):
        raise CannotReceive(book.code, **dict(book.details))
    tables = book.tables(is_known_title)
    table = book.sheet_named(sheet, is_known_title) if sheet else book.choose_sheet(is_known_title)
    if table is None:
        names = [raw.name for raw in book.raw_sheets]
        raise CannotReceive("unknown_sheet" if sheet else "no_rows", sheet=sheet, sheets=names, name=file_name)
    if not table.rows:
        raise CannotReceive("no_rows", sheet=table.name, name=file_name)
    return table, _describe(book, tables, table)


def _describe(book: Workbook, tables: list[Sheet], table: Sheet) -> dict[str, Any]:
    return {
        "kind": book.kind,
        "encoding": book.encoding,
        "is_guess": book.encoding_is_guess,
        "separator": book.separator,
        "sheets": [{"name": one.name, "hidden": one.hidden, "rows": len(one.rows)} for one in tables],
        "header_row": table.header_row,
        "rows": len(table.rows),
        "preview": [list(row.cells) for row in table.rows[:PREVIEW_ROWS]],
        "accents": _accented(table) if book.encoding_is_guess else [],
        "doubled": list(table.doubled),
        "skipped": [asdict(line) for line in table.skipped[:SKIPPED_SHOWN]],
        "skipped_count": len(table.skipped),
    }


def _accented(table: Sheet) -> list[str]:
    """A few cells with letters beyond ASCII: what a person looks at to see whether the accents are right."""
    found = (cell for row in table.rows for cell in row.cells if not cell.isascii())
    return [cell for cell, _ in zip(dict.fromkeys(found), range(5), strict=False)]


def _suggest(table: Sheet, coalition: Coalition) -> list[dict[str, Any]]:
    columns = {column: table.column_values(column) for column in table.columns}
    suggested = suggest_columns(columns, country=coalition.country or "FR", remembered=recall_columns(coalition))
    return [
        {
            "source": column.source,
            "target": column.target.value,
            "confidence": column.confidence.value,
            "samples": [sample[:80] for sample in column.samples],
        }
        for column in suggested
    ]


def _check_columns(columns: list[dict[str, Any]]) -> None:
    targets = Counter(column["target"] for column in columns)
    if not targets[Target.NAME]:
        raise CannotSetColumns("name_missing")
    for target, count in targets.items():
        if count > 1 and target not in SEVERAL_ALLOWED:
            twice = [column["source"] for column in columns if column["target"] == target]
            raise CannotSetColumns("target_twice", target=target, columns=twice)
