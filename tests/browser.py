"""Which browser do the journeys use? The one of the machine first, then Playwright's own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

# containers have no sandbox; --disable-quic and the rest keep the browser from talking to anybody but us
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


def find_chromium() -> str | None:
    """The path of an installed Chromium or Chrome; None leaves the choice to Playwright. CHROMIUM= names another."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser"):
        # Ubuntu's chromium is a snap that cannot be driven; skip it
        if (path := shutil.which(name)) and "/snap/" not in str(Path(path).resolve()):
            return path
    return next((place for place in USUAL_PLACES if Path(place).exists()), None)
