"""What is there to do today, for whoever signs in?"""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from impactplatform.accounts.models import User
from impactplatform.site.today.desk import compose_desk, greet


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Tasks first, then what moved; every role lands on what is theirs."""
    desk = compose_desk(cast(User, request.user))
    context = {"desk": desk, "greeting": greet(desk), "fictitious": desk.is_fictitious}
    return render(request, "site/today/home.html", context)
