"""What do the tests of partner lists share? A small list with one row of each kind, and the real files when they are there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from coalitions.collectives.models import Coalition
from coalitions.partnerlists.imports import save_partner_list, settle_plan
from coalitions.partnerlists.models import PartnerList
from coalitions.partnerlists.operations import plan_partner_list, receive_partner_list
from impactplatform.accounts.models import User

LIST = """Nom de l'organisme;N° SIRET;Courriel;Code postal;Ville;Remarque
Centre social Balzac;35600000000048;balzac@example.org;59200;Tourcoing;ouvert
CENTRE SOCIAL BALSAC;;;59200;Tourcoing;
Centre social Balzac;35600000000048;;;;
Régie de quartier;2,43E+13;;59000;Lille;
Mission locale;;mission@;59000;Lille;
Association Brume;;brume@example.org;2000;Laon;
;;;59000;Lille;sans nom
Total;;;;;7
"""


@pytest.fixture(autouse=True)
def _media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


Plan = Callable[..., PartnerList]


@pytest.fixture
def plan() -> Plan:
    """Receive a list and plan it, as its coordinator does."""

    def receive_and_plan(
        coalition: Coalition, by: User, data: bytes | str = LIST, name: str = "liste.csv"
    ) -> PartnerList:
        content = data.encode() if isinstance(data, str) else data
        received = receive_partner_list(coalition=coalition, by=by, data=content, file_name=name)
        return settle_plan(partner_list=plan_partner_list(partner_list=received, by=by), by=by)

    return receive_and_plan


@pytest.fixture
def save(plan: Plan) -> Plan:
    """Receive, plan and save a list."""

    def receive_and_save(
        coalition: Coalition, by: User, data: bytes | str = LIST, name: str = "liste.csv"
    ) -> PartnerList:
        return save_partner_list(partner_list=plan(coalition, by, data, name), by=by)

    return receive_and_save


@pytest.fixture
def shared() -> Path:
    """The folder of public reference files; tests that read it run where it is."""
    folder = Path(settings.SHARED_DIR) / "data"
    if not folder.is_dir():
        pytest.skip("the public reference files are not beside the project")
    return folder
