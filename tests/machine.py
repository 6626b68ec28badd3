"""What must this machine have for the tests, and can the project bring it? A browser and gettext. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# containers have no sandbox; the other flags keep the browser from talking to anybody but us
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


class Lacking(Exception):
    """The machine lacks something the project could not bring; the text says what a person can do."""


def find_chromium() -> str | None:
    """The path of an installed Chromium or Chrome; None leaves the choice to Playwright. CHROMIUM= names another."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser"):
        # Ubuntu's chromium is a snap that cannot be driven; skip it
        if (path := shutil.which(name)) and "/snap/" not in str(Path(path).resolve()):
            return path
    return next((place for place in USUAL_PLACES if Path(place).exists()), None)


def ensure_browser(environment: Path) -> None:
    """Chromium: the machine's own, else Debian's (as root), else the one Playwright brings; else raises Lacking."""
    if find_chromium() or has_playwrights_own(environment):
        return
    if is_debian() and apt_install("chromium") and find_chromium():
        return
    command = [environment / "bin" / "playwright", "install", *(["--with-deps"] if is_root() else []), "chromium"]
    subprocess.run([str(part) for part in command], check=False)
    if not has_playwrights_own(environment):
        raise Lacking("No browser for the journeys. Install Chromium or Chrome, or name one: CHROMIUM=/path make test")


def has_playwrights_own(environment: Path) -> bool:
    where = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    python = str(environment / "bin" / "python")
    answer = subprocess.run([python, "-c", where], capture_output=True, text=True, check=False)
    return answer.returncode == 0 and Path(answer.stdout.strip()).exists()


def ensure_gettext() -> None:
    """xgettext and msgmerge, as root on Debian; else raises Lacking."""
    if not shutil.which("xgettext") and not apt_install("gettext"):
        raise Lacking("gettext is missing. Debian: sudo apt install gettext; macOS: brew install gettext")


def ensure_pango(environment: Path) -> None:
    """What WeasyPrint draws the PDF report with, as root on Debian; else raises Lacking. Without it a page offers printing."""

    def is_there() -> bool:
        command = [str(environment / "bin" / "python"), "-c", "import weasyprint"]
        return not subprocess.run(command, capture_output=True, check=False).returncode

    for library in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"):
        if is_there() or not apt_install(library):
            break
    if not is_there():
        raise Lacking("Pango is missing. Debian: sudo apt install libpangoft2-1.0-0; macOS: brew install pango")


def apt_install(*alternatives: str) -> bool:
    """As root where there is apt: install the first of these that is known there. Says whether it worked."""
    if not shutil.which("apt-get") or not is_root():
        return False
    print(f"> Installing {alternatives[0]}", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-y", "--no-install-recommends"]

    def ask(*words: str) -> int:
        return subprocess.run([*apt, *words], env=environment, stdout=sys.stderr, check=False).returncode

    ask("update")
    return any(ask("install", name) == 0 for name in alternatives)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text().splitlines()
