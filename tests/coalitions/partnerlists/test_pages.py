"""Does the wizard lead from file to done, for those who may, in both languages, and answer bad files clearly?"""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from coalitions.organisations.models import Organisation
from coalitions.partnerlists.models import PartnerList
from impactplatform.accounts.models import User
from impactplatform.jobs.models import Job
from impactplatform.sheets.reading import Workbook, read_workbook
from tests.people import People, Side

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User | None], Client]


def upload(client: Client, side: Side, data: bytes, name: str = "liste.csv", path: str = "/imports/") -> object:
    return client.post(path, {"coalition": side.coalition.slug, "file": SimpleUploadedFile(name, data)})


def columns_of(partner_list: PartnerList) -> dict[str, str]:
    return {f"column-{place}": column["target"] for place, column in enumerate(partner_list.columns)}


@pytest.mark.django_db(transaction=True)
def test_from_file_to_done_and_back(ours: Side, client_of: ClientOf) -> None:
    from tests.coalitions.partnerlists.conftest import LIST

    client = client_of(ours.coordinator)
    answer = upload(client, ours, LIST.encode())
    partner_list = PartnerList.objects.get()
    assert answer["Location"] == f"/imports/{partner_list.pk}/colonnes/"  # type: ignore[index]
    assert "Centre social Balzac" in client.get(f"/imports/{partner_list.pk}/colonnes/").content.decode()
    client.post(f"/imports/{partner_list.pk}/colonnes/", columns_of(partner_list))
    assert client.get(f"/imports/{partner_list.pk}/")["Location"] == f"/imports/{partner_list.pk}/lignes/"
    assert "2,43E+13" in client.get(f"/imports/{partner_list.pk}/lignes/").content.decode()
    repair = {"code": "postcode_lost_leading_zero", "column": "Code postal", "act": "apply"}
    client.post(f"/imports/{partner_list.pk}/lignes/reparer/", repair)
    assert "CENTRE SOCIAL BALSAC" in client.get(f"/imports/{partner_list.pk}/doublons/").content.decode()
    client.post(f"/imports/{partner_list.pk}/doublons/decider/", {"row": 3, "decision": "merge"})
    assert not Organisation.objects.filter(name="Centre social Balzac").exists()
    assert client.get(f"/imports/{partner_list.pk}/verifier/").status_code == 200
    saving = client.post(f"/imports/{partner_list.pk}/verifier/")
    job = Job.objects.get(kind="partnerlists.save")
    assert (saving["Location"], job.state) == (f"/travaux/{job.pk}/", "done")
    assert Organisation.objects.filter(name__in=["Centre social Balzac", "Association Brume"]).count() == 2
    assert f"/imports/{partner_list.pk}/" in client.get(f"/travaux/{job.pk}/").content.decode()
    assert client.get(f"/imports/{partner_list.pk}/", follow=True).status_code == 200
    client.post(f"/imports/{partner_list.pk}/annuler/")
    assert not Organisation.objects.filter(name="Centre social Balzac").exists()
    assert PartnerList.objects.get().state == "undone"


@pytest.mark.parametrize(
    ("data", "fr", "en"),
    [
        (b"", "Ce fichier est vide.", "This file is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "ce n’est pas", "This is not a spreadsheet"),
        (b"Nom;Ville\nA;B\nC;\x81\n", "ligne 3", "line 3"),
        (b'Nom;Ville\nA;"B\n', "ligne 2", "line 2"),
        (b"Nom;Ville\n", "ligne", "no row"),
    ],
)
def test_a_bad_file_is_answered_in_words(ours: Side, client_of: ClientOf, data: bytes, fr: str, en: str) -> None:
    client = client_of(ours.coordinator)
    for path, words in (("/imports/", fr), ("/en/imports/", en)):
        answer = upload(client, ours, data, path=path)
        assert answer.status_code == 422  # type: ignore[attr-defined]
        assert words.lower() in answer.content.decode().lower()  # type: ignore[attr-defined]
    assert not PartnerList.objects.exists()


def test_who_sees_what(people: People, client_of: ClientOf, plan: Callable[..., PartnerList]) -> None:
    planned = plan(people.ours.coalition, people.ours.coordinator)
    paths = [
        f"/imports/{planned.pk}/{step}" for step in ("", "colonnes/", "lignes/", "doublons/", "verifier/", "termine/")
    ]
    for path in [*paths, f"/imports/{planned.pk}/lignes-rejetees.xlsx"]:
        assert client_of(people.ours.second_coordinator).get(path).status_code in (200, 302)
        assert client_of(people.theirs.coordinator).get(path).status_code == 404
        assert client_of(people.stranger).get(path).status_code == 404
        assert client_of(people.ours.partner).get(path).status_code == 403
        assert client_of(None).get(path).status_code == 302
    for path in ("verifier/", "annuler/", "abandonner/", "doublons/decider/", "lignes/reparer/", "feuille/"):
        assert client_of(people.theirs.coordinator).post(f"/imports/{planned.pk}/{path}").status_code == 404
        assert client_of(people.ours.partner).post(f"/imports/{planned.pk}/{path}").status_code == 403


def test_another_coalition_cannot_be_chosen(people: People, client_of: ClientOf) -> None:
    answer = upload(client_of(people.ours.coordinator), people.theirs, b"Nom\nA\n")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert not PartnerList.objects.exists()


def test_rejected_rows_come_back_as_a_file_that_imports_again(
    ours: Side, client_of: ClientOf, plan: Callable[..., PartnerList]
) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    data = client_of(ours.coordinator).get(f"/en/imports/{planned.pk}/rejected-rows.xlsx").content
    book = read_workbook(data)
    assert isinstance(book, Workbook)
    sheet = book.choose_sheet()
    assert sheet is not None
    assert sheet.columns == (*(column["source"] for column in planned.columns), "Why")
    assert "scientific notation" in sheet.rows[0].cells[-1]
    again = plan(ours.coalition, ours.coordinator, data, "rejected.xlsx")
    assert summary(again) == summary_of_rejected(planned)


def summary(partner_list: PartnerList) -> list[str]:
    return [p["code"] for row in partner_list.rows.all() for p in row.problems]


def summary_of_rejected(partner_list: PartnerList) -> list[str]:
    return [p["code"] for row in partner_list.rows.filter(verdict="rejected") for p in row.problems]


def test_the_example_file_imports_whole(ours: Side, client_of: ClientOf, plan: Callable[..., PartnerList]) -> None:
    data = b"".join(client_of(ours.coordinator).get("/imports/exemple.xlsx"))
    assert io.BytesIO(data).read(2) == b"PK"
    planned = plan(ours.coalition, ours.coordinator, data, "exemple.xlsx")
    assert (planned.counts["rows"], planned.counts["ready"], planned.counts["to_review"]) == (12, 12, 0)


def test_pages_cost_the_same_with_many_lists_and_rows(
    ours: Side, client_of: ClientOf, plan: Callable[..., PartnerList], django_assert_max_num_queries: Callable
) -> None:
    text = "Nom;Courriel\n" + "".join(f"Organisation {n} {n * 7919};a{n}@\n" for n in range(60))
    for _ in range(12):
        planned = plan(ours.coalition, ours.coordinator, text)
    client = client_of(ours.coordinator)
    for path in ("/imports/", f"/imports/{planned.pk}/lignes/", f"/imports/{planned.pk}/doublons/"):
        with django_assert_max_num_queries(16):
            assert client.get(path).status_code == 200
