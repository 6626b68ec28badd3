"""How does signing in differ here from allauth's own ways? Accounts come by invitation or by choice, always by e-mail."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """The platform's own answers to allauth's questions."""
