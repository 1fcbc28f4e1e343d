"""Dashboard blocks of cohorts: « Formations », and to-dos of officers."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import (
    Todo,
    add_item,
    add_section,
    todo_provider,
)
from bocage.people.models import Person
from bocage.training.cohorts.ical import sessions_of
from bocage.training.cohorts.tabs import add_cohort_tab
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.sessions import CohortSession
from bocage.training.programmes.presentation import when_words

SECTION_LIMIT = 3

add_item(
    label=_("Formations"),
    url_name="training_home",
    icon="training",
    rank=55,
    group="together",
    covers=("training_figures", "training_partners"),
    right="training.follow_training",
)
add_cohort_tab(label=_("Où l’on en est"), url_name="cohort_manage", rank=0)
add_cohort_tab(label=_("Séances"), url_name="cohort_sessions", rank=10)
add_cohort_tab(label=_("Inscrits"), url_name="cohort_learners", rank=20)


@todo_provider
def cohorts_to_see_to(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of a partner's training officers: half-days whose room is lost, and cohorts
    with too few learners; two queries.
    """
    if not person.has_perm("training.write_programmes"):
        return
    run_cohorts = Cohort.objects.run_by(person)
    lost_rooms = CohortSession.objects.to_come(timezone.now()).filter(
        room_state=CohortSession.Room.LOST, cohort__in=run_cohorts.filter(state__in=Cohort.CHANGING)
    )
    for session in lost_rooms.select_related("cohort")[:5]:
        yield Todo(
            title=_("« %(title)s » n’a plus de salle") % {"title": session.title},
            detail=when_words(session),
            action=_("Choisir une autre salle"),
            url=reverse("cohort_session_move", args=[session.cohort_id, session.pk]),
            urgency="late",
            due_at=session.starts_at,
        )
    small = run_cohorts.filter(
        state__in=(Cohort.State.SELECTING, Cohort.State.RUNNING),
        small_accepted_at=None,
        small_notified_at__isnull=False,
        seats_taken__lt=F("smallest"),
    )
    for cohort in small.select_related("programme").order_by("starts_on", "pk")[:5]:
        yield Todo(
            title=_("Effectif trop bas : %(name)s")
            % {"name": f"{cohort.programme.name}, {cohort.name}"},
            detail=_("La maintenir, la reporter ou l’annuler : à vous de décider."),
            action=_("Décider"),
            url=cohort.get_absolute_url(),
            urgency="soon",
        )


def _next_sessions(person: Person) -> dict[str, Any] | None:
    """Returns the person's upcoming sessions; one query."""
    ahead = sessions_of(person).planned().filter(period__endswith__gt=timezone.now())
    sessions = [(session, when_words(session)) for session in ahead[:SECTION_LIMIT]]
    return {"sessions": sessions} if sessions else None


add_section(
    name="training_sessions",
    template="training/cohorts/espace.html",
    rank=58,
    context=_next_sessions,
)
