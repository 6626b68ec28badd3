"""Which shapes do the forms of a pot take?"""

from coalitions.funding.forms.fields import AmountInput, DayInput, LedgerForm
from coalitions.funding.forms.policy import CoverForm, OpeningForm, SeatEndForm, SeatForm, SettingsForm
from coalitions.funding.forms.reading import LedgerFilter, PeriodPicker, list_presets
from coalitions.funding.forms.rows import (
    AgreementForm,
    AllocationForm,
    ClosingForm,
    ExpenseForm,
    InKindForm,
    InstalmentForm,
    PaymentForm,
    PledgeForm,
    ReversalForm,
    StatementForm,
)

__all__ = [
    "AgreementForm", "AllocationForm", "AmountInput", "ClosingForm", "CoverForm", "DayInput", "ExpenseForm", "InKindForm", "InstalmentForm",
    "LedgerFilter", "LedgerForm", "OpeningForm", "PaymentForm", "PeriodPicker", "PledgeForm", "ReversalForm", "SeatEndForm", "SeatForm", "SettingsForm",
    "StatementForm", "list_presets",
]  # fmt: skip
