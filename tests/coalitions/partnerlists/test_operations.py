"""Is nothing saved before it is said, exactly the plan saved then, and everything taken back on demand?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coalitions.collectives.models import Membership
from coalitions.organisations.models import Identifier, Organisation
from coalitions.organisations.operations import edit_organisation
from coalitions.partnerlists.imports import CannotSave, rehearse, save_partner_list, settle_plan
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.partnerlists.operations import (
    CannotDecide,
    CannotReceive,
    CannotSetColumns,
    abandon_partner_list,
    correct_cells,
    decide_all,
    decide_row,
    plan_partner_list,
    receive_partner_list,
    set_columns,
    undo_partner_list,
)
from coalitions.partnerlists.queries import group_problems, summarise_rows
from impactplatform.accounts.domain import COORDINATOR
from impactplatform.accounts.gate import CannotAct
from impactplatform.audit.models import Entry
from tests.factories import MembershipFactory, OrganisationFactory
from tests.people import People, Side

pytestmark = pytest.mark.django_db
Plan = Callable[..., PartnerList]


def row_of(partner_list: PartnerList, number: int) -> PartnerRow:
    return partner_list.rows.get(number=number)


def test_each_row_has_its_verdict_and_its_reason(ours: Side, plan: Plan) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    told = {row.number: (row.verdict, [p["code"] for p in row.problems]) for row in planned.rows.all()}
    assert told == {
        2: ("new", []),
        3: ("duplicate", []),
        4: ("duplicate", []),
        5: ("rejected", ["siret_scientific_notation"]),
        6: ("rejected", ["email_incomplete"]),
        7: ("rejected", ["postcode_lost_leading_zero"]),
        8: ("rejected", ["name_missing"]),
    }
    assert planned.counts == {
        "rows": 7, "new": 1, "update": 0, "unchanged": 0, "merged": 1, "left": 0, "to_review": 1, "rejected": 4, "ready": 1,
    }  # fmt: skip
    assert [line["code"] for line in planned.reading["skipped"]] == ["total_line"]


def test_nothing_enters_the_directory_before_it_is_saved(ours: Side, plan: Plan) -> None:
    before = Organisation.objects.count()
    plan(ours.coalition, ours.coordinator)
    assert Organisation.objects.count() == before


def test_look_alikes_carry_their_reasons_and_score(ours: Side, plan: Plan) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    alike, same = row_of(planned, 3), row_of(planned, 4)
    assert (alike.same_as_row, alike.reasons, alike.score, alike.decision) == (
        2,
        ["names_alike", "same_postcode"],
        95,
        "",
    )
    assert (same.same_as_row, same.reasons, same.decision) == (2, ["same_siret"], "merge")


def test_saving_does_exactly_what_was_rehearsed(ours: Side, plan: Plan) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    _, rehearsed = rehearse(planned, by=ours.coordinator)
    saved = save_partner_list(partner_list=planned, by=ours.coordinator)
    assert (
        (saved.counts["created"], saved.counts["updated"])
        == (rehearsed.totals["new"], rehearsed.totals["update"])
        == (1, 0)
    )
    made = Organisation.objects.get(name="Centre social Balzac")
    assert (made.email, made.postcode, made.town) == ("balzac@example.org", "59200", "Tourcoing")
    assert Identifier.objects.get(organisation=made).value == "35600000000048"
    assert Membership.objects.filter(coalition=ours.coalition, organisation=made, role="partner").exists()
    assert Entry.objects.filter(action="partner_list.saved").count() == 1


def test_saving_twice_saves_once(ours: Side, save: Plan) -> None:
    saved = save(ours.coalition, ours.coordinator)
    count = Organisation.objects.count()
    again = save_partner_list(partner_list=saved, by=ours.coordinator)
    assert (again.counts, Organisation.objects.count()) == (saved.counts, count)


def test_the_same_list_again_changes_nothing(ours: Side, save: Plan) -> None:
    save(ours.coalition, ours.coordinator)
    again = save(ours.coalition, ours.coordinator)
    assert (again.counts["created"], again.counts["updated"], again.counts["unchanged"]) == (0, 0, 1)


def test_an_organisation_of_ours_is_completed_and_keeps_its_name(ours: Side, save: Plan) -> None:
    known = OrganisationFactory(name="Balzac (centre social)", town="", postcode="59000")
    Identifier.objects.create(organisation=known, scheme="siret", value="35600000000048", verdict="valid")
    MembershipFactory(coalition=ours.coalition, organisation=known)
    saved = save(ours.coalition, ours.coordinator)
    known.refresh_from_db()
    assert (known.name, known.town, known.postcode, known.version) == (
        "Balzac (centre social)",
        "Tourcoing",
        "59200",
        2,
    )
    assert (saved.counts["created"], saved.counts["updated"]) == (0, 1)


def test_an_organisation_of_others_joins_and_is_not_changed(people: People, save: Plan) -> None:
    known = OrganisationFactory(name="Balzac", town="")
    Identifier.objects.create(organisation=known, scheme="siret", value="35600000000048", verdict="valid")
    MembershipFactory(coalition=people.theirs.coalition, organisation=known)
    save(people.ours.coalition, people.ours.coordinator)
    known.refresh_from_db()
    assert (known.town, known.version) == ("", 1)
    assert people.ours.coalition.memberships.filter(organisation=known).exists()


def test_a_number_of_a_merged_organisation_leads_to_the_one_that_survived(ours: Side, plan: Plan) -> None:
    survivor = OrganisationFactory(name="Balzac")
    absorbed = OrganisationFactory(name="Balzac (ancien)", merged_into=survivor)
    Identifier.objects.create(organisation=absorbed, scheme="siret", value="35600000000048", verdict="valid")
    planned = plan(ours.coalition, ours.coordinator)
    assert row_of(planned, 2).candidate == survivor


def test_private_partners_of_a_rival_are_not_given_away_by_likeness(people: People, plan: Plan) -> None:
    people.theirs.coalition.is_public = False
    people.theirs.coalition.save()
    known = OrganisationFactory(name="Centre social Balzac")
    MembershipFactory(coalition=people.theirs.coalition, organisation=known)
    planned = plan(people.ours.coalition, people.ours.coordinator)
    assert row_of(planned, 2).verdict == "new"


def test_repairs_one_and_all_alike(ours: Side, plan: Plan) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    by = ours.coordinator
    assert [group.code for group in group_problems(planned)] == [
        "siret_scientific_notation", "email_incomplete", "postcode_lost_leading_zero", "name_missing",
    ]  # fmt: skip
    assert correct_cells(partner_list=planned, by=by, column="Code postal", code="postcode_lost_leading_zero") == 1
    correct_cells(partner_list=planned, by=by, column="Courriel", code="email_incomplete", value="")
    correct_cells(partner_list=planned, by=by, column="N° SIRET", code="siret_scientific_notation", rows=[5], value="")
    with pytest.raises(CannotDecide, match="nothing_to_repair"):
        correct_cells(partner_list=planned, by=by, column="Ville", code="x", value="")
    again = settle_plan(partner_list=plan_partner_list(partner_list=planned, by=by), by=by)
    assert summarise_rows(again)["rejected"] == 1
    assert row_of(again, 7).values["values"]["postcode"] == "02000"


def test_decisions_survive_a_new_comparison(ours: Side, plan: Plan) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    decide_row(partner_list=planned, by=ours.coordinator, row=3, decision="keep_both")
    correct_cells(partner_list=planned, by=ours.coordinator, column="Courriel", code="email_incomplete", value="")
    again = plan_partner_list(partner_list=planned, by=ours.coordinator)
    assert row_of(again, 3).decision == "keep_both"
    saved = save_partner_list(partner_list=again, by=ours.coordinator)
    assert saved.counts["created"] == 3


def test_what_shares_a_number_cannot_be_kept_twice(ours: Side, plan: Plan) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    with pytest.raises(CannotDecide, match="unknown_choice"):
        decide_row(partner_list=planned, by=ours.coordinator, row=4, decision="keep_both")
    assert decide_all(partner_list=planned, by=ours.coordinator, decision="leave") == 1
    assert summarise_rows(planned)["left"] == 1


def test_a_merged_row_fills_what_the_first_left_empty(ours: Side, plan: Plan) -> None:
    text = "Nom;Courriel;Téléphone\nCentre Alizé;;\nCentre Alizé;a@example.org;06 12 34 56 78\n"
    saved = save_partner_list(partner_list=plan(ours.coalition, ours.coordinator, text), by=ours.coordinator)
    made = Organisation.objects.get(name="Centre Alizé")
    assert (saved.counts["created"], made.email, made.phone) == (1, "a@example.org", "+33612345678")


def test_saving_is_refused_when_the_directory_changed_since(ours: Side, plan: Plan, save: Plan) -> None:
    save(ours.coalition, ours.coordinator)
    made = Organisation.objects.get(name="Centre social Balzac")
    planned = plan(ours.coalition, ours.coordinator)
    edit_organisation(organisation=made, version=1, by=ours.coordinator, roles=[COORDINATOR], town="Roubaix")
    with pytest.raises(CannotSave, match="directory_changed"):
        save_partner_list(partner_list=planned, by=ours.coordinator)


def test_columns_are_said_once_each(ours: Side, plan: Plan) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    for mapping, code in (
        ({"Ville": "name"}, "target_twice"),
        ({"Nom de l'organisme": ""}, "name_missing"),
        ({"Absente": "town"}, "unknown_column"),
        ({"Ville": "planet"}, "unknown_target"),
    ):
        with pytest.raises(CannotSetColumns, match=code):
            set_columns(partner_list=planned, by=ours.coordinator, mapping=mapping)


def test_a_column_kept_as_a_note_stays_with_the_record(ours: Side, plan: Plan) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    named = set_columns(partner_list=planned, by=ours.coordinator, mapping={"Remarque": "note"})
    again = plan_partner_list(partner_list=named, by=ours.coordinator)
    save_partner_list(partner_list=again, by=ours.coordinator)
    assert Organisation.objects.get(name="Centre social Balzac").notes == {"Remarque": "ouvert"}


def test_confirmed_columns_are_remembered_next_time(ours: Side, plan: Plan) -> None:
    text = "Nom;Machin\nAlizé;Sète\n"
    first = set_columns(
        partner_list=plan(ours.coalition, ours.coordinator, text), by=ours.coordinator, mapping={"Machin": "town"}
    )
    again = plan_partner_list(partner_list=first, by=ours.coordinator)
    save_partner_list(partner_list=again, by=ours.coordinator)
    second = receive_partner_list(coalition=ours.coalition, by=ours.coordinator, data=text.encode(), file_name="b.csv")
    assert second.columns[1]["target"] == "town"


def test_abandoning_forgets_rows_and_file(ours: Side, plan: Plan, django_capture_on_commit_callbacks: Callable) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    path = planned.file.path
    with django_capture_on_commit_callbacks(execute=True):
        abandoned = abandon_partner_list(partner_list=planned, by=ours.coordinator)
    assert (abandoned.state, abandoned.rows.count()) == ("abandoned", 0)
    from pathlib import Path

    assert not Path(path).exists()


@pytest.mark.parametrize("who", ["partner", "coach", "operator", "funder"])
def test_only_a_coordinator_imports(ours: Side, plan: Plan, who: str) -> None:
    planned = plan(ours.coalition, ours.coordinator)
    person = getattr(ours, who)
    with pytest.raises(CannotAct):
        receive_partner_list(coalition=ours.coalition, by=person, data=b"Nom\nA\n", file_name="a.csv")
    with pytest.raises(CannotAct):
        plan_partner_list(partner_list=planned, by=person)
    with pytest.raises(CannotAct):
        save_partner_list(partner_list=planned, by=person)
    with pytest.raises(CannotAct):
        undo_partner_list(partner_list=planned, by=person)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\x89PNG\r\n\x1a\n", "wrong_type"),
        (b"Nom;Ville\nA;\x81\n", "broken_encoding"),
        (b"Nom;Ville\n", "no_rows"),
    ],
)
def test_bad_files_change_nothing(ours: Side, data: bytes, code: str) -> None:
    with pytest.raises(CannotReceive, match=code):
        receive_partner_list(coalition=ours.coalition, by=ours.coordinator, data=data, file_name="a.csv")
    assert not PartnerList.objects.exists()


def test_more_rows_do_not_cost_more_queries(ours: Side, save: Plan, django_assert_max_num_queries: Callable) -> None:
    text = "Nom;Courriel\n" + "".join(f"Organisation numéro {n} {n * 7919};a{n}@example.org\n" for n in range(800))
    with django_assert_max_num_queries(140):
        saved = save(ours.coalition, ours.coordinator, text)
    assert saved.counts["created"] == 800
