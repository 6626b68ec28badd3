"""Which places does a file hold, whatever its format? CSV, xlsx, ods, xls or GeoJSON with the same columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coalitions.territories.domain.rows import COLUMNS, EXTRA, NEEDED, PlaceRow, Problem, read_row
from impactplatform.kernel.decisions import Refused
from impactplatform.kernel.text import fold
from impactplatform.sheets.characters import find_forbidden
from impactplatform.sheets.reading import read_workbook

LARGEST_GEOJSON = 50 * 1024 * 1024
_DEGREES = ("crs84", "4326", "wgs84", "wgs 84")


@dataclass(frozen=True, slots=True)
class PlacesFile:
    """What was read. When there are problems nothing may be loaded; `ignored` are columns we have no use for."""

    rows: tuple[PlaceRow, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]
    total: int


def read_places(data: bytes, name: str = "") -> PlacesFile | Refused:
    """Read a file by its content.

    Refused: those of `sheets.reading.read_workbook`; missing_columns (missing), doubled_columns (columns);
    for GeoJSON not_geojson, not_degrees (crs), too_large, no_rows.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _read_geojson(data, name)
    book = read_workbook(data, name)
    if isinstance(book, Refused):
        return book
    known = {*COLUMNS, *EXTRA}
    sheet = book.choose_sheet(lambda header: _tidy(header) in known)
    if sheet is None:
        return Refused("no_rows", {"name": name})
    ours = {column: _tidy(column) for column in sheet.columns if _tidy(column) in known}
    doubled = sorted({column for column in sheet.doubled if _tidy(column) in known})
    if doubled or len(set(ours.values())) < len(ours):
        return Refused("doubled_columns", {"name": name, "columns": doubled or sorted(ours)})
    if missing := [column for column in NEEDED if column not in ours.values()]:
        return Refused("missing_columns", {"name": name, "missing": missing})
    records = (
        (number, {ours[column]: text for column, text in record.items() if column in ours})
        for number, record in sheet.records()
    )
    faults = [Problem(f.row, f.column, f.code, f.details) for f in sheet.faults if f.column in ours or not f.column]
    return _read_records(records, faults, tuple(c for c in sheet.columns if c and c not in ours))


def _read_geojson(data: bytes, name: str) -> PlacesFile | Refused:
    if len(data) > LARGEST_GEOJSON:
        found, limit = len(data) // 1024**2, LARGEST_GEOJSON // 1024**2
        return Refused("too_large", {"name": name, "found_mb": found, "limit_mb": limit})
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Refused("broken_encoding", {"name": name})
    except (ValueError, RecursionError):
        return Refused("not_geojson", {"name": name})
    features = content.get("features") if content.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        return Refused("not_geojson", {"name": name})
    if not features:
        return Refused("no_rows", {"name": name})
    if (crs := _other_crs(content.get("crs"))) is not None:
        return Refused("not_degrees", {"name": name, "crs": crs})
    return _read_features(features)


def _read_features(features: list[dict[str, Any]]) -> PlacesFile:
    known, ignored = {*COLUMNS, *EXTRA}, dict[str, None]()
    records: list[tuple[int, dict[str, Any]]] = []
    faults: list[Problem] = []
    for number, feature in enumerate(features, start=1):
        record: dict[str, Any] = {"outline": feature.get("geometry")}
        parents: list[Any] = [""]
        for label, value in (feature.get("properties") or {}).items():
            column = _tidy(str(label))
            if column not in known:
                ignored[str(label)] = None
            elif column == "parent_code":
                parents = value if isinstance(value, list) else [value]
            else:
                record[column] = _plain(value)
                if sign := find_forbidden(record[column]):
                    faults.append(Problem(number, column, "forbidden_character", {"character": sign}))
        records.extend((number, {**record, "parent_code": _plain(parent)}) for parent in parents or [""])
    return _read_records(records, faults, tuple(ignored))


def _read_records(
    records: Iterable[tuple[int, Mapping[str, Any]]], faults: list[Problem], ignored: tuple[str, ...]
) -> PlacesFile:
    rows, problems, total = [], list(faults), 0
    for number, record in records:
        total += 1
        row, wrong = read_row(number, record)
        problems.extend(wrong)
        if row is not None:
            rows.append(row)
    return PlacesFile(tuple(rows), tuple(sorted(problems, key=lambda p: p.row)), ignored, total)


def _tidy(header: str) -> str:
    """`Parent code`, `PARENT_CODE` and `parent-code` are the same column."""
    return fold(header).replace(" ", "_").replace("-", "_")


def _plain(value: Any) -> str:
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _other_crs(crs: Any) -> str | None:
    """The name of a coordinate system that is not degrees of WGS84; None when it is, or none is named."""
    name = str(((crs or {}).get("properties") or {}).get("name") or "") if isinstance(crs, dict) else ""
    return name if name and not any(known in name.lower() for known in _DEGREES) else None
