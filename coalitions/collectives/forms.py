"""What does a person fill in to describe a coalition, add a place or a member, invite somebody?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from coalitions.collectives.domain import REASON_LENGTH
from coalitions.collectives.models import Coalition
from coalitions.collectives.vocabulary import MemberRole, SeatRole
from coalitions.organisations.models import Organisation
from coalitions.organisations.vocabulary import Sector
from impactplatform.accounts.models import User
from impactplatform.web.choices import choices_of

COUNTRIES = [("", "–"), ("FR", _("France")), ("CA", _("Canada")), ("BE", _("Belgium")), ("CH", _("Switzerland"))]
CURRENCIES = [("EUR", _("euro")), ("CAD", _("Canadian dollar")), ("CHF", _("Swiss franc")), ("USD", _("US dollar"))]


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day, typed or picked; the browser shows it in the person's own order."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class ProfileForm(forms.ModelForm):
    """The description of a coalition. `version` is the one the person was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Coalition
        fields: ClassVar[list[str]] = [
            "name_fr",
            "name_en",
            "presentation_fr",
            "presentation_en",
            "country",
            "currency",
            "contact_email",
            "contact_phone",
            "starts_on",
            "programme",
            "is_public",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = self.fields["country"].label
        self.fields["country"] = forms.ChoiceField(label=label, choices=COUNTRIES, required=False)
        self.fields["currency"] = forms.ChoiceField(label=self.fields["currency"].label, choices=CURRENCIES)
        self.fields["starts_on"] = day_field(self.fields["starts_on"].label)
        self.fields["is_public"].help_text = _(
            "Anybody can then read its profile, members, plan and published figures."
        )
        for name in ("presentation_fr", "presentation_en"):
            self.fields[name].widget.attrs["rows"] = 6

    def read_changes(self) -> dict[str, Any]:
        """What the operation takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class NewCoalitionForm(ProfileForm):
    """A coalition that does not exist yet."""

    slug = forms.SlugField(
        label=_("Name in addresses"),
        required=False,
        help_text=_("Made from the name when left empty; it never changes."),
    )
    version = None  # type: ignore[assignment]  # how Django takes a field out of a form
    field_order = ["name_fr", "name_en", "slug"]


class PlaceForm(forms.Form):
    """From when the coalition works for a place found by its name."""

    territory = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = day_field(_("From"))


class MemberForm(forms.Form):
    """The part an organisation takes, and from when."""

    organisation = forms.IntegerField(widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("Part"), choices=choices_of(MemberRole), initial=MemberRole.PARTNER)
    starts_on = day_field(_("From"))


class NewMemberForm(forms.Form):
    """An organisation the platform does not know yet, and its part."""

    name = forms.CharField(label=_("Name"), max_length=250)
    sector = forms.ChoiceField(label=_("Sector"), choices=choices_of(Sector), initial=Sector.COMMUNITY)
    role = forms.ChoiceField(label=_("Part"), choices=choices_of(MemberRole), initial=MemberRole.PARTNER)
    starts_on = day_field(_("From"))


class EndForm(forms.Form):
    """The day something ends."""

    ends_before = day_field(_("Last day is the day before"), required=True)


class InvitationForm(forms.Form):
    """Who is invited, to which seat, for which organisation, in which language."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"))
    organisation = forms.ModelChoiceField(
        label=_("Organisation they speak for"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("A partner always speaks for an organisation of the coalition."),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[("fr", "Français"), ("en", "English"), ("fr-ca", "Français du Québec")],
    )

    def __init__(self, *args: Any, organisations: Any, grantable: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # a model choice has one
        choices = [(code, label) for code, label in choices_of(SeatRole) if code in grantable]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]  # a choice has some

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") == SeatRole.PARTNER and not cleaned.get("organisation"):
            self.add_error("organisation", _("Choose the organisation this person speaks for."))
        return cleaned


class SealForm(forms.Form):
    """Why the seal is broken; the coalition reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        min_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The coordinators receive it by e-mail and find it in their journal."),
    )


class AcceptForm(forms.Form):
    """What a newcomer tells to open their account with an invitation."""

    name = forms.CharField(
        label=_("Your name, as others see it"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Eight characters or more. Leave it empty to sign in with a code sent by e-mail."),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            person = User(email=self.email, name=self.cleaned_data.get("name", ""))
            password_validation.validate_password(password, person)
        return password
