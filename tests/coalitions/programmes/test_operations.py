"""Are programmes, partners and statements kept with their sources, by those who look after the platform?"""

from __future__ import annotations

import pytest
from django.utils import translation

from coalitions.programmes.operations import (
    CannotCreate,
    CannotEdit,
    CannotRecord,
    add_programme_partner,
    create_programme,
    edit_programme,
    mark_authoritative,
    record_statement,
)
from coalitions.programmes.queries import (
    get_programme,
    list_programmes,
    summarise_partners,
    summarise_statements,
)
from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from impactplatform.audit.models import Entry
from tests.factories import OrganisationFactory
from tests.people import Side


def test_a_programme_is_created_and_edited(admin: User) -> None:
    made = create_programme(name_fr="Projet Impact collectif", by=admin, country="CA")
    assert made.slug == "projet-impact-collectif"
    edited = edit_programme(programme=made, version=1, by=admin, summary_fr="Un accélérateur.")
    assert (edited.version, get_programme(made.slug).summary_fr) == (2, "Un accélérateur.")
    assert edit_programme(programme=made, version=2, by=admin, summary_fr="Un accélérateur.").version == 2
    with pytest.raises(CannotEdit, match="changed_meanwhile"):
        edit_programme(programme=made, version=1, by=admin, country="FR")
    assert Entry.objects.filter(action__startswith="programme.").count() == 2


@pytest.mark.parametrize(
    ("fields", "code"), [({"name_fr": " "}, "name_missing"), ({"name_fr": "x", "colour": "red"}, "unknown_field")]
)
def test_what_makes_no_sense_is_refused(admin: User, fields: dict[str, str], code: str) -> None:
    with pytest.raises(CannotCreate, match=code):
        create_programme(by=admin, **fields)  # type: ignore[arg-type]


def test_an_address_is_taken_once(admin: User) -> None:
    create_programme(name_fr="Impact", by=admin)
    with pytest.raises(CannotCreate, match="slug_taken"):
        create_programme(name_fr="Impact", by=admin)


def test_partners_stand_by_phase_and_part(admin: User) -> None:
    made = create_programme(name_fr="Impact", by=admin)
    one, two = OrganisationFactory(name="Zèbre"), OrganisationFactory(name="Âne")
    for organisation in (one, two):
        add_programme_partner(programme=made, organisation=organisation, role="funder", phase="1", by=admin)
    add_programme_partner(programme=made, organisation=one, role="funder", phase="2", source="page", by=admin)
    parts = [(part.phase, [p.organisation.name for p in part.organisations]) for part in summarise_partners(made)]
    assert parts == [("1", ["Âne", "Zèbre"]), ("2", ["Zèbre"])]
    add_programme_partner(programme=made, organisation=two, role="funder", phase="2", source="autre", by=admin)
    assert [part.source for part in summarise_partners(made)] == ["", ""]
    assert summarise_partners(made)[1].organisations[1].source == "page"
    with pytest.raises(CannotRecord, match="already_partner"):
        add_programme_partner(programme=made, organisation=one, role="funder", phase="1", by=admin)
    with pytest.raises(CannotRecord, match="unknown_role"):
        add_programme_partner(programme=made, organisation=one, role="friend", by=admin)


def test_statements_never_replace_one_another(admin: User) -> None:
    made = create_programme(name_fr="Impact", by=admin)
    said = {"programme": made, "subject": "pot", "by": admin}
    first = record_statement(text_fr="21,5 M$", source="a", stated_on="2022-04", **said)
    record_statement(text_fr="22,5 M$", source="b", stated_on="2022", **said)
    record_statement(programme=made, subject="quartiers", text_fr="17", source="a", by=admin)
    mark_authoritative(statement=first, by=admin)
    subjects = summarise_statements(made)
    assert [(s.subject, len(s.statements), s.disagrees) for s in subjects] == [
        ("pot", 2, True),
        ("quartiers", 1, False),
    ]
    assert [s.is_authoritative for s in subjects[0].statements] == [False, True]
    for wrong, code in (({"source": " "}, "source_missing"), ({"text_fr": ""}, "text_missing")):
        with pytest.raises(CannotRecord, match=code):
            record_statement(**{"text_fr": "x", "source": "a", **said, **wrong})
    assert list(list_programmes()) == [made]


def test_a_subject_in_both_languages_is_said_in_one(admin: User) -> None:
    made = create_programme(name_fr="Impact", by=admin)
    record_statement(programme=made, subject="pot / common pot", text_fr="x", source="a", by=admin)
    (subject,) = summarise_statements(made)
    with translation.override("en"):
        assert subject.label == "common pot"
    with translation.override("fr-ca"):
        assert subject.label == "pot"


def test_nobody_else_describes_a_programme(ours: Side) -> None:
    for by in (ours.coordinator, ours.coach):
        with pytest.raises(CannotAct):
            create_programme(name_fr="x", by=by)
