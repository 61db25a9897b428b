"""What is missing from the cases that the reader sees: lists, each with its count."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from risks.access.models import Scope, VisibleQuerySet
from risks.cases.models import DeadlineChange, DocketQuestion
from risks.cases.operations import DocketQuestionRefused, answer_question
from risks.cases.queries import (
    cases_without_next_date,
    entries_to_check,
    silent_sources,
    upcoming,
    waiting_closures,
)
from risks.cases.queries.entered_rules import waiting_rules
from risks.clock import now
from risks.web.person import reader

ANSWERS = {"this": True, "other": False}


def counted_missing_items(scope: Scope, moment: datetime) -> list[str]:
    """What is missing, counted in words, for the dashboard; only what is."""
    waiting = _waiting(scope).count()
    undated = cases_without_next_date(scope, now=moment).count()
    unverified = upcoming(scope, now=moment).unverified().count()
    closing = waiting_closures(scope).count()
    rules = waiting_rules(scope).count()
    unclear = entries_to_check(scope).count()
    questions = _questions(scope).count()
    counts = (
        (
            questions,
            ngettext(
                "%(number)d docket number to match with a case",
                "%(number)d docket numbers to match with a case",
                questions,
            ),
        ),
        (
            closing,
            ngettext(
                "%(number)d closing list to confirm",
                "%(number)d closing lists to confirm",
                closing,
            ),
        ),
        (
            rules,
            ngettext(
                "%(number)d rule to read and confirm",
                "%(number)d rules to read and confirm",
                rules,
            ),
        ),
        (
            waiting,
            ngettext(
                "%(number)d change waiting for a second person",
                "%(number)d changes waiting for a second person",
                waiting,
            ),
        ),
        (
            undated,
            ngettext(
                "%(number)d case without a next date",
                "%(number)d cases without a next date",
                undated,
            ),
        ),
        (
            unverified,
            ngettext(
                "%(number)d computed deadline to verify",
                "%(number)d computed deadlines to verify",
                unverified,
            ),
        ),
        (
            unclear,
            ngettext(
                "%(number)d docket entry to check",
                "%(number)d docket entries to check",
                unclear,
            ),
        ),
    )
    return [words % {"number": count} for count, words in counts if count]


def _waiting(scope: Scope) -> VisibleQuerySet[DeadlineChange]:
    rows = DeadlineChange.objects.within(scope)
    return rows.filter(state="asked", deadline__status="open")


def _questions(scope: Scope) -> VisibleQuerySet[DocketQuestion]:
    return DocketQuestion.objects.within(scope).filter(state="asked")


@login_required
@permission_required("risks.view_case", raise_exception=True)
def missing_items(request: HttpRequest) -> HttpResponse:
    person = reader(request)
    scope, moment = Scope.of(person), now()
    context = {
        "title": _("Missing items"),
        "undated": list(cases_without_next_date(scope, now=moment)),
        "unverified": list(upcoming(scope, now=moment).unverified()),
        "closures": list(waiting_closures(scope).select_related("case", "asked_by")),
        "rules": list(waiting_rules(scope)),
        "entries": list(entries_to_check(scope)),
        "questions": list(_questions(scope).select_related("case")),
        "changes": list(_waiting(scope).select_related("deadline__case", "asked_by")),
    }
    if person.has_perm("risks.view_docketsource"):
        context["silent"] = silent_sources(now=moment)
    return render(request, "web/cases/missing_items.html", context)


@login_required
@permission_required("risks.change_docketquestion", raise_exception=True)
@require_POST
def answer_docket_question(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say whether a docket is that of the case; what waits is filed by the answer."""
    person = reader(request)
    rows = DocketQuestion.objects.visible_to(person).select_related("case")
    question = get_object_or_404(rows, public_id=public_id)
    answer = request.POST.get("answer")
    if answer not in ANSWERS:
        messages.error(request, _("Choose This case or Not this case."))
        return redirect("missing_items")
    try:
        answer_question(question, is_this_case=ANSWERS[answer], by=person, now=now())
    except DocketQuestionRefused as refused:
        messages.error(request, str(refused))
    else:
        said = _("Answer recorded: %(number)s.")
        messages.success(request, said % {"number": question.docket_number})
    return redirect("missing_items")
