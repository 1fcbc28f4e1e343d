"""To-dos of follow-ups: calls for the welcome team, answers for the household."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.people.dashboard import Todo, todo_provider
from bocage.people.models import Person
from bocage.welcome.follow_ups.formatting import after_words, wishes
from bocage.welcome.follow_ups.helping_households import settled_households
from bocage.welcome.follow_ups.links import follow_up_link
from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.own_waiting import waits_for_household
from bocage.welcome.projects.policies import coordinates_anything, projects_followed_by

FEW = 8
LATE = timedelta(days=3)


@todo_provider
def households_to_call(person: Person) -> Iterator[Todo]:
    """Yields a coordinator's to-dos: households that did not answer a follow-up, or requested a
    call; one query.
    """
    if not coordinates_anything(person):
        return
    now = timezone.now()
    due = (
        FollowUp.objects.filter(
            call_due_at__lte=now,
            called_at=None,
            project__in=projects_followed_by(person),
            project__erased_at=None,
        )
        .select_related("project")
        .order_by("call_due_at", "pk")
    )
    for follow_up in due[:FEW]:
        words = {"household": follow_up.project.name, "after": after_words(follow_up.months)}
        yield Todo(
            title=_("Appeler %(household)s") % words,
            detail=_("Le ménage demande un coup de main (suivi de %(after)s).") % words
            if follow_up.is_answered
            else _("Pas de réponse au suivi de %(after)s.") % words,
            action=_("Appeler et noter"),
            url=reverse("follow_up_call", args=[follow_up.pk]),
            urgency="late" if follow_up.call_due_at <= now - LATE else "soon",  # type: ignore[operator]  # filtered
            due_at=follow_up.call_due_at,
        )


@todo_provider
def wishes_to_take_up(person: Person) -> Iterator[Todo]:
    """Yields a coordinator's to-dos: settled households that would like to help newcomers; one
    query.
    """
    if not coordinates_anything(person):
        return
    waiting = (
        FollowUp.objects.filter(
            FollowUp.WISHED,
            still_here=True,
            wishes_taken_up_at=None,
            project__in=settled_households(person),
        )
        .select_related("project")
        .order_by("answered_at", "pk")
    )
    for follow_up in waiting[:FEW]:
        yield Todo(
            title=_("%(household)s veut aider à son tour") % {"household": follow_up.project.name},
            detail=", ".join(wishes(follow_up)),
            action=_("Voir"),
            url=reverse("helping_households"),
            urgency="soon",
        )


@waits_for_household
def news_to_give(person: Person) -> Iterator[Todo]:
    """Yields the to-do of an adult of a household that has a follow-up to answer, only the latest;
    one query.
    """
    follow_ups = (
        FollowUp.objects.filter(
            project__adults__person=person,
            project__erased_at=None,
            project__status=SettlementProject.Status.OPEN,
            requested_at__isnull=False,
            answered_at=None,
            called_at=None,
        )
        .select_related("project")
        .order_by("-months")
    )
    for follow_up in follow_ups[:1]:
        yield Todo(
            title=_("Donner de vos nouvelles"),
            detail=_("%(after)s ici : comment ça va ? Deux minutes.")
            % {"after": after_words(follow_up.months)},
            action=_("Répondre"),
            url=follow_up_link.path(follow_up.pk, person.pk),
        )
