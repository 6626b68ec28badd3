"""What does the repository hold? The files that git knows, or would know, and the nouns of each package."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GETTEXT_LEFTOVERS = (".html.py", ".txt.py", ".pot")  # while makemessages runs beside the tests
PACKAGES = ("impactplatform", "coalitions", "indicators", "exchanges")


@cache
def list_files(*folders: str, ending: str = "") -> tuple[Path, ...]:
    """Files that are committed or could be; what .gitignore names is left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *(folders or (".",))]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(
        path
        for name in sorted(set(names))
        if name.endswith(ending) and (path := ROOT / name).is_file() and not name.endswith(GETTEXT_LEFTOVERS)
    )


def list_code() -> tuple[Path, ...]:
    """The product's own modules, without migrations."""
    return tuple(path for path in list_files(*PACKAGES, ending=".py") if "migrations" not in path.parts)


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def list_nouns() -> tuple[str, ...]:
    """`coalitions.funding`, `indicators.catalogue`…"""
    folders = (folder for package in PACKAGES[1:] for folder in sorted((ROOT / package).iterdir()))
    return tuple(
        f"{f.parent.name}.{f.name}"
        for f in folders
        if (f / "__init__.py").exists() and f.name not in {"migrations", "management"}
    )
