"""The site with pages to answer a reminder on, whether or not it has them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tracker.urls import urlpatterns as pages


def page(request: HttpRequest, public_id: str) -> HttpResponse:
    return HttpResponse(f"{request.method} {public_id}")


urlpatterns = [
    *pages,
    path("reminders/<str:public_id>/", page, name="reminder"),
    path("reminders/<str:public_id>/snooze/", page, name="snooze_reminder"),
]
