"""Is every sentence in French and in English, and no translation a guess?"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.utils.translation import gettext, override, pgettext

from tests.consistency.repository import ROOT, list_files

LOCALE = ROOT / "locale"
LANGUAGES = ("fr", "en", "fr_CA")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def read(language: str, folder: Path = LOCALE) -> polib.POFile:
    return polib.pofile(str(folder / language / "LC_MESSAGES" / "django.po"))


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty_guessed_or_out_of_use(language):
    catalogue = read(language)
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []
    assert [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete] == []
    assert not catalogue.metadata_is_fuzzy, "a catalogue whose head is a guess is compiled to nothing at all"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_what_will_be_filled_in(language):
    wrong = []
    for entry in read(language):
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        allowed = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        if any(not set(PLACEHOLDER.findall(text)) <= allowed for text in texts):
            wrong.append(entry.msgid)
    assert wrong == []


def test_quebec_only_says_what_france_says_otherwise():
    french = {key(entry): (entry.msgstr, dict(entry.msgstr_plural)) for entry in read("fr")}
    quebec = {key(entry): (entry.msgstr, dict(entry.msgstr_plural)) for entry in read("fr_CA")}
    assert [one for one in quebec if one not in french] == []
    elsewhere = list_words_of_libraries()
    assert [one for one, words in quebec.items() if french[one] == words and one not in elsewhere] == []


def list_words_of_libraries() -> set[tuple[str | None, str]]:
    """Words that a library translates too: in Québec its French would come before ours unless ours is repeated there."""
    folders = [Path(config.path) / "locale" / "fr" for config in apps.get_app_configs()]
    folders += [Path(django.__file__).parent / "conf" / "locale" / "fr"]
    files = [
        folder / "LC_MESSAGES" / "django.po"
        for folder in folders
        if ROOT not in folder.parents or ".venv" in folder.parts
    ]
    return {key(entry) for file in files if file.is_file() for entry in polib.pofile(str(file))}


def test_quebec_never_falls_back_on_the_words_of_a_library():
    quebec = {key(entry) for entry in read("fr_CA")}
    wrong = []
    for entry in read("fr"):
        if key(entry) not in quebec and not entry.msgid_plural:
            with override("fr-ca"):
                said = pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)
            wrong += [entry.msgid] if said != entry.msgstr else []
    assert wrong == []


def test_french_typography():
    """A no-break space before : ; ! ? and inside « »; the curved apostrophe; no middle dot."""
    wrong = []
    for entry in read("fr"):
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            words = re.sub(r"<[^>]+>|%\(\w+\)[sd]|https?:\S+|\{[^}]*\}|&\w+;", "x", text)
            if re.search(
                r"[^\s\u00a0\u202f:;!?.(«\d/][:;!?](\s|$)| [:;!?»%€](\s|$)|«[^\u00a0\u202f]|\w'\w|\w·\w", words
            ):
                wrong.append(text)
    assert wrong == []


def test_every_sentence_of_the_code_is_in_the_catalogues(tmp_path):
    assert shutil.which("xgettext"), "gettext is missing: make test installs it where it can"
    copy = tmp_path / "project"
    for path in list_files(
        "manage.py", "impactplatform", "coalitions", "indicators", "exchanges", "templates", "locale"
    ):
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    command = [sys.executable, "manage.py", "makemessages", "-v0", "-l", "fr", "-l", "en", "--no-location", "--no-wrap"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    for language in ("fr", "en"):
        said = {key(entry) for entry in read(language, copy / "locale") if not entry.obsolete}
        known = {key(entry) for entry in read(language)}
        assert said - known == set(), "make messages, then translate"
        assert known - said == set(), "make messages: nobody says this any more"
