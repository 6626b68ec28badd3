"""Are the front-end files those their makers published, with their licences?"""

from __future__ import annotations

import hashlib
import json

from tests.consistency.repository import ROOT, list_files, short

VENDOR = ROOT / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "MANIFEST.json").read_text())
PACKAGE = json.loads((ROOT / "package.json").read_text())


def test_each_file_has_the_digest_of_the_manifest():
    digests = {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in MANIFEST}
    assert digests == {name: entry["sha256"] for name, entry in MANIFEST.items()}


def test_the_manifest_names_every_vendored_file():
    held = {path.relative_to(VENDOR).as_posix() for path in list_files("static/vendor")} - {"MANIFEST.json"}
    assert held == set(MANIFEST) == set(PACKAGE["config"]["copy"].values())


def test_each_comes_from_a_pinned_package():
    for source, target in PACKAGE["config"]["copy"].items():
        package = next(name for name in PACKAGE["devDependencies"] if source.startswith(f"{name}/"))
        assert MANIFEST[target]["version"] == PACKAGE["devDependencies"][package]


def test_each_folder_holds_its_licence():
    folders = {path.parent for path in list_files("static/vendor") if path.parent != VENDOR}
    assert [short(folder) for folder in folders if not (folder / "LICENSE").exists()] == []
