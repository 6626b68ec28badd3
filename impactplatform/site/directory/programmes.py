"""What may anybody read of a programme, and what does a coach need to know of its coalitions this week?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coalitions.actions.models import Action
from coalitions.actions.queries import list_late_actions
from coalitions.collectives.models import Coalition
from coalitions.programmes.models import Programme
from coalitions.programmes.queries import (
    get_programme,
    list_programmes,
    list_public_coalitions_of,
    summarise_partners,
    summarise_statements,
)
from coalitions.vision.queries import find_adopted, find_draft
from exchanges.gatherings.queries import list_public_gatherings_of
from impactplatform.accounts.domain import decide
from impactplatform.accounts.gate import gate
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.audit.queries import list_entries
from impactplatform.site.directory.access import list_followed

QUIET_AFTER = 30  # days without any act before a coalition is said to be quiet


@dataclass(frozen=True, slots=True)
class Followed:
    """A coalition as its coach finds it: what it last did, what it does, what waits. Nothing here ranks."""

    coalition: Coalition
    latest: date | None
    is_quiet: bool
    has_vision: bool
    writes_vision: bool
    under_way: int
    late: int


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """The programmes, by name."""
    programmes = [(one, len(list_public_coalitions_of(one))) for one in list_programmes()]
    return render(request, "site/directory/programmes.html", {"programmes": programmes})


@require_safe
def show_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Coalitions in alphabetical order, partners by phase, and all that was said with its sources."""
    programme = _find(slug)
    context = {
        "programme": programme,
        "fictitious": programme.is_fictitious,
        "coalitions": list_public_coalitions_of(programme),
        "parts": summarise_partners(programme),
        "subjects": summarise_statements(programme),
        "gatherings": list(list_public_gatherings_of(programme.pk)),
        "follows": bool(_list_followed(request, programme)),
        "crumbs": [(_("Programmes"), reverse("programmes:list"))],
    }
    return render(request, "site/directory/programme.html", context)


@require_safe
def show_followed(request: HttpRequest, slug: str) -> HttpResponse:
    """A coach's coalitions in a programme, by name: what is recent, what waits."""
    programme = _find(slug)
    followed = _list_followed(request, programme)
    roles = frozenset({role for _one, here in followed for role in here}) or list_platform_roles(request.user)
    gate(request, "programme.compare", roles, owns=bool(followed), whose="platform")
    rows = [_follow(one, timezone.localdate()) for one, _here in followed]
    context = {
        "programme": programme,
        "fictitious": programme.is_fictitious,
        "rows": rows,
        "quiet": sum(row.is_quiet for row in rows),
        "crumbs": [
            (_("Programmes"), reverse("programmes:list")),
            (programme.name, reverse("programmes:detail", args=[slug])),
        ],
    }
    return render(request, "site/directory/followed.html", context)


def _list_followed(request: HttpRequest, programme: Programme) -> list[tuple[Coalition, frozenset[str]]]:
    """The coalitions somebody may look at side by side: those they coach, or coordinate."""
    coalitions = Coalition.objects.filter(programme=programme)
    return [
        (one, roles)
        for one, roles in list_followed(request.user, coalitions)
        if decide("programme.compare", roles, owns=True)
    ]


def _follow(coalition: Coalition, day: date) -> Followed:
    """Six queries a coalition; a coach follows a handful."""
    entry = list_entries(coalition.scope).first()
    latest = timezone.localtime(entry.at).date() if entry else None
    return Followed(
        coalition=coalition,
        latest=latest,
        is_quiet=latest is None or (day - latest).days > QUIET_AFTER,
        has_vision=find_adopted(coalition) is not None,
        writes_vision=find_draft(coalition) is not None,
        under_way=coalition.actions.filter(status=Action.Status.UNDER_WAY).count(),
        late=list_late_actions(coalition, day).count(),
    )


def _find(slug: str) -> Programme:
    try:
        return get_programme(slug)
    except Programme.DoesNotExist as missing:
        raise Http404 from missing
