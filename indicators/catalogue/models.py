"""What does an indicator mean? Its definition, in versions, and the breakdowns it may have."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coalitions.collectives.models import Coalition
from impactplatform.database.constraints import or_zero, unique_with_blanks
from impactplatform.kernel.text import fold
from impactplatform.web.choices import choices_of
from impactplatform.web.languages import in_language
from indicators.catalogue.vocabulary import CategoryRule, Direction, Frequency, Kind, Level, Method, PlaceRule, TimeRule


class Breakdown(models.Model):
    """Named categories. Additive: nobody is in two of them. Exhaustive: everybody is in one."""

    code = models.SlugField(max_length=40, unique=True)
    name_fr = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    is_additive = models.BooleanField(default=True)
    is_exhaustive = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")


class Category(models.Model):
    breakdown = models.ForeignKey(Breakdown, models.CASCADE, related_name="categories")
    code = models.SlugField(max_length=40)
    name_fr = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["breakdown", "code"], name="category_code_unique")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")


class Indicator(models.Model):
    """What is followed. Without a coalition it belongs to the shared library; with one it is local."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    coalition = models.ForeignKey(Coalition, models.PROTECT, null=True, blank=True, related_name="indicators")
    change_code = models.SlugField(_("change it speaks of"), max_length=40, blank=True)
    folded_name = models.CharField(max_length=420, editable=False, default="")
    retired_on = models.DateField(null=True, blank=True)
    is_fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = _("indicator")

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(models.Model):
    """A definition. A change of meaning makes a new version; series join across versions only by a declared bridge."""

    append_only: ClassVar[tuple[str, ...]] = ("is_current", "bridges_previous")

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    bridges_previous = models.BooleanField(_("may be joined to the version before"), default=False)
    name_fr = models.CharField(_("name (French)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    definition_fr = models.TextField(_("what is counted (French)"), blank=True)
    definition_en = models.TextField(_("what is counted (English)"), blank=True)
    unit_fr = models.CharField(_("unit (French)"), max_length=60)
    unit_en = models.CharField(_("unit (English)"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=choices_of(Kind))
    level = models.CharField(_("about"), max_length=12, choices=choices_of(Level))
    direction = models.CharField(_("direction of better"), max_length=8, choices=choices_of(Direction))
    time_rule = models.CharField(max_length=8, choices=choices_of(TimeRule))
    place_rule = models.CharField(max_length=8, choices=choices_of(PlaceRule))
    category_rule = models.CharField(max_length=8, choices=choices_of(CategoryRule))
    frequency = models.CharField(_("how often"), max_length=12, choices=choices_of(Frequency), default=Frequency.MONTH)
    shelf_life_months = models.PositiveSmallIntegerField(_("shelf life, in months"), null=True, blank=True)
    min_coverage = models.PositiveSmallIntegerField(_("least coverage, in %"), default=60)
    method = models.CharField(
        _("protection of small counts"), max_length=10, choices=choices_of(Method), default=Method.ROUND
    )
    threshold = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="blank: the default of the method; 0: not about people"
    )
    is_sensitive = models.BooleanField(default=False)
    currency = models.CharField(max_length=3, blank=True)
    breakdown = models.ForeignKey(Breakdown, models.PROTECT, null=True, blank=True)
    universe = models.CharField(_("who or what is covered"), max_length=300, blank=True)
    how = models.TextField(_("how it is collected"), blank=True)
    limits = models.TextField(_("limits"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    break_note_fr = models.CharField(max_length=300, blank=True)
    break_note_en = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(_("in use from"), null=True, blank=True)

    class Meta:
        ordering = ["indicator_id", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "number"], name="indicatorversion_number_unique"),
            models.UniqueConstraint(
                fields=["indicator"], condition=models.Q(is_current=True), name="indicatorversion_one_current"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def unit(self) -> str:
        return in_language(self, "unit")

    @property
    def definition(self) -> str:
        return in_language(self, "definition")

    @property
    def folded(self) -> str:
        return fold(f"{self.name_fr} {self.name_en}")


class Duty(models.Model):
    """Who is expected to give which figure, for which place, from when: what coverage is counted against."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="duties")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="duties")
    territory = models.ForeignKey("coalitions.Territory", models.PROTECT, related_name="duties")
    organisation = models.ForeignKey(
        "coalitions.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name=_("who gives it"),
    )
    from_month = models.PositiveIntegerField(help_text="first month expected, as a period id")
    until_month = models.PositiveIntegerField(null=True, blank=True, help_text="first month not expected any more")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints: ClassVar = [
            unique_with_blanks(
                "coalition", "indicator", "territory", or_zero("organisation"), "from_month", name="duty_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.territory}"


class DirtyKey(models.Model):
    """The order to compute again: written in the transaction that changed something. Deleted by the run that obeyed."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="+")
    territory = models.ForeignKey(
        "coalitions.Territory", models.CASCADE, null=True, related_name="+", help_text="none: every place"
    )
    period = models.PositiveIntegerField(null=True, help_text="none: every period")
    queued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.territory_id} {self.period}"
