"""Receive CourtListener's webhook: store the delivery, and let a job file it.

The webhook has no signature, so its path is secret. CourtListener disables a webhook
after a few failures, so every delivery that can be stored is answered with 200 and
checked later.
"""

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from risks.cases.operations import receive, record_refusal
from risks.cases.queries import webhook_of
from risks.clock import now
from risks.engine.sentences.sources import TOO_LARGE_ANSWER

MOST_BYTES = 1024 * 1024
LONGEST_KEY = 128


@csrf_exempt
@require_POST
def courtlistener_webhook(request: HttpRequest, token: str) -> JsonResponse:
    """Store a delivery and answer 200, or refuse one that is too large."""
    source = webhook_of(token)
    if source is None:
        raise Http404
    key = request.headers.get("Idempotency-Key", "").strip()
    if not 0 < len(key) <= LONGEST_KEY:
        return _refused("Idempotency-Key: is missing or too long", status=400)
    # One byte over the limit is enough to know, without reading the rest.
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        problem = TOO_LARGE_ANSWER(what="body", most=MOST_BYTES >> 20)
        record_refusal(source, problem, now=now())
        return _refused(problem, status=413)
    receive(
        source, key=key, body=body, now=now(), content_type=request.content_type or ""
    )
    return JsonResponse({"received": True})


def _refused(problem: str, *, status: int) -> JsonResponse:
    return JsonResponse({"error": problem}, status=status)
