"""What does a person fill in to describe an organisation?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.organisations.domain import check_identifier, read_phone
from coalitions.organisations.models import Organisation
from coalitions.organisations.vocabulary import Scheme, Sector
from impactplatform.web.choices import choices_of

COUNTRIES = [("", "–"), ("FR", _("France")), ("CA", _("Canada")), ("BE", _("Belgium")), ("CH", _("Switzerland"))]
NUMBERS = {
    Scheme.SIRET: _("SIRET (14 digits)"),
    Scheme.SIREN: _("SIREN (9 digits)"),
    Scheme.RNA: _("RNA (W and 9 signs)"),
    Scheme.NEQ: _("NEQ (10 digits)"),
    Scheme.BN: _("Business number (CRA)"),
}
REASONS = {
    "scientific_notation": _("A spreadsheet changed this number. Copy it again from its register."),
    "placeholder": _("This is not a number of the register. Leave the field empty if you do not have it."),
    "bad_characters": _("There is a sign that this number cannot hold."),
    "wrong_length": _("This number is too short or too long."),
    "bad_beginning": _("This number does not begin as it should."),
    "bad_checksum": _("The digits do not fit together: one of them is probably mistyped."),
}
LOST_ZERO = _("The zero at the beginning is missing. Did you mean %(proposal)s?")


class OrganisationForm(forms.Form):
    """An organisation. Numbers that were already kept as they are need not be mended to change the rest."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=250)
    short_name = forms.CharField(label=_("Short name"), max_length=80, required=False)
    sector = forms.ChoiceField(label=_("Sector"), choices=choices_of(Sector))
    presentation_fr = forms.CharField(
        label=_("Presentation"), max_length=3000, required=False, help_text=_("Introduce yourselves in two sentences."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    presentation_en = forms.CharField(
        label=_("Presentation, in English"), max_length=3000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )  # fmt: skip
    website = forms.URLField(label=_("Website"), max_length=200, required=False, assume_scheme="https")
    street = forms.CharField(label=_("Street"), max_length=250, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    town = forms.CharField(label=_("Town"), max_length=120, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Seen by the members of its coalitions only.")
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, help_text=_("Seen by the members of its coalitions only.")
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        self.kept = {one.scheme: one.value for one in organisation.identifiers.all()}
        initial = {name: getattr(organisation, name) for name in self.base_fields}
        super().__init__(*args, **{**kwargs, "initial": {**initial, **self.kept}})
        for scheme, label in NUMBERS.items():
            self.fields[scheme.value] = forms.CharField(label=label, max_length=40, required=False)

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"].strip()
        if typed in ("", self.initial["phone"]):
            return typed
        read = read_phone(typed, self.cleaned_data.get("country") or "FR")
        if read.reason:
            raise forms.ValidationError(_("This is not a phone number we can read."))
        return read.international

    def clean(self) -> dict[str, Any]:
        for scheme in NUMBERS:
            typed = (self.cleaned_data.get(scheme.value) or "").strip()
            if not typed or typed == self.kept.get(scheme.value):
                continue
            verdict = check_identifier(scheme, typed)
            if verdict.proposal:
                self.add_error(scheme.value, str(LOST_ZERO) % {"proposal": verdict.proposal})
            elif not verdict.is_valid:
                self.add_error(scheme.value, REASONS.get(verdict.reason, REASONS["bad_characters"]))
        return self.cleaned_data

    def read_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields if name != "version"}

    def read_identifiers(self) -> list[tuple[str, str]]:
        """The numbers typed, and those of lists this form does not show."""
        typed = [(scheme.value, self.cleaned_data[scheme.value].strip()) for scheme in NUMBERS]
        others = [(scheme, value) for scheme, value in self.kept.items() if Scheme(scheme) not in NUMBERS]
        return [(scheme, value) for scheme, value in [*typed, *others] if value]
