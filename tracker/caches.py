"""What browsers and proxies may keep of an answer: nothing of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

Answer = Callable[[HttpRequest], HttpResponse]


def kept_nowhere(get_response: Answer) -> Answer:
    """Middleware behind that of the static files, which alone may be kept.

    Any page may show what is privileged, and the next person at the same browser must
    not find it.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # The admin's list of translations may be kept by Django's own rule.
        del response["Cache-Control"]
        add_never_cache_headers(response)
        return response

    return answer
