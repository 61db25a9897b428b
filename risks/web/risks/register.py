"""The risk register: all risks in a table, highest score first."""

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from risks.access.models import Scope
from risks.clock import now
from risks.exposure.queries import register_rows
from risks.register.filters import RiskFilter
from risks.web.person import reader

PAGE = 50


@login_required
@permission_required("risks.view_risk", raise_exception=True)
def register(request: HttpRequest) -> HttpResponse:
    person = reader(request)
    rows = register_rows(Scope.of(person), now=now())
    narrowed = RiskFilter(request.GET or None, queryset=rows, request=request)
    context = {
        "title": _("Risk register"),
        "filter": narrowed,
        "is_narrowed": any(request.GET.get(name) for name in narrowed.filters),
        "page": Paginator(narrowed.qs, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "web/risks/register.html", context)
