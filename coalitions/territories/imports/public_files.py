"""How do the public files of places read, with the quirks their publishers left in them? Bytes in, rows out, nothing saved.

Each returns rows for `load_territories`, in the lists of codes named here. Sources and quirks: SOURCE.md beside each file.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from coalitions.territories.domain.membership import Span
from coalitions.territories.domain.outlines import check_outline
from coalitions.territories.domain.rows import PlaceRow
from coalitions.territories.vocabulary import Kind
from impactplatform.kernel.text import fold

COUNTRY, REGION, DEPARTEMENT, COMMUNE, QPV = "iso-3166", "cog-region", "cog-departement", "cog-commune", "qpv-2014"
MUNICIPALITY, BOROUGH, QUARTIER = "quebec-municipalite", "montreal-arrondissement", "montreal-quartier"
MONTREAL = "66023"  # the city, in Québec's list of municipalities
QPV_LIFE = Span(date(2015, 1, 1), date(2024, 1, 1))  # decree of 30 December 2014, replaced on 1 January 2024
_NO_TABLE = "pas de table"
_COG = "INSEE, Code officiel géographique"
_MONTREAL = "Ville de Montréal, données ouvertes (CC BY 4.0)"


@dataclass(frozen=True, slots=True)
class Table:
    """A neighbourhood round table: its name, its short name, and the code of its neighbourhood."""

    name: str
    short_name: str
    neighbourhood: str


def read_countries() -> list[PlaceRow]:
    """The two countries everything below belongs to."""
    return [
        PlaceRow(1, COUNTRY, "FR", "France", Kind.COUNTRY, country="FR"),
        PlaceRow(2, COUNTRY, "CA", "Canada", Kind.COUNTRY, country="CA"),
    ]


def read_regions(data: bytes) -> list[PlaceRow]:
    """The 18 régions of France."""
    return [
        PlaceRow(n, REGION, r["REG"], r["LIBELLE"], Kind.REGION, f"{COUNTRY}:FR", country="FR", source=_COG)
        for n, r in _table(data)
    ]


def read_departements(data: bytes) -> list[PlaceRow]:
    """The 101 départements, each in its région."""
    return [
        PlaceRow(
            n, DEPARTEMENT, r["DEP"], r["LIBELLE"], Kind.DEPARTEMENT, f"{REGION}:{r['REG']}", country="FR", source=_COG
        )
        for n, r in _table(data)
    ]


def read_mayotte_communes(data: bytes) -> list[PlaceRow]:
    """The 17 communes of Mayotte with their residents (census of 2017). Codes there lack the département, names the file."""
    return [
        PlaceRow(
            n, COMMUNE, f"97{r['CODCOM']}", MAYOTTE[r["CODCOM"]], Kind.COMMUNE, f"{DEPARTEMENT}:976",
            population=int(r["PMUN"]), population_year=2017, country="FR", source=_COG,
        )
        for n, r in _table(data, separator=";")
    ]  # fmt: skip


def read_qpv_2014(data: bytes) -> list[PlaceRow]:
    """The 1,294 QPV of metropolitan France, each in its département.

    Its communes are given by name only, joined without a sure separator: they are read by `read_outlined_qpv`, or linked
    once a list of communes is loaded. The file names three columns of four, one with a tab: they are taken by
    place. One département (8) has lost its zero.
    """
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    next(lines)
    return [
        PlaceRow(
            n, QPV, line[0].strip(), line[2].strip(), Kind.QPV, f"{DEPARTEMENT}:{line[1].strip().zfill(2)}", QPV_LIFE,
            vintage="2015", country="FR", source="Décret n° 2014-1750 du 30 décembre 2014",
        )
        for n, line in enumerate(lines, start=2)
        if line
    ]  # fmt: skip


def list_qpv_towns(data: bytes) -> dict[str, str]:
    """The commune(s) of each QPV as the decree writes them, several joined by blanks: "Saint-Gratien Argenteuil"."""
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1:]
    return {line[0].strip(): line[3].strip() for line in lines if line}


def read_occitanie_communes(data: bytes) -> list[PlaceRow]:
    """The 48 communes of Occitanie that hold a QPV, with their outlines."""
    return [
        PlaceRow(
            n, COMMUNE, p["code_commune"], p["nom_commune"], Kind.COMMUNE, f"{DEPARTEMENT}:{p['code_departement']}",
            country="FR", outline=outline, source="IGN et INSEE, par Toulouse Dataviz",
        )
        for n, p, outline in _features(data)
    ]  # fmt: skip


def read_outlined_qpv(outlines: bytes, residents: bytes) -> list[PlaceRow]:
    """The 105 QPV of Occitanie: outline, residents of 2015, and each commune they lie in (a row a commune).

    A commune is linked when its code is given; codes of several communes are separated by blanks, commas or semicolons.
    """
    counts = {r["code_qp"]: r["pop_mun"] for _, r in _table(residents)}
    rows = []
    for n, p, outline in _features(outlines):
        counted = counts.get(p["code_qp"], "")
        whole = PlaceRow(
            n, QPV, p["code_qp"], p["nom_qp"].strip(), Kind.QPV, f"{DEPARTEMENT}:{p['code_departement']}", QPV_LIFE,
            population=int(counted) if counted.isdigit() else None, population_year=2015 if counted.isdigit() else None,
            vintage="2015", country="FR", outline=outline, source="ANCT et INSEE, par Toulouse Dataviz",
        )  # fmt: skip
        rows.append(whole)
        codes = re.findall(r"\d[\dAB]\d{3}", p["code_commune"] or "")
        rows += [replace(whole, parent=f"{COMMUNE}:{code}") for code in codes]
    return rows


def read_montreal_boroughs(data: bytes) -> list[PlaceRow]:
    """Montréal, its 19 boroughs, and the 15 cities beside it on the island, with their outlines."""
    rows = [
        PlaceRow(1, MUNICIPALITY, MONTREAL, "Montréal", Kind.COMMUNE, f"{COUNTRY}:CA", country="CA", source=_MONTREAL)
    ]
    for n, p, outline in _features(data):
        is_borough = p["CODEMAMROT"].startswith("REM")
        rows.append(
            PlaceRow(
                n, BOROUGH if is_borough else MUNICIPALITY, p["CODEMAMROT"], p["NOM"],
                Kind.BOROUGH if is_borough else Kind.COMMUNE,
                f"{MUNICIPALITY}:{MONTREAL}" if is_borough else f"{COUNTRY}:CA",
                country="CA", outline=outline, source=_MONTREAL,
            )
        )  # fmt: skip
    return rows


def read_montreal_neighbourhoods(data: bytes, boroughs: Iterable[PlaceRow]) -> list[PlaceRow]:
    """The 32 sociological neighbourhoods of 2014 with their outlines, each in its borough (one lies in two).

    Boroughs are matched by folded name, because the two files use different dashes and apostrophes. The source's
    "Montr´al-Nord" is written right.
    """
    by_name = {fold(row.name): row for row in boroughs if row.kind == Kind.BOROUGH}
    rows = []
    for n, p, outline in _features(data):
        name = p["Q_socio"].replace("Montr´al", "Montréal")
        for borough in p["Arrondissement"].split(" / "):
            parent = by_name[fold(borough)]
            rows.append(
                PlaceRow(
                    n, QUARTIER, str(p["id"]), name, Kind.NEIGHBOURHOOD, f"{BOROUGH}:{parent.code}", country="CA",
                    vintage="2014", outline=outline, source=_MONTREAL,
                )
            )  # fmt: skip
    return rows


def list_montreal_tables(data: bytes) -> list[Table]:
    """The 29 neighbourhood round tables; three neighbourhoods have none. An acronym after a slash is the short name."""
    found = []
    for _, p, _ in _features(data):
        if fold(p["Table"]) == _NO_TABLE:
            continue
        name, _, acronym = p["Table"].partition(" / ")
        # "Concertation Ville-Émard/Côte Saint-Paul" has a slash too, but no blanks around it.
        found.append(Table(name.strip(), acronym.strip(), str(p["id"])))
    return found


def read_public_places(folder: Path) -> list[PlaceRow]:
    """Every place the public files in `folder` hold, ready to be loaded at once; a file that is not there is left out."""
    cog, montreal, occitanie = folder / "cog-france", folder / "montreal-quartiers", folder / "qpv-occitanie-2021"
    rows = read_countries()
    if cog.is_dir():
        rows += read_regions((cog / "regions.csv").read_bytes())
        rows += read_departements((cog / "departements.csv").read_bytes())
        rows += read_mayotte_communes((cog / "donnees_communes_mayotte.csv").read_bytes())
    decree = folder / "qpv-metropole-2014" / "quartiers_prioritaire.csv"
    qpv = read_qpv_2014(decree.read_bytes()) if cog.is_dir() and decree.is_file() else []
    rows += qpv
    if occitanie.is_dir() and qpv:
        official = {row.key: row for row in qpv}
        outlined = read_outlined_qpv((occitanie / "qp.geojson").read_bytes(), (occitanie / "qp.csv").read_bytes())
        rows += read_occitanie_communes((occitanie / "communes.geojson").read_bytes())
        rows += [replace(row, name=official[row.key].name, source=official[row.key].source) for row in outlined]
    if montreal.is_dir():
        boroughs = read_montreal_boroughs((montreal / "limadmin.geojson").read_bytes())
        rows += boroughs
        rows += read_montreal_neighbourhoods((montreal / "quartierssociologiques2014.geojson").read_bytes(), boroughs)
    return rows


def _table(data: bytes, separator: str = ",") -> Iterator[tuple[int, dict[str, str]]]:
    lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator)
    return ((number, dict(line)) for number, line in enumerate(lines, start=2))


def _features(data: bytes) -> Iterator[tuple[int, Mapping[str, Any], dict[str, Any]]]:
    features = json.loads(data.decode("utf-8-sig"))["features"]
    return ((n, one["properties"], check_outline(one["geometry"])) for n, one in enumerate(features, start=1))


# The file of Mayotte's populations names no commune, and the list of overseas communes leaves Mayotte out.
MAYOTTE = {
    "601": "Acoua", "602": "Bandraboua", "603": "Bandrele", "604": "Bouéni", "605": "Chiconi", "606": "Chirongui",
    "607": "Dembeni", "608": "Dzaoudzi", "609": "Kani-Kéli", "610": "Koungou", "611": "Mamoudzou", "612": "Mtsamboro",
    "613": "M'Tsangamouji", "614": "Ouangani", "615": "Pamandzi", "616": "Sada", "617": "Tsingoni",
}  # fmt: skip
