"""How does a worker load a large file of places that somebody confirmed?"""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coalitions.territories.imports.files import read_places
from coalitions.territories.imports.previews import forget_kept, read_kept
from coalitions.territories.operations import CannotLoad, load_territories
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.jobs.handlers import handles
from impactplatform.jobs.models import Job
from impactplatform.jobs.operations import Watch
from impactplatform.kernel.decisions import Refused


def _page_of(job: Job) -> str:
    return reverse("site:places")


@handles(
    "territories.load",
    title=_("Load places"),
    steps={"reading": _("Reading the file"), "saving": _("Saving the places")},
    page_of=_page_of,
)
def load_kept_file(job: Job, watch: Watch) -> dict[str, int]:
    """Read again, compare again, save: the rights and the places are those of now, not of the preview."""
    file = job.payload["file"]
    watch.begin("reading")
    content = read_places(read_kept(file), job.payload["name"])
    if isinstance(content, Refused):
        raise CannotLoad(content.code, ())
    watch.begin("saving", len(content.rows))
    by = job.ordered_by
    with transaction.atomic():
        done = load_territories(rows=content.rows, by=by, roles=list_platform_roles(by))
        counts = {"created": done.created, "updated": done.updated, "unchanged": done.unchanged}
        watch.finish(counts)
        transaction.on_commit(lambda: forget_kept(file))
    return counts
