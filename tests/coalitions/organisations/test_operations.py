"""Do organisations enter, change, merge and leave as they should?"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalitions.organisations.models import Identifier, Organisation
from coalitions.organisations.operations import (
    CannotCreate,
    CannotEdit,
    CannotRemove,
    Draft,
    create_organisation,
    create_organisations,
    edit_organisation,
    remove_organisation,
    remove_organisations,
)
from coalitions.organisations.queries import find_by_identifiers, get_organisation, search_organisations
from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from impactplatform.audit.models import Entry
from tests.factories import OrganisationFactory
from tests.people import Side

ROLES = frozenset({"coordinator"})
SIRET = ("siret", "732 829 320 00074")


def test_creating_keeps_numbers_with_their_verdict_and_leaves_a_trace(coordinator: User) -> None:
    made = create_organisation(
        name=" Les Tisserands ", identifiers=(SIRET, ("rna", "W12")), by=coordinator, roles=ROLES, scope="coalition:x"
    )
    assert made.slug == "les-tisserands"
    assert list(made.identifiers.values_list("scheme", "value", "verdict")) == [
        ("rna", "W12", "malformed"),
        ("siret", "73282932000074", "valid"),
    ]
    entry = Entry.objects.get(action="organisation.created")
    assert (entry.scope, entry.actor_id, entry.subject_label) == ("coalition:x", coordinator.pk, "Les Tisserands")
    assert made.history.get().history_user == coordinator


def test_two_of_the_same_name_have_two_addresses(coordinator: User) -> None:
    slugs = [create_organisation(name="Écho", by=coordinator, roles=ROLES).slug for _ in range(2)]
    assert slugs == ["echo", "echo-2"]


def test_a_number_belongs_to_one_organisation(coordinator: User) -> None:
    create_organisation(name="Première", identifiers=(SIRET,), by=coordinator, roles=ROLES)
    with pytest.raises(CannotCreate) as refusal:
        create_organisation(name="Seconde", identifiers=(("siret", "73282932000074"),), by=coordinator, roles=ROLES)
    assert (refusal.value.code, refusal.value.details["slug"]) == ("identifier_taken", "premiere")


def test_a_nameless_one_is_refused(coordinator: User) -> None:
    with pytest.raises(CannotCreate, match="name_missing"):
        create_organisation(name="  ", by=coordinator, roles=ROLES)


def test_a_partner_may_not_create(ours: Side) -> None:
    with pytest.raises(CannotAct):
        create_organisation(name="Nouvelle", by=ours.partner, roles={"partner"})


def test_thousands_cost_batches_not_rows(coordinator: User) -> None:
    def cost(count: int, start: int) -> int:
        rows = [
            Draft(name=f"Asso {start + i}", identifiers=(("local", f"L{start + i}"),), notes={"Colonne": "x"})
            for i in range(count)
        ]
        with CaptureQueriesContext(connection) as queries:
            made = create_organisations(rows, by=coordinator, roles=ROLES)
        assert [one.name for one in made] == [row.name for row in rows]
        assert all(one.pk for one in made)
        return len(queries)

    assert cost(300, 1000) < cost(10, 0) + 300 // 10  # SQLite takes some forty rows at a time
    assert Organisation.history.filter(name__startswith="Asso").count() == 310
    assert Entry.objects.filter(action="organisation.created").count() == 310
    assert Identifier.objects.count() == 310
    assert search_organisations("asso 1005").get().folded_name == "asso 1005"


def test_all_of_a_list_or_none(coordinator: User) -> None:
    rows = [Draft(name="Un", identifiers=(SIRET,)), Draft(name="Deux", identifiers=(SIRET,))]
    with pytest.raises(CannotCreate, match="identifier_twice"):
        create_organisations(rows, by=coordinator, roles=ROLES)
    assert not Organisation.objects.filter(name__in=["Un", "Deux"]).exists()


def test_editing_keeps_the_version_and_says_what_changed(coordinator: User) -> None:
    made = create_organisation(name="Fil", identifiers=(SIRET,), by=coordinator, roles=ROLES)
    edited = edit_organisation(
        organisation=made, version=1, town="Roubaix", identifiers=[("rna", "W751092330")], by=coordinator, roles=ROLES
    )
    assert (edited.version, edited.town) == (2, "Roubaix")
    assert list(edited.identifiers.values_list("value", flat=True)) == ["W751092330"]
    assert Entry.objects.get(action="organisation.edited").details == {"fields": ["identifiers", "town"]}
    with pytest.raises(CannotEdit, match="changed_meanwhile"):
        edit_organisation(organisation=made, version=1, town="Lille", by=coordinator, roles=ROLES)


def test_editing_nothing_writes_nothing(coordinator: User) -> None:
    made = create_organisation(name="Fil", by=coordinator, roles=ROLES)
    again = edit_organisation(organisation=made, version=1, name="Fil", by=coordinator, roles=ROLES)
    assert again.version == 1
    assert not Entry.objects.filter(action="organisation.edited").exists()


def test_an_unknown_field_and_an_empty_name_are_refused(coordinator: User) -> None:
    made = create_organisation(name="Fil", by=coordinator, roles=ROLES)
    with pytest.raises(CannotEdit, match="unknown_field"):
        edit_organisation(organisation=made, version=1, slug="autre", by=coordinator, roles=ROLES)
    with pytest.raises(CannotEdit, match="name_missing"):
        edit_organisation(organisation=made, version=1, name=" ", by=coordinator, roles=ROLES)


def test_a_partner_edits_its_own_and_no_other(ours: Side) -> None:
    edit_organisation(organisation=ours.member, version=1, town="Lens", by=ours.partner, roles={"partner"}, owns=True)
    with pytest.raises(CannotAct):
        edit_organisation(organisation=ours.backbone, version=1, town="Lens", by=ours.partner, roles={"partner"})


def test_removing_only_what_nothing_refers_to(ours: Side) -> None:
    fresh = create_organisation(name="Erreur", identifiers=(SIRET,), by=ours.coordinator, roles=ROLES)
    remove_organisation(organisation=fresh, by=ours.coordinator, roles=ROLES)
    assert not Organisation.objects.filter(name="Erreur").exists()
    assert Entry.objects.filter(action="organisation.removed").count() == 1
    assert Organisation.history.filter(name="Erreur", history_type="-").get().history_user == ours.coordinator
    with pytest.raises(CannotRemove, match="still_in_use"):
        remove_organisation(organisation=ours.member, by=ours.coordinator, roles=ROLES)


def test_many_leave_together_or_none(ours: Side) -> None:
    rows = [Draft(name=f"Erreur {i}", identifiers=(("local", f"E{i}"),)) for i in range(30)]
    fresh = create_organisations(rows, by=ours.coordinator, roles=ROLES)
    with pytest.raises(CannotRemove) as refusal:
        remove_organisations(organisations=[*fresh, ours.member], by=ours.coordinator, roles=ROLES)
    assert refusal.value.details["organisations"] == [ours.member.name]
    assert Organisation.objects.filter(name__startswith="Erreur").count() == 30
    remove_organisations(organisations=fresh, by=ours.coordinator, roles=ROLES)
    assert not Organisation.objects.filter(name__startswith="Erreur").exists()
    assert not Identifier.objects.exists()


def test_numbers_find_their_organisations(coordinator: User) -> None:
    made = create_organisation(name="Fil", identifiers=(SIRET,), by=coordinator, roles=ROLES)
    found = find_by_identifiers([("siret", "73282932000074"), ("siren", "732829320")])
    assert found == {("siret", "73282932000074"): made}


@pytest.mark.django_db
def test_search_ignores_accents_and_order() -> None:
    OrganisationFactory(name="Maison de quartier Édouard-Pignon", slug="a")
    OrganisationFactory(name="Régie de quartier", slug="b", short_name="RDQ")
    assert [o.slug for o in search_organisations("EDOUARD maison")] == ["a"]
    assert [o.slug for o in search_organisations("rdq")] == ["b"]
    assert not search_organisations("").exists()
    assert not search_organisations("x" * 201).exists()
    assert get_organisation("a").name.startswith("Maison")
