"""What stands in the two rival coalitions when their doors are tried? One of everything a page can be about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from coalitions.collectives.domain import digest_token
from coalitions.collectives.models import Coalition, CoalitionPlace, Invitation, Membership, Seat
from impactplatform.accounts.models import User
from impactplatform.jobs.models import Job
from indicators.catalogue.models import Indicator
from indicators.measurements.models import Measurement
from tests.factories import (
    ActionFactory,
    ChangeFactory,
    DutyFactory,
    IndicatorFactory,
    IndicatorVersionFactory,
    SeatFactory,
    SeriesFactory,
    VisionFactory,
)
from tests.people import People, Side, make_people, make_user

LIBRARY = "indicateur-commun"


@dataclass
class Holdings:
    """One side's rows, by name."""

    side: Side
    rows: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.rows[name]
        except KeyError as missing:
            raise AttributeError(name) from missing


@dataclass(frozen=True)
class World:
    people: People
    ours: Holdings
    theirs: Holdings
    former: User


def make_world(*, published: bool) -> World:
    """Both coalitions furnished alike; `published` gives them their public pages."""
    people = make_people()
    library = IndicatorFactory(code=LIBRARY, coalition=None)
    IndicatorVersionFactory(indicator=library, name_fr="Indicateur commun")
    former = make_user("tisserands", "former")
    yesterday = timezone.localdate() - timedelta(days=1)
    SeatFactory(coalition=people.ours.coalition, user=former, role="coordinator", ends_before=yesterday)
    ours, theirs = (furnish(side) for side in (people.ours, people.theirs))
    Coalition.objects.update(is_public=published)
    for holdings in (ours, theirs):
        holdings.side.coalition.refresh_from_db()
        type(holdings.side.fund).objects.filter(pk=holdings.side.fund.pk).update(shows_public_totals=published)
        holdings.side.fund.refresh_from_db()
    return World(people, ours, theirs, former)


def furnish(side: Side) -> Holdings:
    """One of everything, every text holding the word of the side."""
    word, coalition = f"canari-{side.coalition.slug}", side.coalition
    Coalition.objects.filter(pk=coalition.pk).update(
        name_fr=f"Coalition {word}",
        name_en=f"Coalition {word}",
        presentation_fr=f"Présentation {word}",
        presentation_en=f"Presentation {word}",
        contact_email=f"{word}@example.org",
        source=f"source {word}",
    )
    coalition.refresh_from_db()
    for organisation in (side.backbone, side.member, side.giver):
        organisation.name = f"{organisation.name} {word}"
        organisation.presentation_fr = organisation.source = word
        organisation.save()
    rows: dict[str, Any] = {
        "place": CoalitionPlace.objects.filter(coalition=coalition)[0],
        "membership": Membership.objects.get(coalition=coalition, organisation=side.member),
        "seat": Seat.objects.get(coalition=coalition, user=side.coach),
        "token": f"{word}-{'t' * 30}",
    }
    rows["invitation"] = Invitation.objects.create(
        coalition=coalition,
        email=f"invitee.{coalition.slug}@example.org",
        role="coach",
        token_digest=digest_token(rows["token"]),
        invited_by=side.coordinator,
        expires_at=timezone.now() + timedelta(days=3),
    )
    rows["job"] = Job.objects.create(
        kind="partners.apply", key=f"job-{word}", scope=coalition.scope, ordered_by=side.coordinator
    )
    furnish_plan(side, word, rows)
    furnish_figures(side, word, rows)
    return Holdings(side, rows)


def furnish_plan(side: Side, word: str, rows: dict[str, Any]) -> None:
    """A vision in force, a change sought and an action of the member."""
    vision = VisionFactory(coalition=side.coalition, aspiration_fr=f"Aspiration {word}", story_fr=word)
    rows["vision"] = vision
    rows["change"] = ChangeFactory(vision=vision, code=f"c-{side.coalition.slug}", title_fr=f"Changement {word}")
    rows["action"] = ActionFactory(
        coalition=side.coalition,
        slug=f"action-{side.coalition.slug}",
        title_fr=f"Action {word}",
        description_fr=word,
        change_code=rows["change"].code,
        lead=side.member,
        is_public=side.coalition.is_public,
    )


def furnish_figures(side: Side, word: str, rows: dict[str, Any]) -> None:
    """A local indicator due from the member, with one approved and one submitted figure."""
    coalition, place = side.coalition, rows["place"].territory
    indicator: Indicator = IndicatorFactory(code=f"local-{coalition.slug}", coalition=coalition)
    version = IndicatorVersionFactory(indicator=indicator, name_fr=f"Présence {word}", source=word)
    rows["indicator"], rows["version"] = indicator, version
    rows["duty"] = DutyFactory(coalition=coalition, indicator=indicator, territory=place, organisation=side.member)
    series = SeriesFactory(version=version, territory=place, organisation=side.member, coalition=coalition)
    month = 100_000 + timezone.localdate().year * 12 + timezone.localdate().month - 2
    common = {"series": series, "number": 1, "state": "number", "entered_by": side.partner, "note": word}
    rows["approved"] = Measurement.objects.create(
        **common, period=month - 1, value="314159", status="approved", is_in_force=True,
        submitted_by=side.partner, decided_by=side.coordinator, decided_at=timezone.now(), submitted_at=timezone.now(),
    )  # fmt: skip
    rows["submitted"] = Measurement.objects.create(
        **common,
        period=month,
        value="271828",
        status="submitted",
        submitted_by=side.partner,
        submitted_at=timezone.now(),
    )
    rows["month"] = f"{date(timezone.localdate().year, timezone.localdate().month, 1) - timedelta(days=1):%Y-%m}"
