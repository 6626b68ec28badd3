"""Which sentences does the code say, and which of them have no French yet? Writes locale/fr and locale/en again.

English is the language of the msgids, so its catalogue repeats them. locale/fr_CA holds only the words that
differ in Québec and is written by hand; a word that no sentence uses any more is named here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
VOLATILE = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Report-Msgid-Bugs-To")
HEADER = "The words of the platform, under its licence (AGPL-3.0-or-later)."
PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "en": "nplurals=2; plural=(n != 1);"}


def collect() -> None:
    """Let gettext read templates and code."""
    ignored = [part for name in (".venv", "node_modules", "var", "tests", ".ci") for part in ("-i", name)]
    for language in PLURALS:
        (ROOT / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "manage.py", "makemessages", "-v0", "-l", "fr", "-l", "en", "--no-location", "--no-wrap"]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "impactplatform.settings.test"}
    subprocess.run([*command, *ignored], cwd=ROOT, env=env, check=True)


def tidy(language: str) -> polib.POFile:
    """Drop what nobody says any more and every guess; fill English with itself."""
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in [entry for entry in catalogue if entry.obsolete]:
        catalogue.remove(entry)
    for entry in catalogue:
        if "fuzzy" in entry.flags:
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
        if language == "en":
            entry.msgstr = "" if entry.msgid_plural else entry.msgid
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural} if entry.msgid_plural else {}
    for name in VOLATILE:
        catalogue.metadata.pop(name, None)
    catalogue.metadata.update(
        {"Project-Id-Version": "impactplatform", "Language": language, "Plural-Forms": PLURALS[language]}
    )
    catalogue.metadata_is_fuzzy = False  # a catalogue whose head is a guess is compiled to nothing at all
    catalogue.header = HEADER
    catalogue.save()
    return catalogue


def main() -> int:
    collect()
    tidy("en")
    french = tidy("fr")
    untranslated = [entry.msgid for entry in french if not entry.translated()]
    quebec = polib.pofile(str(ROOT / "locale" / "fr_CA" / "LC_MESSAGES" / "django.po"))
    known = {(entry.msgctxt, entry.msgid) for entry in french}
    unused = [entry.msgid for entry in quebec if (entry.msgctxt, entry.msgid) not in known]
    print(f"{len(french)} sentences, {len(untranslated)} without French, {len(unused)} Québec words without a sentence")
    print("\n".join([*untranslated, *unused]))
    return 1 if untranslated or unused else 0


if __name__ == "__main__":
    sys.exit(main())
