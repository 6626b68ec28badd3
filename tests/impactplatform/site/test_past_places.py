"""Is a place that is no longer in force still found, after the others, and said to be so?"""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from impactplatform.site.queries import list_found_places
from tests.factories import TerritoryFactory

pytestmark = pytest.mark.django_db


def test_past_places_come_last_with_a_word(client: Client) -> None:
    TerritoryFactory(code="A", name="Croix Blanche", valid_until=date(2024, 1, 1))
    TerritoryFactory(code="B", name="Zénith")
    assert [place.code for place in list_found_places("", day=date(2026, 1, 1))] == ["B", "A"]
    assert [place.code for place in list_found_places("croix blanche", day=date(2026, 1, 1))] == ["A"]
    assert "plus en vigueur" in client.get("/territoires/").content.decode()
