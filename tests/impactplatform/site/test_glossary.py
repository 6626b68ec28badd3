"""Is each word of the glossary there in both languages, once, in a sentence?"""

from __future__ import annotations

import pytest

from impactplatform.site.glossary import find_words, list_words


@pytest.mark.parametrize("language", ["fr", "fr-ca", "en"])
def test_every_word_has_a_name_and_a_sentence(language):
    words = list_words(language)
    assert len(words) >= 45
    assert len({word.id for word in words}) == len(words)
    assert [word.id for word in words if not (word.name and word.other_name and word.meaning.endswith("."))] == []


def test_interface_words_hold_no_middle_dot():
    assert [word.id for word in list_words("fr") if "·" in word.name + word.meaning] == []


def test_words_are_found_in_either_language_without_accents():
    assert [word.id for word in find_words("BACKBONE", "fr")] == ["structure-de-soutien"]
    assert "releve" in {word.id for word in find_words("relevé", "en")}
    assert find_words("reddition", "fr")[0].name == "bilan"
    assert find_words("reddition", "fr-ca")[0].name == "reddition de comptes"
