"""INSEE 2016: 35,382 commune rows, through the commands, sum to the published départements and régions. Population total: 66,361,658."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from indicators.aggregation.models import Total
from indicators.measurements.models import Measurement
from tests.indicators.aggregation.insee import FILE, read_populations

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not FILE.exists(), reason="the public files are not beside the project"),
]
WHOLE = 66_361_658


def run(name: str, *arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command(name, *arguments, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return str(path)


def list_places() -> list[Sequence[object]]:
    known = read_populations()
    return [
        ("pays", "FR", "country", "France sans Mayotte", ""),
        *(("cog-region", code, "region", name, "pays:FR") for code, (name, _) in known.regions.items()),
        *(
            ("cog-departement", code, "departement", name, f"cog-region:{r}")
            for code, (name, r, _) in known.departements.items()
        ),
        *(
            ("cog-commune", code, "commune", name, f"cog-departement:{d}")
            for code, (name, d, _) in known.communes.items()
        ),
    ]


def test_communes_sum_to_the_published_departements_and_regions(tmp_path: Path) -> None:
    known = read_populations()
    places = write(tmp_path / "places.csv", ["scheme", "code", "kind", "name", "parent_code"], list_places())
    assert run("load_territories", places)["created"] == 35_382 + 100 + 17 + 1
    header = ["code", "name_fr", "kind", "unit", "frequency", "threshold"]
    row = ["population-municipale", "Population municipale", "stock", "habitants", "year", 0]
    run("load_indicators", write(tmp_path / "indicators.csv", header, [row]))
    figures = [
        ["population-municipale", f"cog-commune:{code}", "2016", people, "Insee, RP 2016", "2016-01-01"]
        for code, (_, _, people) in known.communes.items()
    ]
    columns = ["indicator", "territory", "period", "value", "source", "as_of"]
    file = write(tmp_path / "figures.csv", columns, figures)
    assert run("import_measurements", file, "--commit", "--approve")["created"] == 35_382
    assert run("aggregate", "--verify")["differences"] == []

    def totals(scheme: str) -> dict[str, int]:
        found = Total.objects.filter(territory__scheme=scheme, origin="parts").values_list("territory__code", "value")
        return {code: int(value) for code, value in found}

    assert totals("cog-departement") == {code: people for code, (_, _, people) in known.departements.items()}
    assert totals("cog-region") == {code: people for code, (_, people) in known.regions.items()}
    assert totals("pays") == {"FR": WHOLE}
    country = Total.objects.get(territory__scheme="pays")
    assert (country.expected, country.received, country.approved) == (35_382, 35_382, 35_382)
    again = run("import_measurements", file, "--commit", "--approve")
    assert (again["created"], again["corrected"], again["unchanged"]) == (0, 0, 35_382)
    assert Measurement.objects.count() == 35_382
    correct_one(tmp_path, columns)


def correct_one(tmp_path: Path, columns: Sequence[str]) -> None:
    """One commune corrected by one resident: its three ancestors move by one, and nothing else is written."""
    row = ["population-municipale", "cog-commune:01001", "2016", 768, "Insee, RP 2016", "2016-01-01"]
    answer = run("import_measurements", write(tmp_path / "one.csv", columns, [row]), "--commit", "--approve")
    assert (answer["created"], answer["corrected"]) == (0, 1)
    done = run("aggregate")
    assert (done["keys"], done["cells"]) == (1, 4)
    assert Total.objects.get(territory__scheme="pays").value == WHOLE + 1
