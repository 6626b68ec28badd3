"""What does a person fill in to describe an action, move it, or bring a partner in?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.actions.models import Action
from coalitions.actions.vocabulary import Theme
from coalitions.collectives.models import Coalition
from coalitions.organisations.models import Organisation
from coalitions.territories.models import Territory
from coalitions.vision.queries import list_change_choices
from impactplatform.web.choices import choices_of


def day_field(label: Any, *, help_text: Any = "") -> forms.DateField:
    """A day, typed or picked; the browser shows it in the person's own order."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


class ActionForm(forms.Form):
    """An action. A partner chooses the lead among their own organisations (`leads`)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title_fr = forms.CharField(label=_("Action"), max_length=250, help_text=_("What you do, in a few words."))
    title_en = forms.CharField(
        label=_("The same in English"), max_length=250, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    description_fr = forms.CharField(
        label=_("Description"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    description_en = forms.CharField(
        label=_("Description, in English"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )
    change_code = forms.ChoiceField(
        label=_("Change it serves"), required=False, help_text=_("One of the changes sought of the shared plan.")
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[("", "–"), *choices_of(Theme)])
    lead = forms.ModelChoiceField(
        label=_("Who leads it"), queryset=Organisation.objects.none(), required=False, empty_label="–"
    )
    place = forms.ModelChoiceField(
        label=_("Where"),
        queryset=Territory.objects.none(),
        required=False,
        empty_label=_("everywhere in the coalition"),
    )
    starts_on = day_field(_("From"))
    ends_before = day_field(_("Until"), help_text=_("The first day it is over."))
    is_public = forms.BooleanField(
        label=_("Shown to everybody"),
        required=False,
        initial=True,
        help_text=_("Otherwise only to members of the coalition."),
    )

    def __init__(self, *args: Any, coalition: Coalition, leads: Collection[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        changes = list_change_choices(coalition)
        current = str(self.initial.get("change_code") or "")
        if current and current not in {code for code, _title in changes}:
            changes.append((current, current))
        self._field("change_code").choices = [("", "–"), *changes]
        members = Organisation.objects.filter(memberships__coalition=coalition).distinct()
        if leads is not None:
            members = members.filter(pk__in=leads)
            self.fields["lead"].required = True
        self._field("lead").queryset = members
        self._field("place").queryset = (
            Territory.objects.filter(coalition_places__coalition=coalition).defer("outline").distinct()
        )

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def read_fields(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class MoveForm(forms.Form):
    """Where the action stands now, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label=_("Status"), choices=Action.Status.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("One sentence. Needed when an action stops, starts again or goes back."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class JoinForm(forms.Form):
    """A member organisation that takes part."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, action: Action, among: Collection[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Organisation.objects.filter(memberships__coalition=action.coalition).exclude(
            pk__in=action.partners.values("organisation")
        )
        if action.lead_id:
            free = free.exclude(pk=action.lead_id)
        if among is not None:
            free = free.filter(pk__in=among)
        field: Any = self.fields["organisation"]
        field.queryset = free.distinct()
