"""What stands in the two rival coalitions when their doors are tried? One of everything a page can be about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from coalitions.actions.models import ActionPartner
from coalitions.collectives.domain import digest_token
from coalitions.collectives.models import Coalition, CoalitionPlace, Invitation, Membership, Seat
from coalitions.funding.models import Allocation, Expense, Payment, Pledge
from coalitions.partnerlists.models import PartnerList
from exchanges.gatherings.models import Gathering
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
    ProgrammeFactory,
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
    """One of everything, every text holding the word of the side; what is never public holds its secret word instead."""
    word, secret, coalition = f"canari-{side.coalition.slug}", f"secret-{side.coalition.slug}", side.coalition
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
        email=f"{secret}@example.org",
        role="coach",
        token_digest=digest_token(rows["token"]),
        invited_by=side.coordinator,
        expires_at=timezone.now() + timedelta(days=3),
    )
    rows["job"] = Job.objects.create(
        kind="partners.apply", key=f"job-{secret}", scope=coalition.scope, ordered_by=side.coordinator
    )
    furnish_plan(side, word, secret, rows)
    furnish_figures(side, word, secret, rows)
    furnish_pot(side, word, secret, rows)
    furnish_exchanges(side, word, secret, rows)
    return Holdings(side, rows)


def furnish_plan(side: Side, word: str, secret: str, rows: dict[str, Any]) -> None:
    """A vision in force, a change sought and an action of the member."""
    vision = VisionFactory(coalition=side.coalition, aspiration_fr=f"Aspiration {word}", story_fr=word)
    rows["vision"] = vision
    rows["change"] = ChangeFactory(vision=vision, code=f"c-{side.coalition.slug}", title_fr=f"Changement {word}")
    VisionFactory(coalition=side.coalition, number=2, state="replaced", aspiration_fr=f"Aspiration {word}")
    draft = VisionFactory(
        coalition=side.coalition, number=3, state="draft", aspiration_fr=f"Brouillon {secret}", adopted_on=None
    )
    rows["draft_change"] = ChangeFactory(vision=draft, code=f"d-{side.coalition.slug}", title_fr=f"Changement {secret}")
    rows["action"] = ActionFactory(
        coalition=side.coalition,
        slug=f"action-{side.coalition.slug}",
        title_fr=f"Action {word}",
        description_fr=word,
        change_code=rows["change"].code,
        lead=side.member,
    )
    rows["action_partner"] = ActionPartner.objects.create(action=rows["action"], organisation=side.backbone)


def furnish_figures(side: Side, word: str, secret: str, rows: dict[str, Any]) -> None:
    """A local indicator due from the member, with one approved and one submitted figure."""
    coalition, place = side.coalition, rows["place"].territory
    indicator: Indicator = IndicatorFactory(code=f"local-{coalition.slug}", coalition=coalition)
    version = IndicatorVersionFactory(indicator=indicator, name_fr=f"Présence {word}", source=word)
    rows["indicator"], rows["version"] = indicator, version
    rows["duty"] = DutyFactory(coalition=coalition, indicator=indicator, territory=place, organisation=side.member)
    series = SeriesFactory(version=version, territory=place, organisation=side.member, coalition=coalition)
    month = 100_000 + timezone.localdate().year * 12 + timezone.localdate().month - 2
    common = {"series": series, "number": 1, "state": "number", "entered_by": side.partner, "note": secret}
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


def furnish_pot(side: Side, word: str, secret: str, rows: dict[str, Any]) -> None:
    """A pledge, an allocation for the member's action, a payment and an expense on it."""
    fund, day = side.fund, date(2026, 1, 15)
    written = {"amount": Decimal("314159"), "on": day, "written_by": side.operator, "why": secret}
    fund.name_fr = fund.name_en = f"Pot {word}"
    fund.save()
    rows["pledge"] = Pledge.objects.create(fund=fund, funder=side.giver, conditions=secret, **written)
    rows["allocation"] = Allocation.objects.create(
        fund=fund, coalition=side.coalition, action=rows["action"], state="in_force", **written
    )
    rows["proposal"] = Allocation.objects.create(fund=fund, coalition=side.coalition, action=rows["action"], **written)
    rows["payment"] = Payment.objects.create(allocation=rows["allocation"], payee=side.member, **written)
    rows["expense"] = Expense.objects.create(
        allocation=rows["allocation"], payee=side.member, **{**written, "written_by": side.partner}
    )


def furnish_exchanges(side: Side, word: str, secret: str, rows: dict[str, Any]) -> None:
    """A programme, a gathering, a partner list on its way."""
    coalition, slug = side.coalition, side.coalition.slug
    rows["programme"] = ProgrammeFactory(slug=f"programme-{slug}")
    Coalition.objects.filter(pk=coalition.pk).update(programme=rows["programme"])
    rows["gathering"] = Gathering.objects.create(
        slug=f"rencontre-{slug}",
        kind=Gathering.Kind.values[0],
        title_fr=f"Rencontre {word}",
        summary_fr=word,
        coalition=coalition,
    )
    partner_list = PartnerList(
        coalition=coalition, uploaded_by=side.coordinator, file_name=f"{secret}.csv", digest=secret, state="review"
    )
    partner_list.columns = [{"source": "Nom", "target": "name", "confidence": "sure", "samples": [secret]}]
    partner_list.reading = {"rows": 1, "header_row": 1, "sheets": []}
    partner_list.file.save(f"{secret}.csv", ContentFile(f"Nom\n{secret}\n".encode()), save=False)
    partner_list.save()
    partner_list.rows.create(
        number=2,
        cells={"Nom": secret},
        values={"values": {"name": secret}, "identifiers": [], "notes": {}},
        verdict="new",
    )
    rows["partner_list"] = partner_list
