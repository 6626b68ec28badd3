"""Is every package pinned, hashed, explained, and free of addresses?"""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.consistency.repository import ROOT, list_files, short

LISTS = sorted((ROOT / ".ci" / "requirements").glob("*.txt"))
# written in two halves so that this file does not hold them
REGISTRIES = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npm" + "js.org",
    "registry.yarn" + "pkg.com",
    "npm" + "mirror.com",
]
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)(?: ; .+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


@pytest.mark.parametrize("path", [*LISTS, ROOT / "package-lock.json"], ids=lambda path: path.name)
def test_a_lock_list_holds_no_address(path):
    assert "://" not in path.read_text()


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_package_is_pinned_and_hashed(path):
    text = path.read_text()
    assert PIN.sub("", text).strip() == "", "a line that is neither a pin nor its hashes"
    assert len(PIN.findall(text)) > 0


def test_the_lists_agree_with_one_another():
    versions: dict[str, set[str]] = {}
    for path in LISTS:
        for name, version, _ in PIN.findall(path.read_text()):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_every_dependency_has_its_reason_and_is_listed():
    text = (ROOT / "pyproject.toml").read_text()
    settings = tomllib.loads(text)
    wanted = {
        "run": settings["project"]["dependencies"],
        "pdf": settings["project"]["optional-dependencies"]["pdf"],
        "dev": settings["dependency-groups"]["dev"],
    }
    for which, requirements in wanted.items():
        pinned = {name for name, _, _ in PIN.findall((ROOT / ".ci" / "requirements" / f"{which}.txt").read_text())}
        for requirement in requirements:
            assert re.search(re.escape(f'"{requirement}",') + r" +# \w", text), f"{requirement} says not why it is here"
            assert re.split(r"[\[<>=~!]", requirement)[0] in pinned, f"{requirement} is not in {which}.txt: make lock"


def test_no_file_names_a_registry():
    found = [
        f"{short(path)}: {host}"
        for path in list_files()
        if path.suffix not in {".woff2", ".png", ".xlsx", ".ods", ".mo"}
        for host in REGISTRIES
        if host in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []
