"""What does a coordinator fill in to write the vision, a change sought, its adoption?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coalitions.vision.models import ChangeSought


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day, typed or picked; the browser shows it in the person's own order."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class VisionForm(forms.Form):
    """The aspiration and the reasons behind it. `version` is the one the person was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    aspiration_fr = forms.CharField(
        label=_("Our shared aspiration"),
        max_length=300,
        help_text=_("One sentence a child understands: what do we want, here, together?"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    aspiration_en = forms.CharField(
        label=_("The same in English"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
    )
    story_fr = forms.CharField(
        label=_("Why"),
        max_length=6000,
        required=False,
        help_text=_("What we saw and heard, and what made us agree."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    story_en = forms.CharField(
        label=_("Why, in English"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
    )

    def read_fields(self) -> dict[str, Any]:
        return {name: value.strip() for name, value in self.cleaned_data.items() if name != "version"}


class ChangeForm(forms.Form):
    """One change sought."""

    title_fr = forms.CharField(
        label=_("Change sought"),
        max_length=250,
        help_text=_("What will be different, said so that anyone can see whether it came."),
    )
    title_en = forms.CharField(
        label=_("The same in English"), max_length=250, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    family = forms.ChoiceField(
        label=_("Family"), choices=ChangeSought.Family.choices, widget=forms.RadioSelect,
        help_text=_("People, ways of working, living conditions, or the rules that shape them."),
    )  # fmt: skip
    for_whom = forms.CharField(label=_("For whom"), max_length=200, required=False)
    by_when = day_field(_("By when"))


class AdoptForm(forms.Form):
    """When, and by which body."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = day_field(_("Adopted on"), required=True)
    body = forms.CharField(
        label=_("Adopted by"), max_length=200, help_text=_("The body that decided: assembly, steering committee…")
    )
