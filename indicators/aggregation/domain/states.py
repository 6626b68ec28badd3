"""Which partial state stands for a figure, so that totals of totals are exact, and what does a state come to?

Sums, parts of a ratio, counts behind a mean, extremes and bounds merge in any order (docs/algorithms/aggregation.md).
Only a number and a true zero enter; a silence changes nothing but the coverage.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from impactplatform.kernel.exact import VALUE_SCALE
from indicators.aggregation.domain.coverage import Coverage
from indicators.catalogue.domain import NEVER_COMBINED, Rules
from indicators.catalogue.vocabulary import Kind
from indicators.measurements.vocabulary import State

OWN, PARTS, ONLY_EXPECTED = "own", "parts", "none"
REFUSED, WITHHELD = "refused", "withheld"
_STEP = Decimal(1).scaleb(-VALUE_SCALE)
_PARTED = frozenset({Kind.SHARE, Kind.MEAN})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure in force says."""

    state: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    n: int | None = None

    @property
    def is_known(self) -> bool:
        return self.state in {State.NUMBER, State.ZERO}


@dataclass(frozen=True, slots=True)
class Partial:
    """The mergeable state. What a kind does not use stays None."""

    sum: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    weight: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    latest: int | None = None
    is_mixed: bool = False  # made of several periods although the kind does not combine over time


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is shown: a state, its value, and the code of the reason when there is none."""

    state: str
    value: Decimal | None = None
    reason: str = ""
    lower: Decimal | None = None
    upper: Decimal | None = None


def start(kind: str, reading: Reading, period: int) -> Partial:
    """The state of one figure.

    >>> start("share", Reading("number", numerator=Decimal(45), denominator=Decimal(60)), 1).numerator
    Decimal('45')
    """
    value = Decimal(0) if reading.state == State.ZERO and reading.value is None else reading.value
    if kind == Kind.SHARE:
        if reading.denominator is None:
            return Partial(sum=value, latest=period)
        numerator = reading.numerator if reading.numerator is not None else Decimal(0)
        return Partial(numerator=numerator, denominator=reading.denominator, latest=period)
    if kind == Kind.MEAN:
        if reading.n is None or value is None:
            return Partial(minimum=value, maximum=value, latest=period)
        return Partial(sum=value * reading.n, weight=Decimal(reading.n), latest=period)
    if kind == Kind.STATE:
        return Partial(sum=value, numerator=value, denominator=Decimal(1), latest=period)
    if kind == Kind.DISTINCT:
        return Partial(sum=value, lower=value, upper=value, latest=period)
    if kind in {Kind.MINIMUM, Kind.MAXIMUM}:
        return Partial(minimum=value, maximum=value, latest=period)
    return Partial(sum=value, latest=period)


def is_combinable(kind: str, partial: Partial) -> bool:
    """Does the state hold what its kind needs to be combined? A bare percentage and a bare mean do not."""
    if kind == Kind.SHARE:
        return partial.denominator is not None
    return kind != Kind.MEAN or partial.weight is not None


def merge_places(kind: str, partials: Iterable[Partial]) -> Partial:
    """The state of disjoint parts together; order does not matter. What lacks its parts is left out."""
    used = [partial for partial in partials if is_combinable(kind, partial)]
    return Partial(
        sum=_add(p.sum for p in used),
        numerator=_add(p.numerator for p in used),
        denominator=_add(p.denominator for p in used),
        weight=_add(p.weight for p in used),
        minimum=_least(p.minimum for p in used),
        maximum=_most(p.maximum for p in used),
        lower=_most(p.lower for p in used),
        upper=_add(p.upper for p in used),
        latest=max((p.latest for p in used if p.latest is not None), default=None),
        is_mixed=any(p.is_mixed for p in used),
    )


def merge_times(rules: Rules, dated: Sequence[tuple[int, Partial]]) -> Partial:
    """The state of one contributor over several periods, by the indicator's rule over time.

    The latest value is that of the latest period; a mean over time of a stock is rounded to four decimals.
    """
    ordered = [partial for _, partial in sorted(dated, key=lambda pair: pair[0])]
    if len(ordered) == 1:
        return ordered[0]
    if rules.time == "latest":
        return ordered[-1]
    merged = merge_places(rules.kind, ordered)
    if rules.time == "none":
        return Partial(lower=merged.lower, upper=merged.upper, latest=merged.latest, is_mixed=True)
    known = [p.sum for p in ordered if p.sum is not None]
    if rules.kind == Kind.STOCK and rules.time in {"mean", "min", "max"} and known:
        chosen = {"min": min(known), "max": max(known), "mean": _rounded(sum(known, Decimal(0)) / len(known))}
        return Partial(sum=chosen[rules.time], latest=merged.latest)
    return merged


def finish(rules: Rules, partial: Partial, coverage: Coverage, origin: str, least: int, silence: str = "") -> Outcome:
    """What the state comes to: a value, or why there is none.

    `silence` is the mark of a place whose own figure is a silence. `least` is the smallest coverage, in percent.
    """
    if coverage.approved == 0:
        return Outcome(_silence(coverage, silence), reason="no_figure")
    if refusal := _find_refusal(rules, partial, origin):
        return Outcome(REFUSED, reason=refusal, lower=partial.lower, upper=partial.upper)
    if not coverage.reaches(least):
        return Outcome(WITHHELD, reason="below_min_coverage")
    value, reason = _evaluate(rules, partial)
    if value is None:
        return Outcome(State.NOT_APPLICABLE, reason=reason)
    return Outcome(State.NUMBER if value else State.ZERO, value=_rounded(value))


def compute_exact(rules: Rules, partial: Partial) -> Decimal | None:
    """The value with all its digits, as files give it: a share in percent is numerator / denominator x 100."""
    return _evaluate(rules, partial)[0]


def _find_refusal(rules: Rules, partial: Partial, origin: str) -> str:
    if partial.is_mixed:
        return f"{rules.kind}_not_combined" if rules.kind in NEVER_COMBINED else "not_combined_over_time"
    if origin == PARTS:
        if rules.kind in NEVER_COMBINED:
            return f"{rules.kind}_not_combined"
        if rules.place == "none":
            return "not_combined_over_places"
        if rules.kind in _PARTED and not is_combinable(rules.kind, partial):
            return "share_needs_its_parts" if rules.kind == Kind.SHARE else "mean_needs_its_count"
    return ""


def _evaluate(rules: Rules, partial: Partial) -> tuple[Decimal | None, str]:
    if rules.kind == Kind.SHARE or (rules.kind == Kind.STATE and rules.place == "ratio"):
        if partial.denominator is None:
            return partial.sum, ""
        if partial.denominator == 0:
            return None, "zero_denominator"
        return 100 * (partial.numerator or Decimal(0)) / partial.denominator, ""
    if rules.kind == Kind.MEAN:
        if partial.weight is None:
            return partial.minimum, ""
        return ((partial.sum or Decimal(0)) / partial.weight, "") if partial.weight else (None, "zero_denominator")
    if rules.kind == Kind.MINIMUM:
        return partial.minimum, ""
    if rules.kind == Kind.MAXIMUM:
        return partial.maximum, ""
    return partial.sum, ""


def _silence(coverage: Coverage, silence: str) -> str:
    if silence:
        return silence
    if coverage.hidden:
        return State.HIDDEN
    return State.PENDING if coverage.expected else State.NOT_APPLICABLE


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_STEP, rounding=ROUND_HALF_EVEN)


def _add(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [v for v in values if v is not None]
    return sum(known, Decimal(0)) if known else None


def _least(values: Iterable[Decimal | None]) -> Decimal | None:
    return min((v for v in values if v is not None), default=None)


def _most(values: Iterable[Decimal | None]) -> Decimal | None:
    return max((v for v in values if v is not None), default=None)
