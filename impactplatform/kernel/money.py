"""What is a sum of money, and how is it shared without losing a cent?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from impactplatform.kernel.exact import AMOUNT_SCALE, from_fixed, to_fixed

CURRENCIES = ("EUR", "CAD")


class CurrencyMix(ValueError):
    """Two currencies never add (funding.md section 2, rule 7)."""


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount to the cent in one currency."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", from_fixed(to_fixed(self.amount, AMOUNT_SCALE), AMOUNT_SCALE))

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.amount <= other.amount

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMix(f"{self.currency} and {other.currency}")

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(Decimal("0.00"), currency)

    @classmethod
    def total(cls, parts: Sequence[Money], currency: str) -> Money:
        """The sum of parts; `currency` is needed because an empty sum has one too."""
        result = cls.zero(currency)
        for part in parts:
            result = result + part
        return result


def split_amount(total: Decimal, weights: Sequence[Decimal | int]) -> list[Decimal]:
    """Parts of `total` in the order of `weights`, adding up to it to the cent (largest remainder).

    Equal remainders go to the first part. Weights are not negative and not all zero.

    >>> split_amount(Decimal("100000.00"), [1, 1, 1])
    [Decimal('33333.34'), Decimal('33333.33'), Decimal('33333.33')]
    """
    weight_sum = sum(Decimal(w) for w in weights)
    if not weights or weight_sum <= 0 or any(Decimal(w) < 0 for w in weights):
        raise ValueError("weights must be positive")
    cents = to_fixed(total, AMOUNT_SCALE)
    sign = -1 if cents < 0 else 1
    exact = [Decimal(abs(cents)) * Decimal(w) / weight_sum for w in weights]
    floors = [int(share) for share in exact]
    missing = abs(cents) - sum(floors)
    order = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    for i in order[:missing]:
        floors[i] += 1
    return [from_fixed(sign * part, AMOUNT_SCALE) for part in floors]
