"""What does a coordinator say to define an indicator, or to follow one of the library?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_members, list_places
from coalitions.organisations.models import Organisation
from coalitions.territories.models import Territory
from impactplatform.kernel.periods import Period
from impactplatform.web.choices import choices_of
from indicators.catalogue.domain import Definition
from indicators.catalogue.models import IndicatorVersion
from indicators.catalogue.vocabulary import Direction, Frequency, Kind, Level, Method

WRITTEN = (
    "name_fr", "name_en", "definition_fr", "definition_en", "unit_fr", "unit_en", "kind", "level", "direction", "frequency",
    "method", "is_sensitive", "min_coverage", "shelf_life_months", "source", "how", "limits",
)  # fmt: skip


class DefinitionForm(forms.Form):
    """The definition of an indicator, in the words of the field. The rules of combination follow from its kind."""

    name_fr = forms.CharField(
        label=_("Name in French"), max_length=200, help_text=_("Plain words, as you would say them in a meeting.")
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    definition_fr = forms.CharField(
        label=_("What is counted, in French"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    definition_en = forms.CharField(
        label=_("What is counted, in English"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    unit_fr = forms.CharField(label=_("Unit in French"), max_length=60, help_text=_("“people”, “workshops”, “%”…"))
    unit_en = forms.CharField(label=_("Unit in English"), max_length=60, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of figure"),
        choices=choices_of(Kind),
        help_text=_("It decides how months and places may be combined."),
    )
    level = forms.ChoiceField(label=_("It speaks of"), choices=choices_of(Level))
    direction = forms.ChoiceField(label=_("Which way is better?"), choices=choices_of(Direction))
    frequency = forms.ChoiceField(label=_("How often"), choices=choices_of(Frequency))
    method = forms.ChoiceField(
        label=_("Protection of small counts"),
        choices=choices_of(Method),
        help_text=_("What the public sees when few people are counted."),
    )
    is_sensitive = forms.BooleanField(label=_("Sensitive: even a zero could point at somebody"), required=False)
    min_coverage = forms.IntegerField(
        label=_("Least share of answers to show a total, in %"),
        min_value=0,
        max_value=100,
        initial=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    shelf_life_months = forms.IntegerField(
        label=_("A figure is too old after how many months?"), min_value=1, max_value=120, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    how = forms.CharField(label=_("How it is collected"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    limits = forms.CharField(label=_("What it does not say"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def read_definition(self, currency: str = "", before: IndicatorVersion | None = None) -> Definition:
        """The definition, with what the form does not ask kept from the version before."""
        kept: dict[str, Any] = {}
        if before is not None:
            kept = {name: getattr(before, name) for name in ("threshold", "universe", "break_note_fr", "break_note_en")}
            kept["breakdown"] = before.breakdown.code if before.breakdown else ""
            if before.kind == self.cleaned_data["kind"]:
                kept |= {name: getattr(before, name) for name in ("time_rule", "place_rule", "category_rule")}
        written = {name: self.cleaned_data[name] for name in WRITTEN}
        money = currency if self.cleaned_data["kind"] == Kind.MONEY else ""
        return Definition(**(kept | written | {"currency": money}))


class RevisionForm(DefinitionForm):
    """A changed definition makes a new version; figures already given keep theirs."""

    bridges_previous = forms.BooleanField(
        label=_("It still counts the same thing: join the two series"), required=False,
        help_text=_("Otherwise a break is drawn, and before and after are not compared."),
    )  # fmt: skip

    @staticmethod
    def initial_of(version: IndicatorVersion) -> dict[str, Any]:
        return {name: getattr(version, name) for name in WRITTEN}


class PlacesForm(forms.Form):
    """Where an indicator is followed, by whom, and from which month."""

    territories = forms.MultipleChoiceField(label=_("In which places?"), widget=forms.CheckboxSelectMultiple)
    organisation = forms.ChoiceField(label=_("Who gives the figure?"), required=False)
    from_month = forms.RegexField(
        label=_("From which month?"), regex=r"^\d{4}-(0[1-9]|1[0-2])$", help_text=_("Year and month, for example 2026-03."),
        error_messages={"invalid": _("Write the year and the month, for example 2026-03.")},
    )  # fmt: skip

    def __init__(self, coalition: Coalition, today: date, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        places = [place.territory for place in list_places(coalition)]
        members = {m.organisation_id: m.organisation.name for m in list_members(coalition)}
        self.fields["territories"].choices = [(str(place.pk), place.name) for place in places]  # type: ignore[attr-defined]
        self.fields["territories"].initial = [str(place.pk) for place in places]
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            ("", _("The coalition itself")),
            *sorted(members.items(), key=lambda m: m[1]),
        ]
        self.fields["from_month"].initial = Period.month_of(today).code

    def chosen_places(self) -> list[Territory]:
        return list(Territory.objects.filter(pk__in=self.cleaned_data["territories"]))

    def chosen_organisation(self) -> Organisation | None:
        chosen = self.cleaned_data["organisation"]
        return Organisation.objects.get(pk=chosen) if chosen else None

    def chosen_month(self) -> Period:
        return Period.parse(self.cleaned_data["from_month"])
