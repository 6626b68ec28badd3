"""What does INSEE's file of legal populations of 2016 say? Its communes, départements and régions, as its cells hold them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from python_calamine import CalamineWorkbook

FILE = Path(settings.SHARED_DIR) / "data" / "insee-populations-legales-2016" / "population2019.xls.gz"
HEADER = 8  # seven banner rows, then the header


@dataclass(frozen=True)
class Populations:
    """Populations by code: communes (code of five signs) with their département, départements with their région."""

    communes: dict[str, tuple[str, str, int]]
    departements: dict[str, tuple[str, str, int]]
    regions: dict[str, tuple[str, int]]


@cache
def read_populations() -> Populations:
    book = CalamineWorkbook.from_filelike(io.BytesIO(gzip.decompress(FILE.read_bytes())))

    def rows(sheet: str) -> Iterator[list[object]]:
        return (row for row in book.get_sheet_by_name(sheet).to_python()[HEADER:] if row[0])

    communes = {}
    for _, _, departement, _, _, commune, name, people, *_ in rows("Communes"):
        code = f"{departement}{commune}" if len(str(departement)) == 2 else f"{str(departement)[:2]}{commune}"
        key = code if code not in communes else f"{code}-{len(communes)}"
        communes[key] = (str(name), str(departement), int(people))  # type: ignore[call-overload]  # a number cell
    departements = {str(d): (str(name), str(r), int(p)) for r, _, d, name, _, _, _, p, *_ in rows("Départements")}  # type: ignore[call-overload]
    regions = {str(r): (str(name), int(p)) for r, name, _, _, _, p, *_ in rows("Régions")}  # type: ignore[call-overload]
    return Populations(communes, departements, regions)
