"""Are names compared the way people mean them?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impactplatform.kernel.decisions import ALLOWED, CannotProceed, Refused
from impactplatform.kernel.text import fold, words_of
from impactplatform.kernel.vocabulary import Codes, gettext_noop


def test_accents_dashes_apostrophes_and_blanks_do_not_matter():
    assert fold("Saint–Étienne  d’Ôte\u00a0") == fold("SAINT-ETIENNE d'ote")
    assert words_of("L’Île-Saint-Denis") == ["l", "ile", "saint", "denis"]


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_a_refusal_is_false_and_raises_with_its_code():
    assert ALLOWED
    assert not Refused("short", {"by": "1"})
    CannotProceed.unless(ALLOWED)
    with pytest.raises(CannotProceed) as caught:
        CannotProceed.unless(Refused("short", {"by": "1"}))
    assert (caught.value.code, caught.value.details) == ("short", {"by": "1"})


def test_codes_carry_their_labels():
    class Colour(Codes):
        RED = "red", gettext_noop("warm red")
        PLAIN = "plain"

    assert [(c.value, c.label) for c in Colour] == [("red", "warm red"), ("plain", "plain")]
    assert Colour("red") is Colour.RED
