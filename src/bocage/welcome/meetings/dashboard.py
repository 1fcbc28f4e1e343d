"""Awareness meetings in the Espace: the menu entry and to-dos."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.grammar import of_name
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person, ScopeKind
from bocage.people.policies import mandates_of
from bocage.welcome.communes.town_halls import OF_THE_TOWN_HALL
from bocage.welcome.meetings.formatting import the_epci
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation
from bocage.welcome.meetings.policies import meetings_managed_by
from bocage.welcome.projects.policies import coordinates_anything
from bocage.welcome.shared.formatting import when_words

FEW = 5

add_item(
    label=gettext_lazy("Réunions"),
    url_name="meeting_list",
    icon="meeting",
    rank=27,
    group="welcome",
    right="welcome.see_meetings",
)


@todo_provider
def meetings_to_decide(person: Person) -> Iterator[Todo]:
    """Yields a coordinator's to-dos: communes to call, and past meetings whose attendance must be
    recorded. One query.
    """
    if not coordinates_anything(person):
        return
    now = timezone.now()
    to_call = Q(invitations__answer="none", invitations__invited_at=None)
    meetings = (
        meetings_managed_by(person)
        .filter(status__in=AwarenessMeeting.COMING)
        .annotate(to_call=Count("invitations", filter=to_call))
        .filter(Q(to_call__gt=0) | Q(starts_at__lte=now))
        .order_by("starts_at", "pk")
    )
    for meeting in meetings[:FEW]:
        if meeting.starts_at <= now:
            yield Todo(
                title=_("La réunion %(of_epci)s a-t-elle eu lieu ?")
                % {"of_epci": of_name(the_epci(meeting.epci.name))},
                detail=when_words(meeting.starts_at),
                action=_("Dire qui était là"),
                url=meeting.get_absolute_url(),
                urgency="late",
                due_at=meeting.starts_at,
            )
        else:
            words = ngettext(
                "%(count)d commune à appeler pour la réunion %(of_epci)s",
                "%(count)d communes à appeler pour la réunion %(of_epci)s",
                meeting.to_call,
            )
            yield Todo(
                title=words
                % {"count": meeting.to_call, "of_epci": of_name(the_epci(meeting.epci.name))},
                detail=when_words(meeting.starts_at),
                action=_("Voir la liste"),
                url=meeting.get_absolute_url(),
                due_at=meeting.starts_at,
            )


@todo_provider
def meetings_to_answer(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of the people of a town hall that has not answered an invitation. One
    query.
    """
    codes = [
        mandate.scope.commune_id
        for mandate in mandates_of(person)
        if mandate.role in OF_THE_TOWN_HALL and mandate.scope.kind == ScopeKind.COMMUNE
    ]
    if not codes:
        return
    invitations = (
        MeetingInvitation.objects.filter(
            commune__in=codes,
            answer=MeetingInvitation.Answer.NONE,
            meeting__status__in=AwarenessMeeting.COMING,
            meeting__starts_at__gt=timezone.now(),
        )
        .select_related("meeting__epci", "commune")
        .order_by("meeting__starts_at", "pk")
    )
    for invitation in invitations[:FEW]:
        yield Todo(
            title=_("%(commune)s est invitée à la réunion %(of_epci)s")
            % {
                "commune": invitation.commune.name,
                "of_epci": of_name(the_epci(invitation.meeting.epci.name)),
            },
            detail=when_words(invitation.meeting.starts_at),
            action=_("Répondre"),
            url=reverse("meeting_answer", args=[invitation.pk]),
            urgency="soon",
            due_at=invitation.meeting.starts_at,
        )
