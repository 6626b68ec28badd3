"""What does a person see and change of their own account?"""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from impactplatform.accounts.forms import ProfileForm
from impactplatform.accounts.gate import gate
from impactplatform.accounts.models import User
from impactplatform.accounts.operations import CannotClose, close_account, edit_profile, reopen_account
from impactplatform.accounts.queries import collect_own_data, list_people, list_platform_roles
from impactplatform.audit.queries import list_platform_entries
from impactplatform.audit.sentences import say_entry

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def show_home(request: HttpRequest) -> HttpResponse:
    """Name, language and digest, and the way to everything else about the account."""
    gate(request, "user_account.edit_own", list_platform_roles(request.user), owns=True, whose="platform")
    user = cast(User, request.user)
    start = {"name": user.name, "language": user.language, "digest": user.digest}
    form = ProfileForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        edit_profile(by=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:home")
    status = 422 if form.errors else 200
    return render(request, "accounts/home.html", {"form": form}, status=status)


@require_safe
def show_people(request: HttpRequest) -> HttpResponse:
    """Every account, for those who look after the platform."""
    _gate_people(request)
    text = request.GET.get("q", "").strip()[:100]
    page = Paginator(list_people(text), PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": page, "query": text})


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account and end its sessions, now."""
    _gate_people(request)
    try:
        reason = request.POST.get("reason", "").strip()[:300]
        close_account(user=get_object_or_404(list_people(), pk=pk), by=cast(User, request.user), reason=reason)
        messages.success(request, _("The account is closed, and signed out everywhere."))
    except CannotClose:
        messages.error(request, _("This is the account you are using: somebody else must close it."))
    return redirect("accounts:people")


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    _gate_people(request)
    reopen_account(user=get_object_or_404(list_people(), pk=pk), by=cast(User, request.user))
    messages.success(request, _("The account is open again."))
    return redirect("accounts:people")


def _gate_people(request: HttpRequest) -> None:
    gate(request, "user_account.disable", list_platform_roles(request.user), whose="platform")


@require_safe
def show_trail(request: HttpRequest) -> HttpResponse:
    """What was done to accounts, places, catalogue and settings: what belongs to no coalition and no pot."""
    gate(request, "settings.edit", list_platform_roles(request.user), whose="platform")
    page = Paginator(list_platform_entries(), PAGE).get_page(request.GET.get("page"))
    return render(request, "audit/trail.html", {"page": page, "lines": [say_entry(entry) for entry in page]})


@require_GET
def download_own_data(request: HttpRequest) -> HttpResponse:
    """Everything the platform keeps about the person who asks, in one JSON file."""
    gate(request, "user_account.edit_own", list_platform_roles(request.user), owns=True, whose="platform")
    data = collect_own_data(cast(User, request.user))
    answer = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{_("my-data")}-{timezone.localdate():%Y-%m-%d}.json"'
    answer["Cache-Control"] = "no-store"
    return answer
