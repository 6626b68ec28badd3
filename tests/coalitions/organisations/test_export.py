"""Does the maintenance site export organisations as inert text that the import wizard reads again?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from coalitions.organisations.models import Identifier
from coalitions.partnerlists.domain.columns import suggest_columns
from impactplatform.accounts.models import User
from impactplatform.sheets.reading import Workbook, read_workbook
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
COLUMNS = [
    "name",
    "short_name",
    "sector",
    "country",
    "street",
    "postcode",
    "town",
    "email",
    "phone",
    "website",
    "siret",
]


@pytest.mark.parametrize("place", [0, 1])
def test_what_leaves_is_understood_when_it_comes_back(client_of: Callable[[User], Client], place: int) -> None:
    root = User.objects.create_superuser("root@example.org")
    made = OrganisationFactory(name="=1+1", postcode="01000", town="Sète")
    Identifier.objects.create(organisation=made, scheme="siret", value="35600000000048", verdict="valid")
    said = {"format": place, "resource": 0, **{f"organisationresource_{column}": "on" for column in COLUMNS}}
    said["organisationresource_id"] = ""
    answer = client_of(root).post("/admin/coalitions/organisation/export/", said)
    assert answer.status_code == 200
    book = read_workbook(answer.content)
    assert isinstance(book, Workbook), answer.content[:300]
    sheet = book.choose_sheet()
    assert sheet is not None
    (row,) = [dict(zip(sheet.columns, row.cells, strict=True)) for row in sheet.rows]
    assert (row["name"], row["postcode"], row["siret"]) == ("=1+1", "01000", "35600000000048")
    columns = suggest_columns({column: sheet.column_values(column) for column in ("postcode", "town", "siret")})
    assert [column.target.value for column in columns] == ["postcode", "town", "siret"]


def test_nobody_else_exports_there(client_of: Callable[[User], Client], coordinator: User) -> None:
    assert client_of(coordinator).get("/admin/coalitions/organisation/export/").status_code == 302
