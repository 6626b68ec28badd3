"""What does every component look like in every state? One page a family, walked by the accessibility tests."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from impactplatform.site.specimens import list_specimens

PARTS = {
    "text": _("Text, links and buttons"),
    "forms": _("Forms and errors"),
    "tables": _("Tables and lists"),
    "notices": _("Notices, empty states and progress"),
    "figures": _("Figures and silences"),
    "charts": _("Charts"),
    "wayfinding": _("Finding one’s way"),
}


class SpecimenForm(forms.Form):
    """One field of each sort; sent nowhere."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=80, help_text=_("As on its letterhead."))
    email = forms.EmailField(label=_("E-mail address"), required=False)
    figure = forms.DecimalField(
        label=_("Families met this month"), min_value=0, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[("", "–"), ("community", _("community sector")), ("state", _("State"))]
    )
    channel = forms.MultipleChoiceField(
        label=_("Who may hear it?"),
        choices=[("public", _("public page")), ("funders", _("report to funders"))],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None is ticked beforehand."),
    )
    rhythm = forms.ChoiceField(
        label=_("Summary by e-mail"),
        choices=[("w", _("Every week")), ("m", _("Every month"))],
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(label=_("A word of explanation"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label=_("File"), required=False)
    agree = forms.BooleanField(label=_("I have read what will be published"))


@require_safe
def show_styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "site/styleguide/index.html", {"parts": PARTS.items()})


@require_safe
def show_part(request: HttpRequest, part: str) -> HttpResponse:
    if part not in PARTS:
        raise Http404
    wrong = SpecimenForm({"email": "asso@quartier", "figure": "about 50"}, auto_id="wrong_%s")
    context = {
        "part": part,
        "name": PARTS[part],
        "parts": PARTS.items(),
        "form": wrong if part == "forms" else None,
        "blank": SpecimenForm(auto_id="blank_%s"),
        "page": Paginator(range(400), 20).page(9),
        **list_specimens(part),
    }
    return render(request, f"site/styleguide/{part}.html", context)
