"""For a watchdog outside: do reminders flow?"""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from risks.alerts.queries import reminder_health
from risks.clock import now


@require_safe
def healthz_reminders(_request: HttpRequest) -> JsonResponse:
    """200 when they do and 503 when not; figures only, so it needs no sign-in."""
    seen = reminder_health(now=now())
    return JsonResponse(asdict(seen), status=200 if seen.healthy else 503)
