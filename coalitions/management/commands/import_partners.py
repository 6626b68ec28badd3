"""What would a partner spreadsheet bring to a coalition? With --commit, bring exactly that."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import get_coalition
from coalitions.partnerlists.exports import say_reasons, say_refusal, say_row_problem
from coalitions.partnerlists.imports import save_partner_list, settle_plan
from coalitions.partnerlists.models import PartnerList, PartnerRow
from coalitions.partnerlists.operations import plan_partner_list, receive_partner_list, set_columns
from impactplatform.accounts.gate import CannotAct
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import get_system_user, get_user_by_email
from impactplatform.kernel.decisions import CannotProceed


class Command(BaseCommand):
    help = "Preview, or with --commit save, a partner list (xlsx, ods, xls, csv, json)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--coalition", required=True, metavar="SLUG")
        parser.add_argument("--sheet", default="", metavar="NAME")
        parser.add_argument("--mapping", type=Path, metavar="FILE.json", help='{"their column": "our field"}')
        parser.add_argument("--commit", action="store_true", help="save what the preview shows")
        parser.add_argument("--by", default="", metavar="EMAIL")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        coalition, by = _find_coalition(options["coalition"]), _find_person(options["by"])
        data, mapping = _read_file(options["file"]), _read_mapping(options["mapping"])
        kept = []
        try:
            with transaction.atomic():
                partner_list = receive_partner_list(
                    coalition=coalition, by=by, data=data, file_name=options["file"].name, sheet=options["sheet"]
                )
                kept.append(partner_list)
                answer = _run(partner_list, by, mapping, commit=options["commit"])
                transaction.set_rollback(not options["commit"])
        except (CannotProceed, CannotAct) as refusal:
            answer = {"refused": refusal.code, "reason": say_refusal(refusal.code, getattr(refusal, "details", {}))}
        if not answer.get("committed"):
            for partner_list in kept:
                partner_list.file.delete(save=False)
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else _in_words(answer))
        if "refused" in answer:
            sys.exit(1)


def _run(partner_list: PartnerList, by: User, mapping: dict[str, str], *, commit: bool) -> dict[str, Any]:
    if mapping:
        partner_list = set_columns(partner_list=partner_list, by=by, mapping=mapping)
    partner_list = plan_partner_list(partner_list=partner_list, by=by)
    partner_list = settle_plan(partner_list=partner_list, by=by)
    answer = _describe(partner_list)
    if commit and answer["ready"]:
        partner_list = save_partner_list(partner_list=partner_list, by=by)
        answer.update(created=partner_list.counts["created"], updated=partner_list.counts["updated"])
    answer["committed"] = commit
    return answer


def _describe(partner_list: PartnerList) -> dict[str, Any]:
    counts = partner_list.counts
    keys = ("source", "target", "confidence")
    rows = partner_list.rows.order_by("number")
    duplicates = rows.filter(verdict=PartnerRow.Verdict.DUPLICATE).select_related("candidate")
    rejected = rows.filter(verdict=PartnerRow.Verdict.REJECTED)
    return {
        "columns": [{key: column[key] for key in keys} for column in partner_list.columns],
        "rows": counts["rows"],
        "ready": counts["ready"],
        "to_review": counts["to_review"],
        "merged": counts["merged"],
        "unchanged": counts["unchanged"],
        "rejected": [_reject(row.number, problem) for row in rejected for problem in row.problems],
        "duplicates": [_duplicate(row) for row in duplicates],
        "skipped": partner_list.reading["skipped"],
        "created": counts["new"],
        "updated": counts["update"],
        "committed": False,
    }


def _reject(number: int, problem: dict[str, Any]) -> dict[str, Any]:
    message = say_row_problem(number, problem)
    return {"row": number, "column": problem["column"], "code": problem["code"], "message": message}


def _duplicate(row: PartnerRow) -> dict[str, Any]:
    return {
        "row": row.number,
        "of": row.candidate.slug if row.candidate else row.same_as_row,
        "reasons": row.reasons,
        "words": say_reasons(row.reasons, row.score),
        "score": row.score,
        "decision": row.decision,
    }


def _find_coalition(slug: str) -> Coalition:
    try:
        return get_coalition(slug)
    except Coalition.DoesNotExist:
        raise CommandError(f"There is no coalition “{slug}”.", returncode=2) from None


def _find_person(email: str) -> User:
    try:
        return get_user_by_email(email) if email else get_system_user()
    except User.DoesNotExist:
        raise CommandError(f"Nobody has the address {email}.", returncode=2) from None


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise CommandError(f"{path.name}: {fault.strerror}.", returncode=2) from None


def _read_mapping(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        mapping = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise CommandError(f"{path.name} is not a JSON file.", returncode=2) from None
    if not isinstance(mapping, dict) or not all(isinstance(target, str) for target in mapping.values()):
        raise CommandError('The mapping must be {"their column": "our field"}.', returncode=2)
    return mapping


def _in_words(answer: dict[str, Any]) -> str:
    if "refused" in answer:
        return str(answer["reason"])
    heads = ("rows", "ready", "to_review", "merged", "unchanged", "created", "updated", "committed")
    lines = [f"{key}: {answer[key]}" for key in heads]
    lines.append(f"rejected: {len(answer['rejected'])}")
    return "\n".join([*lines, *(one["message"] for one in answer["rejected"][:100])])
