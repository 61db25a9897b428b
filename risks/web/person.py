"""The signed-in person of a request."""

from django.http import HttpRequest

from risks.access.models import Person


def reader(request: HttpRequest) -> Person:
    """For views behind `login_required`."""
    assert isinstance(request.user, Person)
    return request.user
