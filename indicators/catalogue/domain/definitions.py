"""Which definitions are legal: what may be combined with what, and why not?

One table per kind (measurement.md section 3): for each axis the rules that are legal, the kind's own first, and
the reason of the refusal when a rule is not among them. See docs/algorithms/combinations.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from impactplatform.kernel.decisions import ALLOWED, Decision, Refused
from indicators.catalogue.vocabulary import CategoryRule, Direction, Frequency, Kind, Level, Method, PlaceRule, TimeRule

TIME, PLACE, CATEGORY = "time", "place", "category"
AXES = (TIME, PLACE, CATEGORY)
ROUND_THRESHOLD, SUPPRESS_THRESHOLD, LEAST_THRESHOLD = 8, 11, 5

_NONE = ("none",)
# kind: the legal rules over time, places and categories; the first of each is the kind's own.
LEGAL: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    Kind.FLOW: (("sum", "none"), ("sum", "none"), ("sum", "none")),
    Kind.STOCK: (("latest", "mean", "min", "max", "none"), ("sum", "none"), ("sum", "none")),
    Kind.SHARE: (("ratio", "latest", "none"), ("ratio", "none"), ("ratio", "none")),
    Kind.MEAN: (("mean", "latest", "none"), ("mean", "none"), ("ratio", "none")),
    Kind.DISTINCT: (_NONE, _NONE, _NONE),
    Kind.MEDIAN: (_NONE, _NONE, _NONE),
    Kind.QUANTILE: (_NONE, _NONE, _NONE),
    Kind.INDEX: (_NONE, _NONE, _NONE),
    Kind.UNION: (_NONE, _NONE, _NONE),
    Kind.STATE: (("latest", "none"), ("sum", "ratio", "none"), _NONE),
    Kind.RUNNING_TOTAL: (("latest", "none"), ("sum", "none"), ("sum", "none")),
    Kind.MINIMUM: (("min", "none"), ("min", "none"), _NONE),
    Kind.MAXIMUM: (("max", "none"), ("max", "none"), _NONE),
    Kind.MONEY: (("sum", "none"), ("sum", "none"), ("sum", "none")),
}
# Why a kind refuses to be combined at all, or refuses the usual wrong rule on an axis.
NEVER_COMBINED = frozenset({Kind.DISTINCT, Kind.MEDIAN, Kind.QUANTILE, Kind.INDEX, Kind.UNION})
_REASONS: Mapping[tuple[str, str], str] = {
    (Kind.STOCK, TIME): "stock_not_added_over_time",
    (Kind.RUNNING_TOTAL, TIME): "running_total_not_added_over_time",
    (Kind.SHARE, PLACE): "share_needs_its_parts",
    (Kind.SHARE, TIME): "share_needs_its_parts",
    (Kind.SHARE, CATEGORY): "share_needs_its_parts",
    (Kind.MEAN, PLACE): "mean_needs_its_count",
    (Kind.STATE, CATEGORY): "state_has_no_categories",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """How an indicator combines."""

    kind: str
    time: str
    place: str
    category: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What a version of an indicator says. An empty rule is the kind's own; no threshold is the method's default."""

    name_fr: str
    unit_fr: str
    kind: str
    level: str = Level.CLIENT
    direction: str = Direction.NEITHER
    name_en: str = ""
    unit_en: str = ""
    definition_fr: str = ""
    definition_en: str = ""
    time_rule: str = ""
    place_rule: str = ""
    category_rule: str = ""
    frequency: str = Frequency.MONTH
    threshold: int | None = None
    method: str = ""
    min_coverage: int = 60
    shelf_life_months: int | None = None
    breakdown: str = ""
    is_sensitive: bool = False
    currency: str = ""
    universe: str = ""
    how: str = ""
    limits: str = ""
    source: str = ""
    starts_on: date | None = None
    break_note_fr: str = ""
    break_note_en: str = ""


