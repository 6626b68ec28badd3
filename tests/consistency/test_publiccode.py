"""Can a catalogue of public software read who we are?"""

from __future__ import annotations

import tomllib

import yaml

from tests.consistency.repository import ROOT

RECORD = yaml.safe_load((ROOT / "publiccode.yml").read_text())
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_it_has_what_the_standard_asks():
    required = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
    }
    assert required | {"maintenance", "localisation", "categories"} <= set(RECORD)
    assert RECORD["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in RECORD["maintenance"]["contacts"])


def test_it_agrees_with_the_project():
    assert RECORD["legal"]["license"] == PROJECT["license"] == "AGPL-3.0-or-later"
    assert RECORD["softwareVersion"] == PROJECT["version"]
    assert (ROOT / "LICENSE").read_text().startswith("GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3, 19 November 2007")


def test_descriptions_have_the_lengths_of_the_standard():
    for language in ("fr", "en"):
        description = RECORD["description"][language]
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]
