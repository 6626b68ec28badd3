"""Are faces private? From another noun one may import vocabulary, domain, models, queries and operations, nothing else."""

from __future__ import annotations

import tomllib

import grimp
import pytest

from tests.consistency.repository import PACKAGES, ROOT, list_nouns

OPEN = {"vocabulary", "domain", "models", "queries", "operations"}
GRAPH = grimp.build_graph(*PACKAGES, include_external_packages=False, exclude_type_checking_imports=True)
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
# a package's models.py and admin.py only gather those of its nouns; a command is one more way in
GATHERERS = {"models", "admin", "apps", "management", "migrations"}


def noun_of(module: str) -> str | None:
    return next((noun for noun in list_nouns() if module.startswith(f"{noun}.")), None)


def list_crossings() -> list[tuple[str, str]]:
    """Imports from one noun into another."""
    return [
        (importer, imported)
        for importer in GRAPH.modules
        for imported in GRAPH.find_modules_directly_imported_by(importer)
        if noun_of(imported) and noun_of(imported) != noun_of(importer)
    ]


def test_no_noun_imports_the_face_of_another():
    wrong = [
        f"{importer} → {imported}"
        for importer, imported in list_crossings()
        if imported.split(".")[2] not in OPEN and noun_of(importer)
    ]
    assert wrong == []


def test_the_roof_imports_no_views_forms_or_tasks():
    wrong = [
        f"{importer} → {imported}"
        for importer, imported in list_crossings()
        if not noun_of(importer)
        and imported.split(".")[2] not in OPEN
        and (len(importer.split(".")) < 2 or importer.split(".")[1] not in GATHERERS)
        and imported.split(".")[2] in {"views", "forms", "admin", "tasks"}
    ]
    assert wrong == []


@pytest.mark.parametrize("noun", list_nouns())
def test_every_noun_is_under_the_contract_of_files(noun):
    assert noun in next(c for c in CONTRACTS if c["id"] == "files")["containers"]


def test_every_pure_module_is_under_the_contract_of_purity():
    sources = next(c for c in CONTRACTS if c["id"] == "pure")["source_modules"]
    pure = {
        m
        for m in GRAPH.modules
        if m.split(".")[-1] in {"domain", "vocabulary"} and not m.startswith("impactplatform.kernel")
    }
    covering = {module: f"{module.split('.')[0]}.*.{module.split('.')[-1]}" for module in pure}
    assert {module for module, source in covering.items() if source not in sources} == set()