def find_reason(kind: str, axis: str) -> str:
    """Why a rule that is not in the table is refused for a kind on an axis.

    >>> find_reason("median", "place"), find_reason("stock", "time"), find_reason("flow", "time")
    ('median_not_combined', 'stock_not_added_over_time', 'rule_not_for_this_kind')
    """
    if kind in NEVER_COMBINED:
        return f"{kind}_not_combined"
    return _REASONS.get((kind, axis), "rule_not_for_this_kind")


def choose_rules(kind: str, *, time: str = "", place: str = "", category: str = "") -> Rules | Refused:
    """The rules of an indicator, blanks filled with the kind's own; an illegal pair is refused with its reason.

    >>> choose_rules("stock")
    Rules(kind='stock', time='latest', place='sum', category='sum')
    >>> choose_rules("stock", time="sum").details["reason"]
    'stock_not_added_over_time'
    """
    if kind not in LEGAL:
        return Refused("unknown_kind", {"kind": kind})
    chosen = []
    for axis, legal, given in zip(AXES, LEGAL[Kind(kind)], (time, place, category), strict=True):
        rule = given or legal[0]
        if rule not in legal:
            details = {
                "axis": axis,
                "kind": kind,
                "rule": rule,
                "legal": list(legal),
                "reason": find_reason(kind, axis),
            }
            return Refused("illegal_rule", details)
        chosen.append(rule)
    return Rules(kind, *chosen)


def choose_method(definition: Definition) -> str:
    """How small counts are protected: what was asked, else by what the indicator is about.

    Threshold 0 says "not about people". A threshold of its own asks for exact totals (suppress); none at all is the
    default for people, rounding. Money and the coalition's own doings are not people.

    >>> choose_method(Definition("Ateliers", "ateliers", "flow", threshold=0)) == "open"
    True
    """
    if definition.method:
        return definition.method
    if definition.threshold is not None:
        return Method.SUPPRESS if definition.threshold else Method.OPEN
    if definition.kind in {Kind.MONEY, Kind.STATE} or definition.level == Level.PROCESS:
        return Method.OPEN
    return Method.ROUND


def find_threshold(method: str, threshold: int | None) -> int:
    """The smallest count that may be shown; 0 when the figure is not about people.

    >>> find_threshold("round", None), find_threshold("suppress", None), find_threshold("suppress", 20)
    (8, 11, 20)
    """
    if method == Method.OPEN or threshold == 0:
        return 0
    if threshold is not None:
        return threshold
    return SUPPRESS_THRESHOLD if method == Method.SUPPRESS else ROUND_THRESHOLD


def check_definition(definition: Definition) -> Decision:
    """Is the definition complete and legal?"""
    if not definition.name_fr.strip():
        return Refused("name_missing", {"field": "name_fr"})
    if not definition.unit_fr.strip() and definition.kind != Kind.STATE:
        return Refused("unit_missing", {"field": "unit_fr"})
    for field, codes in (("level", Level), ("direction", Direction), ("frequency", Frequency)):
        if getattr(definition, field) not in set(codes):
            return Refused("unknown_code", {"field": field, "given": getattr(definition, field)})
    if definition.method and definition.method not in set(Method):
        return Refused("unknown_code", {"field": "method", "given": definition.method})
    rules = choose_rules(
        definition.kind, time=definition.time_rule, place=definition.place_rule, category=definition.category_rule
    )
    if isinstance(rules, Refused):
        return rules
    return _check_figures(definition)


def _check_figures(definition: Definition) -> Decision:
    if definition.threshold is not None and 0 < definition.threshold < LEAST_THRESHOLD:
        return Refused("threshold_too_low", {"field": "threshold", "least": LEAST_THRESHOLD})
    if not 0 <= definition.min_coverage <= 100:
        return Refused("coverage_out_of_range", {"field": "min_coverage"})
    if definition.kind == Kind.MONEY and len(definition.currency) != 3:
        return Refused("currency_missing", {"field": "currency"})
    return ALLOWED


def get_rules(*, kind: str, time_rule: str, place_rule: str, category_rule: str) -> Rules:
    """The rules as a version stores them; they were checked when it was written."""
    return Rules(kind, str(TimeRule(time_rule)), str(PlaceRule(place_rule)), str(CategoryRule(category_rule)))
