"""Is a whole import taken back, and what changed since left and named?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.collectives.models import Membership
from coalitions.organisations.models import Identifier, Organisation
from coalitions.organisations.operations import edit_organisation
from coalitions.partnerlists.models import PartnerList
from coalitions.partnerlists.operations import CannotUndo, undo_partner_list
from impactplatform.accounts.domain import COORDINATOR
from tests.factories import MembershipFactory, OrganisationFactory
from tests.people import Side

pytestmark = pytest.mark.django_db
Plan = Callable[..., PartnerList]


def test_undo_takes_back_exactly_its_rows(ours: Side, save: Plan) -> None:
    known = OrganisationFactory(name="Balzac", town="Lille")
    Identifier.objects.create(organisation=known, scheme="siret", value="35600000000048", verdict="valid")
    MembershipFactory(coalition=ours.coalition, organisation=known)
    organisations, memberships = Organisation.objects.count(), Membership.objects.count()
    saved = save(ours.coalition, ours.coordinator, "Nom;SIRET;Ville\nBalzac;35600000000048;Sète\nNeuf;;Sète\n")
    assert Organisation.objects.count() == organisations + 1
    undone = undo_partner_list(partner_list=saved, by=ours.coordinator)
    known.refresh_from_db()
    assert (Organisation.objects.count(), Membership.objects.count(), known.town) == (
        organisations,
        memberships,
        "Lille",
    )
    assert (undone.state, undone.counts["removed"], undone.counts["restored"], undone.counts["kept"]) == (
        "undone",
        1,
        1,
        [],
    )


def test_undo_leaves_what_changed_since_and_names_it(ours: Side, save: Plan) -> None:
    saved = save(ours.coalition, ours.coordinator, "Nom\nAlizé\nBrume\nCoudrier\n")
    changed, used = Organisation.objects.get(name="Alizé"), Organisation.objects.get(name="Brume")
    edit_organisation(organisation=changed, version=1, by=ours.coordinator, roles=[COORDINATOR], town="Laon")
    MembershipFactory(coalition=ours.coalition, organisation=used, role="funder")
    undone = undo_partner_list(partner_list=saved, by=ours.coordinator)
    assert undone.counts["kept"] == ["Alizé", "Brume"]
    assert not Organisation.objects.filter(name="Coudrier").exists()
    assert ours.coalition.memberships.filter(organisation=used, role="partner").exists()


def test_undo_has_an_end(ours: Side, save: Plan) -> None:
    saved = save(ours.coalition, ours.coordinator)
    PartnerList.objects.update(applied_at=timezone.now() - timedelta(days=31))
    with pytest.raises(CannotUndo):
        undo_partner_list(partner_list=saved, by=ours.coordinator)
