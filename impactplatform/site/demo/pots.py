"""What happened to the two invented pots? One in euros with its whole chain; one in dollars that is the worked example."""

from __future__ import annotations

from decimal import Decimal

from coalitions.funding.domain.ties import Tie
from coalitions.funding.models import Allocation, Fund
from coalitions.funding.operations import (
    allocate_funds,
    create_fund,
    decide_allocation,
    decide_payment,
    give_fund_seat,
    pay_allocation,
    plan_instalments,
    pledge_funds,
    receive_instalment,
    record_in_kind,
    report_expense,
    reverse_entry,
    sign_agreement,
    validate_expense,
)
from impactplatform.accounts.models import User
from impactplatform.kernel.money import Money
from impactplatform.site.demo.people import LOCK, LOCK_POT, PEOPLE, WEAVERS, WEAVERS_POT
from impactplatform.site.demo.stage import Stage

HOUSING = Tie("theme", "logement")


def make_pots(stage: Stage) -> None:
    """Both pots, their people and their ledgers."""
    weavers = open_pot(stage, WEAVERS_POT, WEAVERS, "Pot commun des Tisserands", "The Weavers’ common pot", "caisse-des-fils",
                       Money(Decimal(10_000), "EUR"))  # fmt: skip
    fill_pot_in_euros(stage, weavers)
    lock = open_pot(stage, LOCK_POT, LOCK, "Pot commun de l’Écluse", "The Lock’s common pot", "fiducie-du-canal", None)
    fill_pot_in_dollars(stage, lock)


def open_pot(
    stage: Stage, slug: str, coalition: str, name_fr: str, name_en: str, operator: str, eyes: Money | None
) -> Fund:
    """A pot whose totals are public; `eyes`: above that sum a second person agrees."""
    fund = create_fund(
        slug=slug, name_fr=name_fr, name_en=name_en, currency=stage.coalitions[coalition].currency, four_eyes_above=eyes,
        operator=stage.organisations[operator], coalitions=[stage.coalitions[coalition]], shows_public_totals=True,
        is_fictitious=True, by=stage.system,
    )  # fmt: skip
    for person in PEOPLE:
        for pot, role, organisation in person.pots:
            if pot == slug:
                give_fund_seat(
                    fund=fund, user=stage.people[person.email], role=role, by=stage.system,
                    organisation=stage.organisations[organisation], starts_on=stage.day(24),
                )  # fmt: skip
    stage.counts["funds"] += 1
    return fund


def fill_pot_in_euros(stage: Stage, fund: Fund) -> None:
    """Promises, three instalments, money tied to housing, allocations with four eyes, spending, a mistake taken back."""
    ines, yann = stage.people["ines@caisse-des-fils.example"], stage.people["yann@caisse-des-fils.example"]
    receive_euros(stage, fund, ines)
    meals = give(stage, fund, "repas-partages", "18000", 17, ines, yann, theme="alimentation")
    school = give(stage, fund, "alliance-ecole-familles", "24000", 14, ines, yann, theme="enfance")
    homes = give(stage, fund, "renover-les-logements", "9500", 11, ines, None, theme="logement")
    spend_euros(stage, meals, school, homes)
    allocate_funds(
        fund=fund, coalition=stage.coalitions[WEAVERS], action=stage.actions["ateliers-emploi"], amount=euros("6000"),
        on=stage.day(0), by=stage.people["awa@tisserands.example"], decision="Demandé par la table de novembre",
    )  # fmt: skip
    record_in_kind(
        fund=fund, giver=stage.organisations["filature-cooperative"], coalition=stage.coalitions[WEAVERS], on=stage.day(6),
        amount=euros("2160"), kind="premises", quantity="90 h", basis="24 € l’heure, tarif municipal des salles",
        by=stage.people["awa@tisserands.example"],
    )  # fmt: skip


def receive_euros(stage: Stage, fund: Fund, ines: User) -> None:
    """60,000 € in three instalments, all received; 25,000 € tied to housing, half of it received."""
    metier, ourdisseurs = stage.organisations["fondation-du-metier"], stage.organisations["fonds-des-ourdisseurs"]
    promise = pledge_funds(fund=fund, funder=metier, amount=euros("60000"), on=stage.day(23, 5), by=ines)
    signed = sign_agreement(
        fund=fund, funder=metier, pledge=promise, amount=euros("60000"), on=stage.day(22, 12), starts_on=stage.day(22),
        instalments=3, reporting="Un rapport par semestre", by=ines,
    )  # fmt: skip
    plan_instalments(agreement=signed, due_on=[stage.day(21, 1), stage.day(15, 1), stage.day(9, 1)], by=ines)
    for ago, reference in ((21, "VIR-0117"), (15, "VIR-0230"), (8, "VIR-0342")):
        receive_instalment(fund=fund, funder=metier, agreement=signed, amount=euros("20000"), on=stage.day(ago, 9),
                           reference=reference, by=ines)  # fmt: skip
    tied = sign_agreement(
        fund=fund, funder=ourdisseurs, amount=euros("25000"), on=stage.day(16, 20), tie=HOUSING, instalments=2,
        reporting="Photographies avant et après travaux", by=ines,
    )  # fmt: skip
    plan_instalments(agreement=tied, due_on=[stage.day(13, 15), stage.day(1, 15)], by=ines)
    receive_instalment(fund=fund, funder=ourdisseurs, agreement=tied, amount=euros("12500"), on=stage.day(13, 18),
                       reference="VIR-0271", by=ines)  # fmt: skip


