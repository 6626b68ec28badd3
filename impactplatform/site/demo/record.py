"""What is publicly known of the two real programmes? Statements with their sources, beside the places they speak of."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.conf import settings

from coalitions.collectives.operations import add_place, create_coalition
from coalitions.organisations.models import Organisation
from coalitions.organisations.operations import Draft, create_organisations
from coalitions.programmes.models import Programme
from coalitions.programmes.operations import add_programme_partner, create_programme, record_statement
from coalitions.territories.domain.rows import PlaceRow
from coalitions.territories.imports.public_files import QUARTIER, list_montreal_tables, read_public_places
from coalitions.territories.models import Territory
from exchanges.gatherings.operations import Stop, record_gathering
from impactplatform.accounts.domain import SYSTEM
from impactplatform.site.demo import record_tables as known
from impactplatform.site.demo.record_words import say_collectives, say_core_funding, say_neighbourhoods, say_pledge
from impactplatform.site.demo.scenery import load_rows
from impactplatform.site.demo.stage import Stage

ROLES = frozenset({SYSTEM})
ROLE_OF = {"funder": "funder", "operator": "operator", "strategic partner (no cash)": "strategic_partner"}
SECTOR_OF = {"funder": "philanthropy", "operator": "philanthropy"}
QUARTIERS = Path("montreal-quartiers") / "quartierssociologiques2014.geojson"


def tell_public_record(stage: Stage) -> None:
    """Places, programmes, partners, statements, the tables de quartier and the visit of 2022."""
    folder = settings.SHARED_DIR / "data"
    load_rows(stage, read_public_places(folder) if (folder / "cog-france").is_dir() else sample_places())
    programmes = {
        slug: create_programme(slug=slug, by=stage.system, **texts) for slug, texts in known.PROGRAMMES.items()
    }
    stage.counts["programmes"] += len(programmes)
    tell_partners(stage, programmes)
    tell_statements(stage, programmes, folder / "published")
    tell_tables(stage, folder / QUARTIERS)
    tell_visit(stage, programmes)


def sample_places() -> list[PlaceRow]:
    return [
        PlaceRow(row=0, scheme=scheme, code=code, kind=kind, name=name, parent=parent, country=country)
        for scheme, code, kind, name, parent, country in known.SAMPLE_PLACES
    ]


def read(path: Path, otherwise: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of a published file (its comments skipped), or the essential ones we know by heart."""
    if not path.is_file():
        return list(otherwise)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def tell_partners(stage: Stage, programmes: dict[str, Programme]) -> None:
    """Foundations, operator, strategic partners and the French consortium, phase by phase."""
    rows = read(settings.SHARED_DIR / "data" / "published" / "pic_funders.csv", known.FUNDERS)
    named = [row for row in rows if not row["partner"].startswith("(")]
    drafts = [
        Draft(name=row["partner"].replace("'", "’"), sector=SECTOR_OF.get(row["role"], "local_authority" if "Ville" in row["partner"] else "other"),
              country="CA", source=known.FUNDERS_SOURCE)
        for row in named
    ] + [Draft(name=name, sector=sector, country=country, source=known.COLLECTIVES_SOURCE)
         for name, _role, sector, country in known.CONSORTIUM]  # fmt: skip
    made = create_organisations(drafts, by=stage.system, roles=ROLES)
    stage.counts["organisations"] += len(made)
    for row, organisation in zip(named, made, strict=False):
        for phase in ("1", "2"):
            if row.get(f"phase{phase}") == "yes":
                take_part(stage, programmes[known.PIC], organisation, ROLE_OF[row["role"]], phase, known.FUNDERS_SOURCE)
                tell_amount(stage, programmes[known.PIC], row, phase)
    for (_name, role, *_rest), organisation in zip(known.CONSORTIUM, made[len(named) :], strict=True):
        take_part(stage, programmes[known.TIC], organisation, role, "", known.COLLECTIVES_SOURCE)


def take_part(
    stage: Stage, programme: Programme, organisation: Organisation, role: str, phase: str, source: str
) -> None:
    add_programme_partner(
        programme=programme, organisation=organisation, role=role, phase=phase, source=source, by=stage.system
    )
    stage.counts["programme_partners"] += 1


