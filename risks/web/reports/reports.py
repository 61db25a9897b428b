"""Reports to read again, each download authorised and recorded anew."""

from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from risks.access.models import Disclosure
from risks.clock import now
from risks.reports.models import Report
from risks.web.download import download
from risks.web.person import reader


@login_required
@permission_required("risks.view_report", raise_exception=True)
def reports(request: HttpRequest) -> HttpResponse:
    rows = Report.objects.visible_to(reader(request)).select_related("company")
    rows = rows.defer("pdf", "xlsx", "figures").annotate(
        has_pdf=Q(pdf__isnull=False), has_xlsx=Q(xlsx__isnull=False)
    )
    newest = rows.order_by("-period_end", "-pk")
    return render(
        request, "web/reports/reports.html", {"title": _("Reports"), "rows": newest}
    )


@login_required
@permission_required("risks.view_report", raise_exception=True)
def report_file(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    person = reader(request)
    rows = Report.objects.visible_to(person).select_related("company")
    report = get_object_or_404(rows, public_id=public_id)
    stored = getattr(report, kind)
    if not stored:
        raise Http404
    return download(
        bytes(stored),
        name=f"{report.company.code}-{report.kind}-{report.period_end}.{kind}",
        person=person,
        channel=Disclosure.Channel.REPORT,
        shown=[f"report {report.public_id}"],
        now=now(),
    )
