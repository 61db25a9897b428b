"""The signed-in person of a request, and their clock."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from risks.access.models import Person


def reader(request: HttpRequest) -> Person:
    """For views behind `login_required`."""
    assert isinstance(request.user, Person)
    return request.user


def on_reader_clock(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: pages and the admin show moments on the signed-in person's clock.

    The admin's shortcut "Today" goes by it, too: by UTC, a date that is typed with it
    in Hong Kong before eight in the morning would be yesterday's.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, Person):
            return get_response(request)
        with timezone.override(request.user.zone):
            return get_response(request)

    return answer
