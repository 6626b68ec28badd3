"""Does every link between our documents lead somewhere, and does every decision have its number?"""

from __future__ import annotations

import re

from tests.consistency.repository import ROOT, list_files, short

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


def test_links_lead_somewhere():
    broken = [
        f"{short(path)}: {target}"
        for path in list_files(ending=".md")
        for target in LINK.findall(path.read_text())
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_a_gap_and_listed():
    assert [path.name[:4] for path in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text()
    assert [path.name for path in DECISIONS if f"({path.name})" not in listed] == []


def test_a_decision_says_why_and_instead_of_what():
    assert [
        path.name
        for path in DECISIONS
        if not {"**Why.**", "**Instead of.**"} <= set(re.findall(r"\*\*.+?\*\*", path.read_text()))
    ] == []


def test_no_document_names_a_place_of_the_machine_it_was_written_on():
    found = [
        short(path) for path in list_files(ending=".md") if re.search(r"(?<![\w.])/(work|root|home)/", path.read_text())
    ]
    assert found == []


def test_pictures_are_light_and_described():
    pictures = list_files("docs/images", ending=".png")
    assert pictures
    assert [short(path) for path in pictures if path.stat().st_size > 200_000] == []
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (ROOT / "README.md").read_text())
    assert [target for words, target in shown if len(words) < 40] == []
