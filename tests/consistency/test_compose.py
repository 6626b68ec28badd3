"""Does the composition start what an installation needs, and is it what the tests try?"""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
import yaml

from tests.consistency.repository import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
BASE = (ROOT / "impactplatform" / "settings" / "base.py").read_text() + (
    ROOT / "impactplatform" / "settings" / "production.py"
).read_text()


def test_it_is_valid_by_the_schema_of_compose():
    schema = json.loads((ROOT / "tests" / "consistency" / "schemas" / "compose-spec.json").read_text())
    jsonschema.validators.validator_for(schema)(schema).validate(COMPOSE)


def test_it_brings_web_worker_schedule_database_redis_and_mail():
    assert set(SERVICES) == {"prepare", "web", "worker", "beat", "database", "redis", "mail"}


@pytest.mark.parametrize("name", ["prepare", "web", "worker", "beat"])
def test_every_variable_it_sets_is_one_the_settings_read(name):
    given = set(SERVICES[name]["environment"]) - {"DJANGO_SETTINGS_MODULE"}
    assert [variable for variable in given if f'"{variable}"' not in BASE] == []


@pytest.mark.parametrize(("name", "word"), [("worker", "worker"), ("beat", "beat")])
def test_worker_and_schedule_run_the_same_application_as_the_demonstration(name, word):
    command = SERVICES[name]["command"]
    assert command[:4] == ["celery", "-A", "impactplatform.celery", word]
    assert '"impactplatform.celery"' in (ROOT / "impactplatform" / "site" / "demo" / "processes.py").read_text()


def test_the_databases_are_the_ones_the_code_speaks_of():
    assert re.match(r"postgres:15\b", SERVICES["database"]["image"])
    assert re.match(r"redis:7\b", SERVICES["redis"]["image"])


def test_only_this_machine_is_let_in_and_neither_database_nor_redis_is_open():
    ports = {name: service.get("ports", []) for name, service in SERVICES.items()}
    assert all(port.startswith("127.0.0.1:") for given in ports.values() for port in given)
    assert ports["database"] == ports["redis"] == []


def test_what_must_survive_is_in_a_volume():
    mounted = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert mounted == set(COMPOSE["volumes"]) == {"database", "redis", "files"}
