"""In which order is the demonstration made, and what of it is there already?"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coalitions.collectives.models import Coalition
from impactplatform.accounts.queries import get_system_user
from impactplatform.site.demo.cast import make_coalitions, make_organisations, make_people
from impactplatform.site.demo.copies import make_copies
from impactplatform.site.demo.figures import make_figures
from impactplatform.site.demo.pots import make_pots
from impactplatform.site.demo.record import tell_public_record
from impactplatform.site.demo.scenery import build_places
from impactplatform.site.demo.stage import Stage, keep_silent
from impactplatform.site.demo.undertakings import make_plans

STEPS: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("places", build_places),
    ("organisations", make_organisations),
    ("coalitions", make_coalitions),
    ("people", make_people),
    ("copies", make_copies),
    ("plans", make_plans),
    ("figures", make_figures),
    ("pots", make_pots),
    ("record", tell_public_record),
)


def is_seeded() -> bool:
    """Was the demonstration made already? One query."""
    return Coalition.objects.filter(slug="tisserands").exists()


@transaction.atomic
def seed_demo(*, say: Callable[[str], None] = keep_silent, scale: int = 1, password: str = "") -> dict[str, int]:
    """Make everything once, all or nothing; answers how many of each kind. A second call changes nothing and answers {}."""
    if is_seeded():
        return {}
    stage = Stage(today=timezone.localdate(), system=get_system_user(), say=say, scale=scale, password=password)
    words = {
        "places": _("places"),
        "organisations": _("organisations"),
        "coalitions": _("coalitions"),
        "people": _("people and their seats"),
        "copies": _("copies of the quarter"),
        "plans": _("visions and actions"),
        "figures": _("24 months of figures"),
        "pots": _("common pots"),
        "record": _("the public record"),
    }
    for name, make in STEPS:
        if name != "copies" or scale > 1:
            say(f"    {words[name]}")
        make(stage)
    return dict(stage.counts)
