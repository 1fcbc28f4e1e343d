"""My courses: where I learn or teach, and the calendar that follows it."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import public, signed_in
from bocage.people.signed_in import current_person
from bocage.people.views.own_calendars import followed_calendar, save_calendar, shown_calendar
from bocage.training.cohorts.ical import feed_of, sessions_of
from bocage.training.programmes.models.cohorts import Enrolment
from bocage.training.programmes.models.sessions import TrainingCalendar
from bocage.training.programmes.presentation import days_words, when_words


@signed_in
@require_safe
def own_training(request: HttpRequest) -> HttpResponse:
    """Shows the person's upcoming half-days, their seats, and the address of their calendar."""
    person = current_person(request)
    enrolments = Enrolment.objects.filter(person=person).select_related("cohort__programme")
    ahead = sessions_of(person).filter(period__endswith__gt=timezone.now())
    context = {
        "sessions": [(session, when_words(session)) for session in ahead],
        "enrolments": [
            (enrolment, days_words(enrolment.cohort))
            for enrolment in enrolments.order_by("-enrolled_at", "pk")
        ],
        **shown_calendar(TrainingCalendar, person, page="own_training_feed"),
    }
    return render(request, "training/cohorts/own.html", context)


@signed_in
@require_POST
def own_training_calendar(request: HttpRequest) -> HttpResponse:
    """Creates, replaces or deletes the address of one's own calendar feed."""
    save_calendar(request, TrainingCalendar, current_person(request))
    return redirect("own_training")


@public
@require_safe
def own_training_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Returns the calendar feed of a secret address; 304 if the client has this version."""
    return followed_calendar(request, TrainingCalendar, token, feed_of)
