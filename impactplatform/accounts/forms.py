"""What may a person change of their own account?"""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from impactplatform.accounts.models import User

LANGUAGE_NAMES = [
    ("", _("The one of the page I am on")),
    ("fr", "Français"),
    ("en", "English"),
    ("fr-ca", "Français du Québec"),
]


class ProfileForm(forms.Form):
    """Name, language and rhythm of the summary."""

    name = forms.CharField(label=_("Your name, as others see it"), max_length=150, required=False)
    language = forms.ChoiceField(
        label=_("Language of letters and of your first page"), required=False, choices=LANGUAGE_NAMES
    )
    digest = forms.ChoiceField(
        label=_("Summary by e-mail"),
        choices=User.Digest,
        help_text=_("What moved in your coalitions. Letters about your account always arrive."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # whatever Django's own form takes
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        assert {code for code, _label in LANGUAGE_NAMES if code} == set(dict(settings.LANGUAGES))
