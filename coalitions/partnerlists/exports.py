"""With which words is a row or a file refused, and how do rejected rows leave as a spreadsheet that says why?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coalitions.partnerlists.models import PartnerList, PartnerRow
from impactplatform.sheets.writing import ColumnOut, SheetOut, write_xlsx

# What is wrong with a cell, by code; registration numbers share theirs: `siret_bad_checksum` is NUMBERS["bad_checksum"].
PROBLEMS = {
    "name_missing": gettext_lazy("the name of the organisation is missing."),
    "name_not_a_name": gettext_lazy("this is not a name: no letter in it."),
    "email_incomplete": gettext_lazy("this e-mail address is not whole. Expected: name@domain.org."),
    "phone_impossible": gettext_lazy("no telephone has this number. Check the digits, or write the country code."),
    "phone_lost_leading_zero": gettext_lazy("the 0 at the beginning is missing."),
    "postcode_lost_leading_zero": gettext_lazy("the 0 at the beginning is missing."),
    "postcode_malformed": gettext_lazy("this is not a postcode of that country."),
    "website_malformed": gettext_lazy("this is not a web address. Expected: https://www.example.org."),
    "forbidden_character": gettext_lazy("an invisible character is hidden in it. Type the text again."),
    "formula_error": gettext_lazy("the formula in this cell gives an error. Put its value instead."),
    "formula_without_result": gettext_lazy(
        "the formula in this cell has no stored result. Open and save the file in a spreadsheet program."
    ),
    "too_many_cells": gettext_lazy(
        "this row has more cells than the title row: a text or an amount with a separator lacks its quotation marks."
    ),
    "numbers_of_two_organisations": gettext_lazy("its numbers belong to two different organisations of the directory."),
}
NUMBERS = {
    "scientific_notation": gettext_lazy(
        "a spreadsheet rounded this number (scientific notation): its digits are lost. Take it again from the source."
    ),
    "placeholder": gettext_lazy("this is a filler, not a number."),
    "bad_characters": gettext_lazy("there are characters in it that this number cannot have."),
    "wrong_length": gettext_lazy("it does not have the right number of digits."),
    "lost_leading_zero": gettext_lazy("the 0 at the beginning is missing."),
    "bad_beginning": gettext_lazy("this number cannot begin like that."),
    "bad_checksum": gettext_lazy("its control digit does not fit: a digit is wrong or two are swapped."),
}
REFUSALS = {
    "empty_file": gettext_lazy("This file is empty."),
    "wrong_type": gettext_lazy("This is not a spreadsheet (it looks like: %(seems)s). Save it as .xlsx, .ods or .csv and try again."),
    "damaged_file": gettext_lazy("We cannot read this file: it is damaged or incomplete. Save it again as .xlsx and retry."),
    "encrypted": gettext_lazy("This file is protected by a password. Save it without one and try again."),
    "macros": gettext_lazy("This file holds macros. Save it as .xlsx (without macros) and try again."),
    "dtd": gettext_lazy("This file declares a document type (DTD), which no spreadsheet needs. Save it again as .xlsx."),
    "broken_encoding": gettext_lazy("The letters of line %(line)s cannot be read: the encoding of this file is broken. Save it as CSV UTF-8 or as .xlsx."),
    "unclosed_quote": gettext_lazy("A quotation mark opened on line %(line)s is never closed: the rows below would be swallowed."),
    "too_large": gettext_lazy("This file has %(found_mb)s MB; the limit is %(limit_mb)s MB."),
    "too_large_unpacked": gettext_lazy("Once opened this file takes %(found_mb)s MB; the limit is %(limit_mb)s MB."),
    "compression_bomb": gettext_lazy("This file unpacks to far more than any list needs. It was not opened."),
    "too_many_parts": gettext_lazy("This file has %(found)s inner parts; the limit is %(limit)s."),
    "too_many_rows": gettext_lazy("This file has %(found)s rows; the limit is %(limit)s. Split it."),
    "too_many_columns": gettext_lazy("This file has %(found)s columns; the limit is %(limit)s."),
    "cell_too_long": gettext_lazy("Cell %(cell)s has more than %(limit)s characters."),
    "stray_cell": gettext_lazy("A cell very far from the table is filled (%(cell)s). Delete it and try again."),
    "too_heavy": gettext_lazy("Reading this file takes too much memory or time. Keep only the list in it and try again."),
    "no_rows": gettext_lazy("We found no row under the titles."),
    "unknown_sheet": gettext_lazy("There is no sheet called “%(sheet)s”. This file has: %(sheets)s."),
    "unknown_column": gettext_lazy("There is no column called “%(column)s”."),
    "unknown_target": gettext_lazy("“%(target)s” is not a field we know."),
    "target_twice": gettext_lazy("Two columns are said to be the same field: %(columns)s. Keep one."),
    "name_missing": gettext_lazy("No column is the name of the organisation. Say which one is."),
    "directory_changed": gettext_lazy("The directory changed since the comparison. Compare again, then save."),
    "identifier_taken": gettext_lazy("%(scheme)s %(value)s entered the directory meanwhile (%(organisation)s). Compare again, then save."),
    "identifier_twice": gettext_lazy("%(scheme)s %(value)s is on two rows to be saved separately. Merge them, or leave one aside."),
    "closed": gettext_lazy("This list is closed: nothing can be changed in it any more."),
    "not_undoable": gettext_lazy("This import can no longer be undone."),
    "not_allowed": gettext_lazy("You do not have the right to do this."),
}  # fmt: skip
REASONS = {
    "same_number": gettext_lazy("same registration number"),
    "same_siret": gettext_lazy("same SIRET"),
    "same_siren": gettext_lazy("same SIREN"),
    "same_rna": gettext_lazy("same RNA"),
    "same_neq": gettext_lazy("same NEQ"),
    "same_bn": gettext_lazy("same business number"),
    "same_company": gettext_lazy("same SIREN, another site"),
    "same_name": gettext_lazy("same name"),
    "same_email": gettext_lazy("same e-mail"),
    "same_town": gettext_lazy("same town"),
    "same_postcode": gettext_lazy("same postcode"),
}

# Invented on purpose: no such organisation exists, and no number is one of a register.
EXAMPLE = [
    (f"{kind} {name} (exemple)", "", f"contact{place}@example.org", f"03 20 00 00 {place:02}", "59000", "Lille", sector)
    for place, (kind, name, sector) in enumerate(
        [
            ("Centre social", "Alizé", "association"), ("Association", "Brume", "association"),
            ("École", "Coudrier", "école"), ("Mairie annexe", "Dune", "collectivité"), ("Maison de santé", "Embrun", "santé"),
            ("Fondation", "Frimas", "fondation"), ("Régie de quartier", "Givre", "association"),
            ("Collectif d’habitants", "Horizon", "habitants"), ("Mission locale", "Iris", "association"),
            ("Bailleur", "Jusant", "entreprise"), ("Club", "Krill", "association"), ("Caisse", "Lagune", "État"),
        ],
        start=10,
    )
]  # fmt: skip


def say_problem(code: str) -> str:
    """What is wrong with a cell, as the end of a sentence."""
    if code in PROBLEMS:
        return str(PROBLEMS[code])
    scheme, _sep, reason = code.partition("_")
    if reason in NUMBERS:
        return f"{scheme.upper()} : {NUMBERS[reason]}" if _is_french() else f"{scheme.upper()}: {NUMBERS[reason]}"
    return _("this text is too long.") if reason == "too_long" else _("this cannot be read.")


def say_row_problem(number: int, problem: Mapping[str, Any]) -> str:
    """Row 42 · E-mail · “asso@quartier”: this e-mail address is not whole."""
    told = {
        "row": number,
        "column": problem["column"],
        "text": problem.get("text", ""),
        "why": say_problem(problem["code"]),
    }
    if problem["column"] and told["text"]:
        return _("Row %(row)s · %(column)s · “%(text)s”: %(why)s") % told
    return (_("Row %(row)s · %(column)s: %(why)s") if problem["column"] else _("Row %(row)s: %(why)s")) % told


def say_refusal(code: str, details: Mapping[str, Any]) -> str:
    """Why a file, or a step, was refused, in a sentence that says what to do."""
    words = REFUSALS.get(code)
    if words is None:
        return _("We cannot read this file. Save it as .xlsx and try again.")
    plain = {
        key: ", ".join(map(str, value)) if isinstance(value, list | tuple) else value for key, value in details.items()
    }
    try:
        return str(words) % plain
    except KeyError:
        return _("We cannot read this file. Save it as .xlsx and try again.")


def say_reasons(reasons: list[str], score: int | None) -> str:
    """Same SIRET, names 94% alike, same town."""
    told = [str(REASONS[reason]) for reason in reasons if reason in REASONS]
    if score and score < 100:
        told.insert(min(1, len(told)), _("names %(score)s%% alike") % {"score": score})
    return ", ".join(told)


def write_rejected(partner_list: PartnerList) -> bytes:
    """The rejected and left-aside rows, their own columns first, then why; after repair the file imports again as it is."""
    titles = [column["source"] for column in partner_list.columns]
    why = _("Why")
    while why in titles:
        why += " "
    lines = [
        [*(row.cells.get(title, "") for title in titles), say_why(row)]
        for row in partner_list.rows.filter(verdict=PartnerRow.Verdict.REJECTED).order_by("number")
    ]
    columns = [*(ColumnOut(title) for title in titles), ColumnOut(why, width=60)]
    return write_xlsx([SheetOut(_("Rejected rows"), columns, lines)], title=partner_list.file_name)


def write_example() -> bytes:
    """Twelve invented partners, as a coordinator's own list would have them."""
    columns = [
        ColumnOut(_(title), width=24)
        for title in ("Organisation", "SIRET", "E-mail", "Phone", "Postcode", "Town", "Type")
    ]
    return write_xlsx([SheetOut(_("Partners"), columns, [list(line) for line in EXAMPLE])], title=_("Example"))


def say_why(row: PartnerRow) -> str:
    """Every problem of a row, one sentence each."""
    return " ".join(say_row_problem(row.number, problem) for problem in row.problems)


def _is_french() -> bool:
    from django.utils.translation import get_language  # only French puts a blank before a colon

    return (get_language() or "fr").startswith("fr")
