"""Status of the instance: a page for everybody, metrics for Prometheus."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.monitoring import measure_lags
from bocage.foundation.monitoring.exposition import CONTENT_TYPE, exposition


@public
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Returns the metrics, to a client with the token of the instance."""
    token = settings.BOCAGE.metrics_token
    if not token:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(exposition(), content_type=CONTENT_TYPE)


@public
@require_safe
@never_cache
def status_page(request: HttpRequest) -> HttpResponse:
    """Shows the public indicators of the instance, and which are late, in plain words."""
    lags = [lateness for lateness in measure_lags() if lateness.vital.is_public]
    context = {
        "shown": lags,
        "late": [lateness for lateness in lags if lateness.is_late],
        "now": timezone.now(),
    }
    return render(request, "foundation/status.html", context)


@public
@require_safe
@never_cache
def status_file(_request: HttpRequest) -> JsonResponse:
    """Returns the public indicators of the instance as JSON, for programs. Delays are in
    seconds.
    """
    lags = [lateness for lateness in measure_lags() if lateness.vital.is_public]
    return JsonResponse(
        {
            "at": timezone.now().isoformat(),
            "is_well": not any(lateness.is_late for lateness in lags),
            "services": [
                {
                    "name": lateness.vital.name,
                    "delay_s": round(lateness.delay.total_seconds()),
                    "limit_s": round(lateness.vital.limit.total_seconds()),
                    "is_late": lateness.is_late,
                }
                for lateness in lags
            ],
        }
    )