def give(
    stage: Stage, fund: Fund, action: str, amount: str, ago: int, by: User, second: User | None, theme: str
) -> Allocation:
    """Money for an action; above the threshold the second operator agrees."""
    allocation = allocate_funds(
        fund=fund, coalition=stage.coalitions[WEAVERS], action=stage.actions[action], amount=euros(amount), theme=theme,
        on=stage.day(ago, 14), by=by, decision="Décision de la table, à l’unanimité",
    )  # fmt: skip
    if second is not None:
        allocation = decide_allocation(allocation=allocation, agree=True, by=second)
    return allocation


def spend_euros(stage: Stage, meals: Allocation, school: Allocation, homes: Allocation) -> None:
    """Payments, an expense partly borne by the partner, one still to validate, and a payment typed twice, taken back."""
    ines, yann = stage.people["ines@caisse-des-fils.example"], stage.people["yann@caisse-des-fils.example"]
    awa, samir = stage.people["awa@tisserands.example"], stage.people["samir@centre-social.example"]
    pay_allocation(allocation=meals, amount=euros("9000"), on=stage.day(16, 3), reference="PAI-031", by=ines)
    pay_allocation(allocation=meals, amount=euros("6000"), on=stage.day(9, 3), reference="PAI-058", by=ines)
    prepared = pay_allocation(
        allocation=school, amount=euros("12000"), on=stage.day(12, 7), reference="PAI-044", by=ines
    )
    decide_payment(payment=prepared, agree=True, by=yann)
    twice = pay_allocation(allocation=homes, amount=euros("4000"), on=stage.day(8, 3), reference="PAI-061", by=ines)
    reverse_entry(entry=twice, on=stage.day(8, 4), by=ines, why="Saisi deux fois")
    pay_allocation(allocation=homes, amount=euros("4000"), on=stage.day(8, 3), reference="PAI-062", by=ines)
    for allocation, amount, ago, kind, borne in (
        (meals, "8640.20", 13, "achats", None),
        (meals, "6480.00", 5, "achats", "120.20"),
        (school, "7312.55", 7, "salaires", None),
        (homes, "3150.90", 4, "travaux", None),
    ):
        expense = report_expense(
            allocation=allocation, amount=euros(amount), on=stage.day(ago, 20), kind=kind, by=awa,
            borne_by_partner=euros(borne) if borne else None, document=f"Facture {kind} {ago:02}",
        )  # fmt: skip
        validate_expense(expense=expense, agree=True, by=ines)
    report_expense(allocation=meals, amount=euros("512.40"), on=stage.day(1, 22), kind="achats", by=samir,
                   borne_by_partner=euros("512.40"))  # fmt: skip


def fill_pot_in_dollars(stage: Stage, fund: Fund) -> None:
    """The example of docs/algorithms: 100,000 in three parts, 50,000 tied to housing, 20,000 paid, 19,250.10 spent."""
    alice = stage.people["alice@fiducie-du-canal.example"]
    threads, lockkeepers = stage.organisations["northern-threads"], stage.organisations["fonds-des-eclusiers"]
    promise = pledge_funds(fund=fund, funder=threads, amount=dollars("100000"), on=stage.day(19, 4), by=alice)
    tied = pledge_funds(
        fund=fund, funder=lockkeepers, amount=dollars("50000"), on=stage.day(19, 5), tie=HOUSING, by=alice
    )
    signed = sign_agreement(fund=fund, funder=threads, pledge=promise, amount=dollars("100000"), on=stage.day(18, 4),
                            instalments=3, by=alice)  # fmt: skip
    plan_instalments(agreement=signed, due_on=[stage.day(17), stage.day(5), stage.month(-7).starts_on], by=alice)
    receive_instalment(fund=fund, funder=threads, agreement=signed, amount=dollars("33333.34"), on=stage.day(17, 6),
                       reference="DEP-2201", by=alice)  # fmt: skip
    receive_instalment(fund=fund, funder=lockkeepers, amount=dollars("50000"), on=stage.day(16, 6), pledge=tied,
                       reference="DEP-2214", by=alice)  # fmt: skip
    lock = stage.coalitions[LOCK]
    food = allocate_funds(fund=fund, coalition=lock, action=stage.actions["cuisine-de-quartier"], theme="alimentation",
                          amount=dollars("33333.34"), on=stage.day(15, 2), by=alice)  # fmt: skip
    allocate_funds(fund=fund, coalition=lock, action=stage.actions["logements-cooperatifs"], theme="logement",
                   amount=dollars("50000"), on=stage.day(15, 2), by=alice)  # fmt: skip
    pay_allocation(allocation=food, amount=dollars("20000"), on=stage.day(14, 10), reference="CHQ-118", by=alice)
    spent = report_expense(allocation=food, amount=dollars("19250.10"), on=stage.day(3, 10), kind="denrees",
                           by=stage.people["maude@ecluse.example"])  # fmt: skip
    validate_expense(expense=spent, agree=True, by=alice)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def dollars(amount: str) -> Money:
    return Money(Decimal(amount), "CAD")
