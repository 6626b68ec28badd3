"""What does a platform admin see when loading places: the file, what it would change, what was done?"""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from coalitions.territories.domain.rows import COLUMNS, NEEDED
from coalitions.territories.forms import PlacesFileForm
from coalitions.territories.imports.files import read_places
from coalitions.territories.imports.previews import forget_kept, open_token, preview_places, read_kept
from coalitions.territories.imports.words import say_problem, say_refusal
from coalitions.territories.operations import CannotLoad, load_territories
from coalitions.territories.queries import summarise_kinds
from coalitions.territories.vocabulary import Kind
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User
from impactplatform.accounts.queries import list_platform_roles
from impactplatform.jobs.operations import order_job
from impactplatform.kernel.decisions import Refused

ROWS_AT_ONCE = 3000  # above, a worker loads the file and the person may leave the page
LISTED = 100


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Choose a file; see what it would change; confirm."""
    gate(request, "settings.edit", list_platform_roles(request.user), whose="platform")
    if "token" in request.POST:
        return _confirm(request, cast(User, request.user))
    form = PlacesFileForm(request.POST or None, request.FILES or None) if request.method == "POST" else PlacesFileForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        preview = preview_places(upload.read(), upload.name, cast(User, request.user).pk)
        if not isinstance(preview, Refused):
            problems = [(p.row, p.column, say_problem(p)) for p in preview.problems[:LISTED]]
            context = {"preview": preview, "name": upload.name, "problems": problems, "has_errors": preview.problems}
            return render(request, "coalitions/territories/preview.html", context, status=422 if problems else 200)
        form.add_error("file", say_refusal(preview))
    return _show_form(request, form, 422 if form.is_bound else 200)


def _show_form(request: HttpRequest, form: PlacesFileForm, status: int) -> HttpResponse:
    counts = summarise_kinds()
    known = [(_(kind.label), counts[kind.value]) for kind in Kind if kind.value in counts]
    columns = [(column, column in NEEDED) for column in COLUMNS]
    context = {"form": form, "known": known, "columns": columns, "kinds": [(k.value, _(k.label)) for k in Kind]}
    return render(request, "coalitions/territories/load.html", context, status=status)


def _confirm(request: HttpRequest, user: User) -> HttpResponse:
    kept = open_token(request.POST["token"], user.pk)
    if kept is None:
        messages.warning(request, _("This file was already loaded, or waited more than a day. Choose it again."))
        return redirect("territories:load")
    data = read_kept(kept["file"])
    content = read_places(data, kept["name"])
    if isinstance(content, Refused):  # nothing but the same file can be here, so this is a limit lowered since
        messages.error(request, say_refusal(content))
        return redirect("territories:load")
    if len(content.rows) > ROWS_AT_ONCE:
        payload = {"file": kept["file"], "name": kept["name"]}
        job = order_job(kind="territories.load", payload=payload, by=user, scope="platform", key=kept["file"])
        return redirect("jobs:detail", job.pk)
    try:
        done = load_territories(rows=content.rows, by=user, roles=list_platform_roles(user))
    except CannotLoad as refusal:  # another load came in between
        for problem in refusal.problems[:3]:
            messages.error(request, say_problem(problem))
        return redirect("territories:load")
    forget_kept(kept["file"])
    words = ngettext("%(n)s place created", "%(n)s places created", done.created) % {"n": done.created}
    words += ", " + ngettext("%(n)s updated", "%(n)s updated", done.updated) % {"n": done.updated}
    messages.success(request, words + ".")
    return redirect("site:places")
