"""Which shapes of input does the import wizard take?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coalitions.collectives.models import Coalition
from coalitions.partnerlists.vocabulary import Target

Choice = tuple[str, Any]


class UploadForm(forms.Form):
    """A file, and the coalition it is for."""

    coalition = forms.ModelChoiceField(Coalition.objects.none(), label=_("Coalition"), to_field_name="slug")
    file = forms.FileField(
        label=_("File"),
        help_text=_("A list of partners as .xlsx, .ods, .xls or .csv, up to 10 MB. Your columns need no change."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.xls,.csv,.tsv,.txt,.json"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, coalitions: QuerySet[Coalition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["coalition"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = coalitions
        if len(coalitions) == 1:
            field.initial = coalitions[0].slug
            field.widget = forms.HiddenInput()


class ColumnsForm(forms.Form):
    """For each of their columns: which of our fields is it?"""

    def __init__(self, *args: Any, columns: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        choices = list_targets()
        for place, column in enumerate(columns):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=column["source"], choices=choices, required=False, initial=column["target"]
            )

    def mapping(self) -> dict[str, str]:
        """Their column -> our field."""
        return {column["source"]: self.cleaned_data[f"column-{place}"] for place, column in enumerate(self.columns)}

    def lines(self) -> list[tuple[dict[str, Any], forms.BoundField]]:
        """Each column with its field, for the page."""
        return [(column, self[f"column-{place}"]) for place, column in enumerate(self.columns)]


class RepairForm(forms.Form):
    """One repair: what was proposed, a new text, or nothing, for one row or for all alike."""

    code = forms.CharField(max_length=60)
    column = forms.CharField(max_length=300, required=False)
    row = forms.IntegerField(required=False, min_value=1)
    act = forms.ChoiceField(choices=[("apply", ""), ("clear", ""), ("fix", "")])
    value = forms.CharField(max_length=500, required=False)


class DecisionForm(forms.Form):
    """One decision on a duplicate, or the same for all that wait."""

    decision = forms.ChoiceField(choices=[("merge", ""), ("keep_both", ""), ("leave", ""), ("", "")], required=False)
    row = forms.IntegerField(required=False, min_value=1)


def list_targets() -> list[tuple[str | Promise, Any]]:
    """Our fields in words: not taken first, then in the order people think of them."""
    named = [(target.value, gettext(target.label)) for target in Target if target]
    return [(Target.IGNORED.value, gettext(Target.IGNORED.label)), *named]
