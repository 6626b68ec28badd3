"""What does one fill in to load places?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PlacesFileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("File of places"),
        help_text=_("CSV, xlsx, ods, xls or GeoJSON in degrees. 10 MB at most, 50 MB for GeoJSON."),
        error_messages={"empty": _("The file is empty.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.ods,.xls,.json,.geojson"}),
    )
