"""Views for monitoring systems: liveness and readiness."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.monitoring.health import why_not_ready


@public
@require_safe
@never_cache
def alive(_request: HttpRequest) -> JsonResponse:
    """Answers that the process is alive; nothing else is checked, so that nothing else restarts
    it.
    """
    return JsonResponse({"status": "alive"})


@public
@require_safe
@never_cache
def ready(_request: HttpRequest) -> JsonResponse:
    """Checks whether the instance can serve people: database, migrations, worker. 503 with the
    reasons if not.
    """
    reasons = why_not_ready()
    if reasons:
        return JsonResponse({"status": "not ready", "reasons": reasons}, status=503)
    return JsonResponse({"status": "ready"})
