"""Does the command answer as the contract says: JSON on standard output, nothing saved without --commit, codes on exit?"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from coalitions.organisations.models import Organisation
from coalitions.partnerlists.models import PartnerList
from tests.people import Side

pytestmark = pytest.mark.django_db
LIST = """Nom;SIRET;Courriel
Centre social Balzac;35600000000048;balzac@example.org
CENTRE SOCIAL BALSAC;;
Centre social Balzac;35600000000048;
Régie;2,43E+13;
"""


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def run(path: Path, *options: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_partners", str(path), "--coalition", "tisserands", "--json", *options, stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_a_preview_tells_everything_and_saves_nothing(ours: Side, path: Path, settings: Any) -> None:
    before = Organisation.objects.count()
    answer = run(path)
    assert [(c["source"], c["target"], c["confidence"]) for c in answer["columns"]] == [
        ("Nom", "name", "sure"), ("SIRET", "siret", "confirm"), ("Courriel", "email", "sure"),
    ]  # fmt: skip
    assert {key: answer[key] for key in ("rows", "ready", "to_review", "created", "updated", "committed")} == {
        "rows": 4, "ready": 1, "to_review": 1, "created": 1, "updated": 0, "committed": False,
    }  # fmt: skip
    assert [(r["row"], r["column"], r["code"]) for r in answer["rejected"]] == [
        (5, "SIRET", "siret_scientific_notation")
    ]
    assert answer["rejected"][0]["message"].startswith("Ligne 5 · SIRET · «\u00a02,43E+13\u00a0»\u00a0: ")
    assert [(d["row"], d["of"], d["reasons"], d["score"]) for d in answer["duplicates"]] == [
        (3, 2, ["names_alike"], 95), (4, 2, ["same_siret"], 100),
    ]  # fmt: skip
    assert (Organisation.objects.count(), PartnerList.objects.count()) == (before, 0)
    assert not list(Path(settings.MEDIA_ROOT).rglob("list*"))


def test_commit_executes_what_was_previewed_and_may_be_run_again(ours: Side, path: Path) -> None:
    preview = run(path)
    saved = run(path, "--commit", "--by", ours.coordinator.email)
    assert {**saved, "committed": False} == preview
    assert Organisation.objects.filter(name="Centre social Balzac").count() == 1
    again = run(path, "--commit")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)


def test_a_mapping_says_what_columns_are(ours: Side, path: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"SIRET": ""}), encoding="utf-8")
    answer = run(path, "--mapping", str(mapping))
    assert (answer["rejected"], answer["columns"][1]["confidence"]) == ([], "ignored")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7", "wrong_type"),
        (b"Nom;V\nA;\x81\n", "broken_encoding"),
        (b"Prix;Le\n1;2\n", "name_missing"),
    ],
)
def test_a_refused_file_exits_1_with_its_reason(
    ours: Side, tmp_path: Path, content: bytes, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(SystemExit) as stop:
        call_command("import_partners", str(path), "--coalition", "tisserands", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (stop.value.code, answer["refused"]) == (1, code)
    assert answer["reason"]


@pytest.mark.parametrize(
    "options",
    [
        ["absent.csv", "--coalition", "tisserands"],
        ["--coalition", "nowhere"],
        ["--coalition", "tisserands", "--by", "x@y.z"],
    ],
)
def test_wrong_usage_exits_2(ours: Side, path: Path, options: list[str]) -> None:
    given = options if options[0].endswith(".csv") else [str(path), *options]
    with pytest.raises(CommandError) as stop:
        call_command("import_partners", *given)
    assert stop.value.returncode == 2


def test_somebody_without_the_right_is_refused(ours: Side, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        call_command("import_partners", str(path), "--coalition", "tisserands", "--by", ours.partner.email, "--json")
    assert (stop.value.code, json.loads(capsys.readouterr().out)["refused"]) == (1, "not_allowed")
