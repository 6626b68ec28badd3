"""How is a row of a published file said as a sentence? Nothing is added to what the source states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

NBSP = "\u00a0"
KINDS = {
    "announced": ("Enveloppe annoncée", "Announced pot"),
    "final": ("Enveloppe finale", "Final pot"),
    "granted_to_neighbourhoods_approx": ("Remis aux quartiers, environ", "Granted to neighbourhoods, about"),
    "to_be_distributed_for_project_development": (
        "À répartir pour préparer des projets",
        "To be distributed for project development",
    ),
}


def say_pledge(row: dict[str, str]) -> tuple[str, str, str]:
    """Subject, French, English.

    >>> say_pledge({"phase": "1", "amount_mcad": "19.5", "kind": "announced", "foundations": "5"})[2]
    'CA$19.5 million, 5 foundations'
    """
    french, english = KINDS.get(row["kind"], KINDS["announced"])
    amount = str(Decimal(row["amount_mcad"]).normalize()) if "." in row["amount_mcad"] else row["amount_mcad"]
    parts_fr, parts_en = [f"{amount.replace('.', ',')}{NBSP}millions{NBSP}$ CA"], [f"CA${amount} million"]
    for column, word_fr, word_en in (
        ("foundations", "fondations", "foundations"), ("neighbourhoods", "quartiers", "neighbourhoods"),
        ("horizon_years", "ans", "years"),
    ):  # fmt: skip
        if row.get(column):
            parts_fr.append(f"{row[column]}{NBSP}{word_fr}")
            parts_en.append(f"{row[column]} {word_en}")
    return f"{french} / {english}, phase {row['phase']}", ", ".join(parts_fr), ", ".join(parts_en)


def say_neighbourhoods(rows: Sequence[dict[str, str]]) -> list[tuple[str, str, str]]:
    """All of them, then those with intensive support."""
    every = [row["neighbourhood"].replace("'", "’") for row in rows]
    intensive = [row["neighbourhood"].replace("'", "’") for row in rows if row["support_level"] == "intensive"]
    return [
        ("Quartiers de la phase 1 / Neighbourhoods of phase 1", f"{len(every)}{NBSP}quartiers{NBSP}: {', '.join(every)}",
         f"{len(every)} neighbourhoods: {', '.join(every)}"),
        ("Soutien intensif, phase 1 / Intensive support, phase 1", ", ".join(intensive), ", ".join(intensive)),
    ]  # fmt: skip


def say_collectives(rows: Iterable[dict[str, str]]) -> list[tuple[str, str, str, str]]:
    """One statement for each wave: the collectives that a page names. Those not found are not guessed."""
    named = [row for row in rows if row.get("commune")]
    told = []
    for wave in sorted({row["wave"] for row in named}):
        places = [_place(row) for row in named if row["wave"] == wave]
        subject = f"Collectifs nommés, {wave} / Collectives named, {wave}"
        told.append((subject, ", ".join(places), ", ".join(places), wave))
    return told


def _place(row: dict[str, str]) -> str:
    commune = row["commune"].replace("'", "’").replace(" (agglomeration)", " (agglomération)")
    quarter = (
        (row.get("neighbourhood") or "")
        .replace(" and ", " et ")
        .replace("all its QPV", "tous ses quartiers prioritaires")
    )
    return f"{commune} ({row['region']}{f' : {quarter}' if quarter else ''})".replace(" : ", f"{NBSP}: ")


def say_core_funding(row: dict[str, str]) -> tuple[str, str, str]:
    """Subject, French, English; what a source does not give is not said."""
    parts_fr, parts_en = [], []
    for column, word_fr, word_en in (
        ("tables_funded", "tables financées", "tables funded"), ("total_cad", "$ CA en tout", "Canadian dollars in all"),
        ("per_table_cad", "$ CA par table", "Canadian dollars per table"),
    ):  # fmt: skip
        if row.get(column):
            number = f"{int(row[column]):,}"
            parts_fr.append(f"{number.replace(',', chr(0x202F))}{NBSP}{word_fr}")
            parts_en.append(f"{number} {word_en}")
    period = row["period"].replace("undated", "sans date")
    return f"Financement de base {period} / Core funding", ", ".join(parts_fr), ", ".join(parts_en)
