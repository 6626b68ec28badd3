"""Is the demonstration made whole, once, through the operations, with the invented and the public kept apart?"""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from coalitions.actions.models import Action
from coalitions.collectives.models import Coalition
from coalitions.funding.models import Allocation, Expense, Fund, Payment
from coalitions.programmes.models import ProgrammePartner, ProgrammeStatement
from coalitions.territories.models import Territory
from coalitions.vision.models import Vision
from impactplatform.accounts.queries import get_system_user
from impactplatform.audit.models import Entry
from impactplatform.site.demo.record import tell_public_record
from impactplatform.site.demo.seeding import seed_demo
from impactplatform.site.demo.stage import Stage
from indicators.catalogue.models import IndicatorVersion
from indicators.measurements.models import Measurement

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_demonstration_holds_what_it_promises(settings, tmp_path):
    settings.SHARED_DIR = tmp_path  # the built-in sample of the public record
    counts = seed_demo()
    assert counts["indicators"] >= 12
    assert counts["measurements"] > 900
    figures = Measurement.objects.all()
    assert {"number", "zero", "hidden", "nd", "na", "nc"} <= set(figures.values_list("state", flat=True))
    assert {"draft", "submitted", "approved"} <= set(figures.values_list("status", flat=True))
    assert figures.filter(number=2, is_in_force=True).exclude(reason="").exists(), "a correction"
    assert IndicatorVersion.objects.filter(number=2, is_current=True).exclude(break_note_fr="").exists(), (
        "a series break"
    )
    assert figures.values("period").distinct().count() >= 24
    assert set(Fund.objects.values_list("currency", flat=True)) == {"EUR", "CAD"}
    assert Allocation.objects.filter(state="proposed").exists()
    assert Payment.objects.filter(reverses__isnull=False).exists()
    assert Expense.objects.filter(borne_by_partner__gt=0).exists()
    assert set(Action.objects.values_list("status", flat=True)) == {"planned", "under_way", "done", "stopped"}
    assert Vision.objects.filter(state="replaced").exists()
    assert Entry.objects.filter(action="measurement.approved").count() > 800, "every act is in the trail"
    check_nothing_is_invented_about_real_places()
    assert seed_demo() == {}, "a second call changes nothing"


def check_nothing_is_invented_about_real_places():
    invented = Coalition.objects.filter(is_fictitious=True)
    assert set(invented.values_list("slug", flat=True)) == {"tisserands", "meuniers", "ecluse"}
    assert not Measurement.objects.exclude(series__coalition__in=invented).exists()
    assert not Measurement.objects.exclude(series__territory__scheme__in=["demo", "coalition"]).exists()
    assert not Fund.objects.filter(is_fictitious=False).exists()
    assert not ProgrammeStatement.objects.filter(source="").exists()
    assert not ProgrammePartner.objects.filter(source="").exists()


def test_the_public_record_is_told_from_the_published_files_when_they_are_there(settings):
    stage = Stage(today=timezone.localdate(), system=get_system_user())
    tell_public_record(stage)
    if (settings.SHARED_DIR / "data" / "cog-france").is_dir():
        assert Territory.objects.filter(scheme="qpv-2014").count() == 1294
        assert Territory.objects.filter(scheme="montreal-quartier", outline__isnull=False).count() == 32
        assert Territory.objects.filter(scheme="cog-departement", code="976").exists()
        assert Coalition.objects.filter(is_fictitious=False, country="CA").count() == 29
    assert ProgrammeStatement.objects.filter(programme__slug="projet-impact-collectif").count() >= 6
    pots = ProgrammeStatement.objects.filter(subject__contains="Announced pot, phase 1")
    assert pots.values("text_fr").distinct().count() > 1, "statements that disagree both stay"


def test_counts_are_answered_as_json_and_the_scale_has_bounds():
    with pytest.raises(CommandError):
        call_command("seed_demo", scale=0)
    Coalition.objects.create(slug="tisserands", name_fr="Quartier des Tisserands")
    answer = StringIO()
    call_command("seed_demo", json=True, stdout=answer)
    assert json.loads(answer.getvalue()) == {}


def test_a_public_password_is_refused_on_the_internet(settings):
    settings.SETTINGS_MODULE = "impactplatform.settings.production"
    with pytest.raises(CommandError, match="--password"):
        call_command("seed_demo")
