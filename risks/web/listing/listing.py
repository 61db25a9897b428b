"""The listing obligations of a company: its profile, its dates, events to record."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from risks.access.models import Person
from risks.access.queries import who_see
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations import (
    DeadlineRefused,
    confirm_withdrawals,
    set_disclosure_deadlines,
    state_listing,
)
from risks.cases.operations.records.listing_dates import Renewed, waiting_withdrawals
from risks.clock import now
from risks.engine.time.deadlines import DeadlineError, Direction
from risks.engine.time.disclosure import CompanyEvent
from risks.engine.time.listing.recurring import AHEAD
from risks.register.models import Company, ListingProfile
from risks.register.operations import RegisterRefused
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import ReasonForm
from risks.web.listing.forms import EventForm, ProfileForm
from risks.web.listing.words import offered_events, profile_facts, shown_duties
from risks.web.person import reader


@login_required
@permission_required("risks.view_listingprofile", raise_exception=True)
def listing_obligations(request: HttpRequest) -> HttpResponse:
    """Show one company: the one that is named, or else the first."""
    person = reader(request)
    companies = Company.objects.visible_to(person).order_by("code")
    code = request.GET.get("company")
    company = get_object_or_404(companies, code=code) if code else companies.first()
    context: dict[str, Any] = {
        "title": _("Listing obligations"),
        "company": company,
        "others": [each for each in companies if each != company],
    }
    if company is not None:
        context |= _obligations(company, person)
    return render(request, "web/listing/listing.html", context)


@login_required
@permission_required("risks.change_listingprofile", raise_exception=True)
def listing_profile(request: HttpRequest, code: str) -> HttpResponse:
    person = reader(request)
    company = _company(person, code)
    profile = _profile(company, person)
    form = ProfileForm(
        request.POST or None, people=who_see(None), initial=_initial(profile)
    )
    if request.method == "POST" and form.is_valid():
        try:
            renewed = state_listing(company, form.stated, by=person, now=now())
        except RegisterRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            dispatch_early()
            messages.success(request, _said(renewed))
            return back_to(company)
    context = {"title": _("Listing profile"), "company": company, "form": form}
    status = 400 if form.errors else 200
    return render(request, "web/listing/profile.html", context, status=status)


@login_required
@permission_required("risks.add_deadline", raise_exception=True)
def record_company_event(request: HttpRequest, code: str) -> HttpResponse:
    person = reader(request)
    company = _company(person, code)
    profiles = ListingProfile.objects.visible_to(person)
    profile = get_object_or_404(profiles, company=company)
    offered = offered_events(profile, today=company.today(now()))
    form = EventForm(
        request.POST or None,
        events=[(each.event, each.label) for each in offered],
        people=who_see(None),
        initial={
            "owner": profile.owner,
            "backup": profile.backup,
            "event": request.GET.get("event"),
        },
    )
    if request.method == "POST" and form.is_valid():
        created = _recorded(company, form)
        if created is not None:
            dispatch_early()
            messages.success(request, _recorded_words(created))
            return back_to(company)
    context = {
        "title": _("Record an event"),
        "company": company,
        "form": form,
        "offered": offered,
    }
    status = 400 if form.errors else 200
    return render(request, "web/listing/event.html", context, status=status)


@login_required
@permission_required("risks.change_deadlinechange", raise_exception=True)
@require_POST
def confirm_listing_withdrawals(request: HttpRequest, code: str) -> HttpResponse:
    person = reader(request)
    company = _company(person, code)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a reason."))
        return back_to(company)
    reason = form.cleaned_data["reason"]
    try:
        done = confirm_withdrawals(company, by=person, reason=reason, now=now())
    except DeadlineRefused as refused:
        messages.error(request, str(refused))
    else:
        dispatch_early()
        messages.success(
            request,
            ngettext("%(number)s date withdrawn.", "%(number)s dates withdrawn.", done)
            % {"number": done},
        )
    return back_to(company)


def back_to(company: Company) -> HttpResponseRedirect:
    """Lead back to the listing obligations of a company."""
    named = urlencode({"company": company.code})
    return redirect(f"{reverse('listing_obligations')}?{named}")


def _company(person: Person, code: str) -> Company:
    return get_object_or_404(Company.objects.visible_to(person), code=code)


def _profile(company: Company, person: Person) -> ListingProfile | None:
    rows = ListingProfile.objects.visible_to(person).filter(company=company)
    return rows.select_related("owner", "backup", "company").first()


def _obligations(company: Company, person: Person) -> dict[str, Any]:
    moment, profile = now(), _profile(company, person)
    today = company.today(moment)
    context: dict[str, Any] = {
        "profile": profile,
        "today": today,
        "moment": moment,
        "until": AHEAD.count_days(today, Direction.AFTER),
    }
    context["rows"] = _dates(company, person, until=context["until"])
    if profile is None:
        return context
    waiting = list(waiting_withdrawals(company).visible_to(person))
    return context | {
        "facts": list(profile_facts(profile)),
        "is_outdated": _is_outdated(profile, today),
        "duties": shown_duties(profile, today=today),
        "offered": offered_events(profile, today=today),
        "waiting": waiting,
        "own": any(change.asked_by_id == person.pk for change in waiting),
        "reason_form": ReasonForm(),
    }


def _dates(company: Company, person: Person, *, until: date) -> QuerySet[Deadline]:
    """Return the open dates of a company, the overdue ones first."""
    changes = DeadlineChange.objects.visible_to(person)
    asked = changes.filter(deadline=OuterRef("pk"), state=DeadlineChange.State.ASKED)
    rows = Deadline.objects.visible_to(person).open().filter(company=company)
    # What must be renewed is on a page of its own.
    rows = rows.filter(due_date__lte=until, obligation_period=None).annotate(
        is_waiting=Exists(asked)
    )
    return rows.select_related("owner", "backup").order_by("due_at", "pk")


def _is_outdated(profile: ListingProfile, today: date) -> bool:
    """Say whether an applicant's planned first day of dealings has come."""
    is_applicant = profile.status == ListingProfile.Status.APPLICANT
    return is_applicant and profile.first_day is not None and profile.first_day <= today


