"""Are numbers exact in the database, and are rows that may not change kept so?"""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Sum
from django.test import override_settings

from coalitions.models import Fund, Organisation, Pledge
from impactplatform.accounts.models import User
from impactplatform.audit.models import Entry
from impactplatform.audit.operations import record_entry
from impactplatform.database.fields import AmountField, FixedPointField
from impactplatform.database.triggers import lay_triggers

AWKWARD = ["0.10", "0.20", "1234567890.12", "0.01"]


@pytest.fixture
def pledges(db):
    user = User.objects.create_user("lea@example.org", "x")
    operator = Organisation.objects.create(slug="o", name="Operator")
    fund = Fund.objects.create(slug="f", name_fr="Fonds", operator=operator, currency="CAD")
    for amount in AWKWARD:
        Pledge.objects.create(fund=fund, funder=operator, amount=Decimal(amount), on="2024-01-01", written_by=user)
    return Pledge.objects.all()


def test_sums_made_by_the_database_are_exact(pledges):
    answer = pledges.aggregate(total=Sum("amount"), largest=Max("amount"))
    assert answer == {"total": Decimal("1234567890.43"), "largest": Decimal("1234567890.12")}


def test_comparisons_speak_decimal(pledges):
    assert pledges.filter(amount__gt=Decimal("0.10")).count() == 2
    assert pledges.get(amount=Decimal("0.20")).amount == Decimal("0.20")


@pytest.mark.parametrize("wrong", ["0.001", "abc", "NaN", 0.5, "1e30"])
def test_a_field_refuses_what_is_not_exact(wrong):
    with pytest.raises(ValidationError):
        AmountField().to_python(wrong)


def test_a_form_field_asks_for_as_many_decimals_as_are_kept():
    assert AmountField().formfield().decimal_places == 2
    assert FixedPointField().formfield().decimal_places == 4
    assert FixedPointField().to_python("") is None


@pytest.mark.parametrize("act", [lambda rows: rows.update(action="other"), lambda rows: rows.delete()])
@override_settings(APPEND_ONLY_REFUSES_DELETE=True)
def test_the_trail_cannot_be_changed_or_deleted_by_anybody(db, act):
    lay_triggers()
    user = User.objects.create_user("lea@example.org", "x")
    entry = record_entry(
        action="thing.done", by=user, subject=user, scope="platform", details={"amount": Decimal("1.20")}
    )
    rows = Entry.objects.filter(pk=entry.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        act(rows)
    entry.refresh_from_db()
    assert (entry.action, entry.details) == ("thing.done", {"amount": "1.20"})


@override_settings(APPEND_ONLY_REFUSES_DELETE=True)
def test_an_amount_of_the_ledger_cannot_be_changed_by_direct_sql(pledges):
    lay_triggers()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE coalitions_pledge SET amount = 1")
    assert pledges.aggregate(total=Sum("amount"))["total"] == Decimal("1234567890.43")
