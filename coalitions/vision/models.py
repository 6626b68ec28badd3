"""What do we want together? The shared aspiration, its versions, and the changes sought."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coalitions.collectives.models import Coalition
from impactplatform.web.languages import in_language


class Vision(models.Model):
    """One version of the shared aspiration. Once adopted it is not edited: a new version follows it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being written")
        ADOPTED = "adopted", _("adopted")
        REPLACED = "replaced", _("replaced")

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="visions")
    number = models.PositiveSmallIntegerField()
    aspiration_fr = models.CharField(_("shared aspiration (French)"), max_length=300)
    aspiration_en = models.CharField(_("shared aspiration (English)"), max_length=300, blank=True)
    story_fr = models.TextField(_("why (French)"), blank=True)
    story_en = models.TextField(_("why (English)"), blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by_body = models.CharField(_("adopted by"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["coalition_id", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coalition", "number"], name="vision_number_unique"),
            models.UniqueConstraint(fields=["coalition"], condition=Q(state="adopted"), name="vision_one_adopted"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(adopted_on__isnull=False), name="vision_adopted_has_date"
            ),
        ]

    def __str__(self) -> str:
        return self.aspiration

    @property
    def aspiration(self) -> str:
        return in_language(self, "aspiration")

    @property
    def story(self) -> str:
        return in_language(self, "story")


class ChangeSought(models.Model):
    """What should be different, for whom, by when: one of four families (people, processes, living conditions, system)."""

    class Family(models.TextChoices):
        PEOPLE = "people", _("people")
        PROCESSES = "processes", _("ways of working")
        CONDITIONS = "conditions", _("living conditions")
        SYSTEM = "system", _("rules and systems")

    vision = models.ForeignKey(Vision, models.CASCADE, related_name="changes")
    code = models.SlugField(max_length=40, help_text="stays the same from one version to the next")
    title_fr = models.CharField(_("change sought (French)"), max_length=250)
    title_en = models.CharField(_("change sought (English)"), max_length=250, blank=True)
    family = models.CharField(_("family"), max_length=12, choices=Family)
    for_whom = models.CharField(_("for whom"), max_length=200, blank=True)
    by_when = models.DateField(_("by when"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["vision", "code"], name="changesought_code_unique")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self, "title")
