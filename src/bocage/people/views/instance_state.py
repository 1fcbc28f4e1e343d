"""State of the instance for operators; the public page is `/etat/`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted
from bocage.foundation.http.actions import flash_outcome, pressed_action
from bocage.foundation.monitoring import declared_feeds, measure_lags, unmonitored
from bocage.foundation.monitoring.alarms import ringing
from bocage.foundation.monitoring.instance_state import instance_state as read_state
from bocage.people.operations.given_up_tasks import discard_task, retry_task
from bocage.people.signed_in import current_person


@permitted("people.operate_instance")
@never_cache
@require_safe
def instance_state(request: HttpRequest) -> HttpResponse:
    """Alarms, queues, tasks given up, mails, sources, backups, space and versions."""
    state, delays = read_state(), measure_lags()
    feeds = [(feed.label, feed.read()) for feed in declared_feeds()]
    deliveries = [delivery for _label, read in feeds for delivery in read]
    context = {
        "state": state,
        "alarms": list(ringing(state, delays, deliveries)),
        "unmonitored": unmonitored(),
        "feeds": feeds,
        "now": timezone.now(),
    }
    return render(request, "people/instance_state.html", context)


@permitted("people.operate_instance")
@require_POST
def given_up_task(request: HttpRequest, task_id: int) -> HttpResponse:
    """Tries a task that was given up once more, or discards it."""
    actions = {
        "reprendre": (retry_task, _("La tâche est remise dans la file.")),
        "ecarter": (discard_task, _("La tâche est écartée.")),
    }
    action, message = actions.get(pressed_action(request), (None, ""))
    if action is not None:
        with flash_outcome(request, message):
            action(by=current_person(request), task_id=task_id)
    return redirect("instance_state")
