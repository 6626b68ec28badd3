"""Has every promise of the database a name that an error message can show?"""

from __future__ import annotations

from collections import Counter

from django.apps import apps
from django.db import models

OURS = ("audit", "accounts", "jobs", "coalitions", "indicators", "exchanges")
MODELS = [
    m for label in OURS for m in apps.get_app_config(label).get_models() if not m.__name__.startswith("Historical")
]


def test_constraints_and_indexes_have_names_of_their_own():
    names = [c.name for m in MODELS for c in m._meta.constraints] + [i.name for m in MODELS for i in m._meta.indexes]
    assert all(names)
    assert [name for name in names if name.endswith("_idx")] == [], "Django made this name up"
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert [name for name in names if len(name) > 63] == []


def test_uniqueness_of_several_fields_is_a_named_constraint():
    assert [m._meta.label for m in MODELS if m._meta.unique_together] == []


def test_no_column_holds_a_float():
    floats = [
        f"{m._meta.label}.{f.name}"
        for m in MODELS
        for f in m._meta.fields
        if isinstance(f, models.FloatField | models.DecimalField)
    ]
    assert floats == []


def test_every_model_says_its_order_and_its_name():
    assert [m._meta.label for m in MODELS if m.__str__ is models.Model.__str__] == []
    unordered = [m._meta.label for m in MODELS if not m._meta.ordering and m._meta.label != "coalitions.TerritoryLink"]
    assert [label for label in unordered if "_" not in label] == []
