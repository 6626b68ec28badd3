"""Are files of places read whatever their format, and refused clearly when they cannot be?"""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from coalitions.territories.imports.files import PlacesFile, read_places
from coalitions.territories.imports.words import FILES, ROWS, say_problem, say_refusal
from impactplatform.kernel.decisions import Refused

HEADER = "scheme,code,kind,name,parent_code,valid_from,valid_until,population,population_year,vintage"
LINE = "cog-commune,01053,commune,Bourg-en-Bresse,,,,41527,2016,"
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}


def geojson(*features: dict[str, object], **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def feature(**properties: object) -> dict[str, object]:
    full = {"scheme": "q", "code": "1", "kind": "neighbourhood", "name": "Nord", **properties}
    return {"type": "Feature", "properties": full, "geometry": SQUARE}


def read(data: bytes) -> PlacesFile:
    content = read_places(data, "places")
    assert isinstance(content, PlacesFile), content
    return content


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADER}\n{LINE}\n".encode(),
        f"{HEADER}\r\n{LINE}\r\n".replace(",", ";").encode("utf-8-sig"),
        f"Scheme,CODE,Kind,Name,Parent code,valid-from,valid_until,population,population_year,vintage\n{LINE}".encode(),
    ],
)
def test_a_table_is_read_whatever_its_dress(data: bytes) -> None:
    content = read(data)
    assert not content.problems
    assert [(row.key, row.population) for row in content.rows] == [(("cog-commune", "01053"), 41527)]


def test_a_workbook_is_read_and_unknown_columns_are_named() -> None:
    book = openpyxl.Workbook()
    book.active.append([*HEADER.split(","), "maire"])
    book.active.append([*LINE.split(","), "X"])
    out = io.BytesIO()
    book.save(out)
    content = read(out.getvalue())
    assert content.ignored == ("maire",)
    assert content.rows[0].code == "01053"


def test_geojson_gives_outlines_and_several_parents() -> None:
    content = read(geojson(feature(parent_code=["A", "B"], surface=12.5, population=1200.0)))
    assert [row.parent for row in content.rows] == ["A", "B"]
    assert content.rows[0].outline == SQUARE
    assert content.rows[0].population == 1200
    assert content.ignored == ("surface",)


def test_bad_rows_are_told_with_their_row_and_column() -> None:
    content = read(f"{HEADER}\n{LINE}\ncog-commune,,village,,,,,-3,,\n".encode())
    assert {(p.row, p.column, p.code) for p in content.problems} == {
        (3, "code", "empty_cell"),
        (3, "kind", "unknown_kind"),
        (3, "name", "empty_cell"),
        (3, "population", "negative_number"),
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"   \n", "empty_file"),
        (b"{", "not_geojson"),
        (b'{"type": "Feature"}', "not_geojson"),
        (b'{"type": "FeatureCollection", "features": [1]}', "not_geojson"),
        (geojson(), "no_rows"),
        (geojson(feature(), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}), "not_degrees"),
        (b"{\xff", "broken_encoding"),
        (b"a,b\n1,2\n", "missing_columns"),
        (b"scheme,code,name,name\nq,1,n,m\n", "doubled_columns"),
        (f"{HEADER}\n".encode(), "no_rows"),
        (b"%PDF-1.4 ...", "wrong_type"),
    ],
)
def test_a_file_that_is_no_list_of_places_is_refused(data: bytes, code: str) -> None:
    refused = read_places(data, "places")
    assert isinstance(refused, Refused), refused
    assert refused.code == code
    assert say_refusal(refused)


def test_crs84_is_degrees_and_traps_are_refused() -> None:
    content = read(geojson(feature(name="No\u202erd"), crs={"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}))
    assert [p.code for p in content.problems] == ["forbidden_character"]
    assert "U+202E" in say_problem(content.problems[0])


def test_every_sentence_can_be_filled() -> None:
    for code in FILES:
        assert "%(" not in say_refusal(Refused(code, {}))
    from coalitions.territories.domain.rows import Problem

    for code in [*ROWS, "something_new"]:
        assert "%(" not in say_problem(Problem(1, "code", code, {}))
