"""Is every act said in a sentence, in French as in English?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from impactplatform.accounts.domain import TABLE
from impactplatform.audit.models import Entry
from impactplatform.audit.operations import record_entry
from impactplatform.audit.queries import list_platform_entries
from impactplatform.audit.sentences import SENTENCES, say_entry
from tests.people import People

REFUSED_ELSEWHERE = {"seal.break", "user_account.open"}  # permissions outside the table, only ever refused
ROOMS = ("impactplatform", "coalitions", "indicators", "exchanges")


CODE = re.compile(r"[a-z][a-z_]*\.[a-z_]+")


def find_actions() -> Iterator[tuple[str, str]]:
    """(code, file) of every act the operations write: a past tense with a point, which is no permission of the table."""
    for room in ROOMS:
        for file in (Path(settings.BASE_DIR) / room).rglob("*.py"):
            if "operations" in str(file) or file.name == "imports.py":
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_action(node.value):
                        yield node.value, str(file)


def is_action(text: str) -> bool:
    return bool(CODE.fullmatch(text)) and text not in TABLE and text not in REFUSED_ELSEWHERE


def test_every_act_has_its_sentence() -> None:
    assert len(dict(find_actions())) > 80
    missing = {code: file for code, file in find_actions() if code not in SENTENCES}
    assert not missing, missing


def test_every_sentence_names_who_and_is_translated() -> None:
    with translation.override("fr"):
        for code, sentence in SENTENCES.items():
            french = translation.gettext(sentence)
            assert "%(who)s" in french, code
            assert french != sentence, f"{code} has no French"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_changes_and_reasons_are_said(people: People, language: str) -> None:
    coalition = people.ours.coalition
    details = {"changed": {"contact_email": ["", "awa@example.org"], "gone_field": [1, 2]}, "reason": "faute"}
    entry = record_entry(
        action="coalition.edited", by=people.admin, subject=coalition, scope=coalition.scope, details=details
    )
    with translation.override(language):
        line = say_entry(entry)
    assert "Admin" in line.sentence
    assert "Tisserands" in line.sentence
    assert ("gone_field", "1", "2") in line.details
    assert any(after == "awa@example.org" and before == "–" for _label, before, after in line.details)
    assert any(after == "faute" for _label, _before, after in line.details)


def test_days_roles_and_unknown_acts_are_said(people: People) -> None:
    details = {"role": "backbone", "starts_on": "2026-03-01", "expires_at": "2026-03-01 10:00:00+00:00"}
    entry = Entry(action="moon.landed", actor_label="Awa", subject_label="Lune", subject_kind="x.Y", details=details)
    with translation.override("en"):
        line = say_entry(entry)
    assert "moon.landed" in line.sentence
    values = [after for _label, _before, after in line.details]
    assert values[0] == "backbone organisation"
    assert "March 1, 2026" in values[1]
    assert "2026-03-01 10:00" not in values[2]


def test_the_trail_of_the_platform_leaves_out_coalitions_and_pots(people: People) -> None:
    for scope in ("platform", "coalition:tisserands", "fund:pot-tisserands", "territory:x"):
        record_entry(action="account.opened", by=people.admin, subject=people.stranger, scope=scope)
    assert {entry.scope for entry in list_platform_entries()} == {"platform", "territory:x"}
