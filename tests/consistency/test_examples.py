"""Do the examples in docstrings tell the truth?"""

from __future__ import annotations

import doctest
import importlib

import pytest
from django.utils import translation

from tests.consistency.repository import ROOT, list_code

WITH_EXAMPLES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in list_code()
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_run(name: str) -> None:
    with translation.override("en"):
        outcome = doctest.testmod(importlib.import_module(name))
    assert outcome.attempted > 0
    assert outcome.failed == 0
