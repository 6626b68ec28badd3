"""Which lists came in, how does a new one start, and how does one end: done, undone or put aside?"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coalitions.collectives.models import Coalition
from coalitions.collectives.queries import list_roles_anywhere
from coalitions.partnerlists.exports import say_refusal, write_example, write_rejected
from coalitions.partnerlists.forms import UploadForm
from coalitions.partnerlists.models import PartnerList
from coalitions.partnerlists.operations import (
    CannotReceive,
    CannotSetColumns,
    abandon_partner_list,
    receive_partner_list,
)
from coalitions.partnerlists.queries import (
    find_same_file,
    get_steps_done,
    is_undoable,
    list_coordinated,
    list_partner_lists,
    summarise_rows,
)
from coalitions.partnerlists.tasks import UNDO, order_step
from coalitions.partnerlists.views.shown import frame, get_person, open_list, undo_until
from impactplatform.accounts.gate import gate
from impactplatform.sheets.limits import LIMITS

LISTS_A_PAGE = 20
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def list_imports(request: HttpRequest) -> HttpResponse:
    """The lists of my coalitions, and the way to bring another."""
    person = get_person(request)
    gate(request, "import.preview", list_roles_anywhere(person), whose="platform")
    coalitions = list_coordinated(person)
    chosen = {"coalition": request.GET.get("coalition", "")} if request.GET.get("coalition") else None
    form = UploadForm(request.POST or None, request.FILES or None, coalitions=coalitions, initial=chosen)
    if request.method == "POST" and form.is_valid():
        received = _receive(request, form)
        if received:
            return redirect("partnerlists:columns", pk=received.pk)
    page = Paginator(list_partner_lists(coalitions), LISTS_A_PAGE).get_page(request.GET.get("page"))
    context = {**frame(None, "file"), "form": form, "page": page}
    return render(request, "coalitions/partnerlists/list.html", context, status=422 if form.errors else 200)


def _receive(request: HttpRequest, form: UploadForm) -> PartnerList | None:
    coalition: Coalition = form.cleaned_data["coalition"]
    upload = form.cleaned_data["file"]
    try:
        data = upload.read(LIMITS.file_bytes + 1)  # no more than is needed to see that it is too large
        received = receive_partner_list(coalition=coalition, by=get_person(request), data=data, file_name=upload.name)
    except CannotReceive as refusal:
        form.add_error("file", say_refusal(refusal.code, refusal.details))
        return None
    if find_same_file(coalition, received.digest):
        messages.info(request, _("This very file was already saved. Its rows will be found again, not doubled."))
    return received


@require_safe
def show_done(request: HttpRequest, pk: int) -> HttpResponse:
    """What was saved, and how to take it back."""
    partner_list = open_list(request, pk)
    if get_steps_done(partner_list) != "done":
        return redirect("partnerlists:detail", pk=pk)
    context = {
        **frame(partner_list, "done"),
        "counts": partner_list.counts,
        "rejected": summarise_rows(partner_list)["rejected"],
        "is_undoable": is_undoable(partner_list),
        "undo_until": undo_until(partner_list),
    }
    return render(request, "coalitions/partnerlists/done.html", context)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the whole import back, as work one can leave."""
    partner_list = open_list(request, pk, "import.undo")
    if not is_undoable(partner_list):
        messages.error(request, say_refusal("not_undoable", {}))
        return redirect("partnerlists:done", pk=pk)
    job = order_step(kind=UNDO, partner_list=partner_list, by=get_person(request))
    return redirect("jobs:detail", pk=job.pk)


@require_POST
def abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the list aside; nothing of it was saved."""
    try:
        abandon_partner_list(partner_list=open_list(request, pk), by=get_person(request))
        messages.success(request, _("Put aside. Nothing was saved, and the file is deleted."))
    except CannotSetColumns as refusal:
        messages.error(request, say_refusal(refusal.code, refusal.details))
    return redirect("partnerlists:list")


@require_safe
def download_rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that were not taken, with a column that says why."""
    return _download(write_rejected(open_list(request, pk)), _("rejected-rows.xlsx"))


@require_safe
def download_example(request: HttpRequest) -> HttpResponse:
    """Twelve invented rows, to try."""
    return _download(write_example(), _("example-of-a-partner-list.xlsx"))


def _download(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=SPREADSHEET)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
