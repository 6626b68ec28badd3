"""Does the command answer as the contract says: counts, refusals, codes of exit?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from coalitions.territories.models import Territory

pytestmark = pytest.mark.django_db
HEADER = "scheme,code,kind,name,parent_code,valid_from,valid_until,population,population_year,vintage,maire\n"
ROWS = "cog-region,84,region,Auvergne-Rhône-Alpes,,,,,,,X\ncog-departement,01,departement,Ain,84,,,650000,2017,,Y\n"


def run(capsys: pytest.CaptureFixture[str], path: Path, *options: str) -> tuple[int, str, str]:
    code = 0
    try:
        call_command("load_territories", str(path), *options)
    except SystemExit as end:
        code = int(end.code or 0)
    out = capsys.readouterr()
    return code, out.out, out.err


def answer(capsys: pytest.CaptureFixture[str], path: Path) -> tuple[int, dict[str, Any], str]:
    code, out, err = run(capsys, path, "--json")
    return code, json.loads(out), err


def test_it_loads_once_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "places.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    code, said, err = answer(capsys, path)
    assert (code, said["created"], said["updated"], said["unchanged"], said["rejected"]) == (0, 2, 0, 0, [])
    assert "maire" in err
    assert answer(capsys, path)[1]["unchanged"] == 2
    code, out, _ = run(capsys, path)
    assert code == 0
    assert "2" in out


def test_one_bad_row_refuses_the_file_with_row_column_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "places.csv"
    path.write_text(HEADER + ROWS + "q,1,quartier,Nord,99,,,,,,\n", encoding="utf-8")
    code, said, _ = answer(capsys, path)
    assert (code, said["created"]) == (1, 0)
    assert [(r["row"], r["column"], r["code"]) for r in said["rejected"]] == [(4, "kind", "unknown_kind")]
    assert "neighbourhood" in said["rejected"][0]["message"]
    path.write_text(HEADER + ROWS + "q,1,neighbourhood,Nord,99,,,,,,\n", encoding="utf-8")
    code, _, err = run(capsys, path)
    assert (code, "99" in err, "4" in err) == (1, True, True)
    assert not Territory.objects.exists()


def test_a_wrong_type_is_refused_and_a_missing_file_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(b"%PDF-1.7")
    code, said, _ = answer(capsys, path)
    assert (code, said["rejected"][0]["code"], said["rejected"][0]["row"]) == (1, "wrong_type", None)
    assert run(capsys, tmp_path / "none.csv")[0] == 2
