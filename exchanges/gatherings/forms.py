"""What does a person fill in to record a gathering?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.organisations.models import Organisation
from coalitions.territories.queries import find_by_code
from exchanges.gatherings.models import Gathering
from exchanges.gatherings.operations import FIELDS, Stop
from impactplatform.kernel.decisions import Refused


def day_field(label: Any, *, help_text: Any = "") -> forms.DateField:
    """A day, typed or picked; the browser shows it in the person's own order."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


class GatheringForm(forms.Form):
    """A gathering; `stops` holds a place a line."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Gathering.Kind.choices, widget=forms.RadioSelect)
    title_fr = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(
        label=_("The same in English"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    summary_fr = forms.CharField(
        label=_("What happened"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you saw, what you learned, what you will try at home."),
    )  # fmt: skip
    summary_en = forms.CharField(
        label=_("What happened, in English"), max_length=6000, required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
    )  # fmt: skip
    town = forms.CharField(label=_("Town"), max_length=120, required=False)
    starts_on = day_field(_("From"))
    ends_before = day_field(_("Until"), help_text=_("The first day it is over."))
    visitors = forms.IntegerField(label=_("How many came"), min_value=0, max_value=100_000, required=False)
    stops = forms.CharField(
        label=_("Places visited"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: a code that we know (montreal-quartier:20) or simply a name."),
    )  # fmt: skip
    guests = forms.ModelMultipleChoiceField(
        label=_("Organisations that took part"), queryset=Organisation.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=400, required=False)
    is_public = forms.BooleanField(label=_("Shown to everybody"), required=False, initial=True)

    def __init__(self, *args: Any, members: Any, gathering: Gathering | None = None, **kwargs: Any) -> None:
        initial = _read(gathering) if gathering else {}
        super().__init__(*args, **{**kwargs, "initial": initial})
        guests: Any = self.fields["guests"]
        guests.queryset = members
        if not members.exists():
            del self.fields["guests"]

    def clean_stops(self) -> list[Stop]:
        lines = [line.strip() for line in self.cleaned_data["stops"].splitlines() if line.strip()]
        if any(len(line) > 200 for line in lines) or len(lines) > 60:
            raise forms.ValidationError(_("60 lines of 200 characters at most."))
        return [_read_stop(line) for line in lines]

    def read_fields(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def _read_stop(line: str) -> Stop:
    place = find_by_code(line) if " " not in line else None
    return Stop(line) if place is None or isinstance(place, Refused) else Stop(place.name, place)


def _read(gathering: Gathering) -> dict[str, Any]:
    stops = [f"{s.territory.scheme}:{s.territory.code}" if s.territory else s.label for s in gathering.stops.all()]
    values = {name: getattr(gathering, name) for name in (*FIELDS, "version")}
    return {**values, "stops": "\n".join(stops), "guests": [g.organisation_id for g in gathering.guests.all()]}
