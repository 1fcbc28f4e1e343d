"""My courses: where I learn or teach, and the calendar that follows it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.access import public, signed_in
from bocage.foundation.calendars import CONTENT_TYPE
from bocage.foundation.mail import page_url
from bocage.foundation.versioned_answers import versioned
from bocage.people.acting import acting
from bocage.training.feeds import feed_of, sessions_of
from bocage.training.models import Enrolment, TrainingCalendar
from bocage.training.operations.calendars import (
    make_training_calendar,
    replace_training_calendar,
    revoke_training_calendar,
)
from bocage.training.presentation import days_words, when_words


@signed_in
@require_safe
def own_training(request: HttpRequest) -> HttpResponse:
    """The half-days that wait for me, my seats, and the secret address of my calendar."""
    person = acting(request)
    calendar = TrainingCalendar.objects.filter(person=person, revoked_at=None).first()
    url = page_url("own_training_feed", calendar.token) if calendar else ""
    enrolments = Enrolment.objects.filter(person=person).select_related("cohort__programme")
    ahead = sessions_of(person).filter(period__endswith__gt=timezone.now())
    context = {
        "sessions": [(one, when_words(one)) for one in ahead],
        "enrolments": [
            (one, days_words(one.cohort)) for one in enrolments.order_by("-enrolled_at", "pk")
        ],
        "calendar": calendar,
        "url": url,
        "webcal": f"webcal://{url.partition('://')[2]}",
    }
    return render(request, "training/own.html", context)


@signed_in
@require_POST
def own_training_calendar(request: HttpRequest) -> HttpResponse:
    """Makes the address of my calendar, replaces it, or takes it away."""
    person = acting(request)
    if "retirer" in request.POST:
        revoke_training_calendar(by=person)
        messages.success(request, _("L’adresse est retirée : elle ne montre plus rien à personne."))
    elif "remplacer" in request.POST:
        replace_training_calendar(by=person)
        messages.success(
            request, _("L’adresse est remplacée : l’ancienne ne montre plus rien à personne.")
        )
    else:
        make_training_calendar(by=person)
        messages.success(request, _("L’adresse est prête : donnez-la à votre agenda."))
    return redirect("own_training")


@public
@require_safe
def own_training_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar of a secret address, for programs; 304 when they have this version."""
    calendar = TrainingCalendar.objects.filter(token=token).select_related("person").first()
    if calendar is None:
        raise Http404
    if calendar.revoked_at is not None or not calendar.person.is_active:
        sentence = _("Cette adresse d’agenda a été retirée.")
        return HttpResponse(sentence, status=410, content_type="text/plain; charset=utf-8")
    feed = feed_of(calendar.person, timezone.now())
    response = versioned(request, feed, content_type=CONTENT_TYPE)
    response["X-Robots-Tag"] = "noindex"
    return response