def _initial(profile: ListingProfile | None) -> dict[str, Any]:
    if profile is None:
        return {"year_end_day": 31, "year_end_month": 12}
    return {name: getattr(profile, name) for name in ProfileForm.field_order}


def _said(renewed: Renewed) -> str:
    words = [
        _("Listing profile saved."),
        ngettext("%(number)s date added.", "%(number)s dates added.", renewed.created)
        % {"number": renewed.created},
    ]
    if renewed.withdrawn:
        words.append(
            ngettext(
                "%(number)s date withdrawn.",
                "%(number)s dates withdrawn.",
                renewed.withdrawn,
            )
            % {"number": renewed.withdrawn}
        )
    if renewed.asked:
        words.append(
            ngettext(
                "%(number)s critical date stays open until a second person confirms "
                "its withdrawal.",
                "%(number)s critical dates stay open until a second person confirms "
                "their withdrawal.",
                renewed.asked,
            )
            % {"number": renewed.asked}
        )
    return " ".join(words)


def _recorded(company: Company, form: EventForm) -> list[Deadline] | None:
    """None: the form says why."""
    said = form.cleaned_data
    try:
        return set_disclosure_deadlines(
            company,
            event=CompanyEvent(said["event"]),
            on=said["on"],
            owner=said["owner"],
            backup=said["backup"],
            now=now(),
        )
    except DeadlineError as error:
        form.add_error("on", str(error))
    except RegisterRefused as refused:
        form.add_error("event", str(refused))
    return None


def _recorded_words(created: list[Deadline]) -> str:
    if not created:
        return _("Event recorded. No new date follows.")
    titles = "; ".join(row.title for row in created)
    return _("Event recorded. Dates added: %(titles)s.") % {"titles": titles}
