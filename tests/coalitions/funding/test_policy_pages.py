"""Can an admin open a pot, and its operator set its policy, its seats, its coalitions and its calendar of instalments?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from coalitions.funding.models import Fund, FundSeat, PlannedInstalment
from coalitions.funding.queries import list_fund_roles, list_late
from tests.factories import CoalitionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_french():
    with translation.override("fr"):
        yield


def test_an_admin_opens_a_pot_and_gives_its_first_seat(admin, ours, client_of):
    client = client_of(admin)
    data = {"name_fr": "Pot du Nord", "slug": "pot-du-nord", "currency": "EUR", "operator": ours.backbone.name,
            "coalitions": [ours.coalition.pk], "signed_counted_percent": "0", "four_eyes_above": "10 000"}  # fmt: skip
    assert client.post(reverse("funding:open"), data).status_code == 302
    fund = Fund.objects.get(slug="pot-du-nord")
    assert (fund.operator, fund.four_eyes_above) == (ours.backbone, Decimal("10000.00"))
    assert client.post(reverse("funding:open"), data).status_code == 422
    somebody = UserFactory()
    seat = {"email": somebody.email, "role": "operator", "organisation": ours.backbone.name, "on": "2026-01-01"}
    assert client.post(reverse("funding:write", args=[fund.slug, "siege"]), seat).status_code == 302
    assert list_fund_roles(somebody, fund) == {"operator"}


def test_a_seat_ends(pot, ours, client_of):
    seat = FundSeat.objects.get(user=ours.funder)
    data = {"seat": seat.pk, "on": "2026-01-01"}
    assert (
        client_of(pot.operator).post(reverse("funding:write", args=[pot.fund.slug, "fin-de-siege"]), data).status_code
        == 302
    )
    assert list_fund_roles(ours.funder, pot.fund) == {"no_role"}


def test_a_coalition_is_covered_once_and_its_coordinator_then_reads_the_pot(pot, theirs, client_of):
    url = reverse("funding:write", args=[pot.fund.slug, "couvrir"])
    client = client_of(pot.operator)
    assert client.post(url, {"coalition": theirs.coalition.pk}).status_code == 302
    assert client.post(url, {"coalition": theirs.coalition.pk}).status_code == 422
    assert client.post(url, {"coalition": CoalitionFactory(is_public=False).pk}).status_code == 422
    assert list_fund_roles(theirs.coordinator, pot.fund) == {"coordinator"}


def test_an_agreement_with_its_calendar(pot, client_of):
    url = reverse("funding:write", args=[pot.fund.slug, "convention"])
    data = {"funder": "Fondation A", "amount": "100 000", "on": "2026-01-05", "instalments": "3"}
    client = client_of(pot.operator)
    assert client.post(url, {**data, "due_dates": "bientôt"}).status_code == 422
    done = client.post(url, {**data, "due_dates": "2026-01-15, 2026-07-15, 2027-01-15"})
    assert done.status_code == 302
    assert [p.amount for p in PlannedInstalment.objects.all()] == [
        Decimal("33333.34"),
        Decimal("33333.33"),
        Decimal("33333.33"),
    ]
    assert [p.number for p in list_late(pot.fund, date(2026, 8, 1))] == [1, 2]


def test_the_policy_is_saved_and_an_overtaken_form_is_not(pot, client_of):
    url = reverse("funding:write", args=[pot.fund.slug, "reglages"])
    data = {
        "version": "1",
        "name_fr": "Pot renommé",
        "name_en": "",
        "signed_counted_percent": "30",
        "four_eyes_above": "",
    }
    client = client_of(pot.operator)
    assert client.post(url, data).status_code == 302
    assert Fund.objects.get(pk=pot.fund.pk).signed_counted_percent == 30
    assert client.post(url, data).status_code == 422