def tell_amount(stage: Stage, programme: Programme, row: dict[str, str], phase: str) -> None:
    """The few sums a funder published; an empty cell was not found and stays untold."""
    if amount := row.get(f"phase{phase}_amount_cad"):
        money = f"{int(amount):,}".replace(",", "\u202f")
        state(stage, programme, f"Contribution de {row['partner']} / Contribution, phase {phase}", [(
            f"{money}\u00a0$ CA", f"CA${int(amount):,}", "", "mcconnellfoundation.ca")])  # fmt: skip


def tell_statements(stage: Stage, programmes: dict[str, Programme], folder: Path) -> None:
    """What each source says; where two disagree, both stand."""
    for row in read(folder / "pic_pledges_timeline.csv", known.PLEDGES):
        subject, french, english = say_pledge(row)
        state(stage, programmes[known.PIC], subject, [(french, english, row["stated_on"], row["source"])])
    quarters = read(folder / "pic_neighbourhoods_phase1.csv", known.NEIGHBOURHOODS)
    for subject, french, english in say_neighbourhoods(quarters):
        state(stage, programmes[known.PIC], subject, [(french, english, "2016-12", known.NEIGHBOURHOODS_SOURCE)])
    for subject, french, english, wave in say_collectives(read(folder / "tic_collectives.csv", known.COLLECTIVES)):
        state(stage, programmes[known.TIC], subject, [(french, english, wave, known.COLLECTIVES_SOURCE)])
    for row in read(folder / "imsdsl_over_time.csv", known.CORE_FUNDING):
        subject, french, english = say_core_funding(row)
        state(stage, programmes[known.TABLES], subject, [(french, english, row["period"], known.CORE_FUNDING_SOURCE)])


def state(stage: Stage, programme: Programme, subject: str, texts: Iterable[tuple[str, str, str, str]]) -> None:
    for french, english, stated_on, source in texts:
        record_statement(
            programme=programme, subject=subject[:80], text_fr=french[:400], text_en=english[:400], stated_on=stated_on,
            source=source, by=stage.system,
        )  # fmt: skip
        stage.counts["statements"] += 1


def tell_tables(stage: Stage, path: Path) -> None:
    """The 29 neighbourhood round tables, each for its neighbourhood; nothing else is said of them."""
    if not path.is_file():
        return
    places = {place.code: place for place in Territory.objects.filter(scheme=QUARTIER)}
    for table in list_montreal_tables(path.read_bytes()):
        coalition = create_coalition(
            name_fr=table.name.replace("'", "’"), country="CA", currency="CAD", is_public=True,
            source="Ville de Montréal, quartiers sociologiques 2014 (CC BY 4.0)", by=stage.system,
        )  # fmt: skip
        add_place(coalition=coalition, territory=places[table.neighbourhood], by=stage.system)
        stage.counts["coalitions"] += 1


def tell_visit(stage: Stage, programmes: dict[str, Programme]) -> None:
    """Nineteen people from France in Montréal, as the founding article tells it."""
    places = {place.code: place for place in Territory.objects.filter(scheme=QUARTIER)}
    record_gathering(
        kind="visit", slug="visite-montreal-2022", town="Montréal", when_stated="2022", visitors=19, by=stage.system,
        title_fr="Visite à Montréal pendant le Festival Impact collectif",
        title_en="Visit to Montréal during the Festival Impact collectif",
        summary_fr="Dix-neuf personnes du projet pilote français sont venues rencontrer celles et ceux qui font vivre le"
        " Projet Impact collectif : quatre lieux visités, des échanges avec le milieu communautaire, des fondations et"
        " des institutions.",
        summary_en="Nineteen people of the French pilot came to meet those who carry the Collective Impact Project: four"
        " places visited, exchanges with community organisations, foundations and institutions.",
        host_programme=programmes[known.PIC], guest_programme=programmes[known.TIC], source=known.VISIT_SOURCE,
        stops=[Stop("Kahnawà:ke"), Stop("Saint-Léonard", places.get("20")), Stop("Ouest-de-l’Île"),
               Stop("Peter-McGill", places.get("28"))],
    )  # fmt: skip
    stage.counts["gatherings"] += 1
