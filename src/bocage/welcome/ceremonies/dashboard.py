"""Ceremonies in the Espace: the menu entry, and the to-dos of the people who manage them."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.grammar import at_name, of_name
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person
from bocage.welcome.ceremonies.links import ceremony_answer_link
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.ceremonies.policies import ceremonies_managed_by, manages_any_ceremony
from bocage.welcome.projects.own_waiting import waits_for_household
from bocage.welcome.shared.formatting import when_words

FEW = 5
NEAR = timedelta(days=14)

add_item(
    label=gettext_lazy("Cérémonies"),
    url_name="ceremony_list",
    icon="people",
    rank=26,
    group="welcome",
    right="welcome.see_ceremonies",
)


@todo_provider
def ceremonies_to_decide(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of the people who manage ceremonies: send invitations, look at the answers,
    record that it was held. One query.
    """
    if not manages_any_ceremony(person):
        return
    now = timezone.now()
    coming = (
        ceremonies_managed_by(person)
        .filter(Q(starts_at__lte=now + NEAR) | Q(status="planned"), status__in=Ceremony.COMING)
        .annotate(invited=Count("guests"), silent=Count("guests", filter=Q(guests__answer="none")))
        .order_by("starts_at", "pk")
    )
    for ceremony in coming[:FEW]:
        yield _task(ceremony, has_begun=ceremony.starts_at <= now)


@waits_for_household
def invitation_to_answer(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of an adult of a household that has not answered an invitation. One
    query.
    """
    guests = (
        CeremonyGuest.objects.filter(
            answer=CeremonyGuest.Answer.NONE,
            invited_at__gt=timezone.now() - ceremony_answer_link.good_for,
            ceremony__status=Ceremony.Status.INVITED,
            ceremony__starts_at__gt=timezone.now(),
            project__adults__person=person,
            project__erased_at=None,
        )
        .select_related("ceremony__commune")
        .order_by("ceremony__starts_at", "pk")
    )
    for guest in guests[:FEW]:
        commune = guest.ceremony.commune.name
        yield Todo(
            title=_("La mairie %(of_commune)s vous invite")
            % {"of_commune": of_name(commune), "commune": commune},
            detail=when_words(guest.ceremony.starts_at),
            action=_("Répondre"),
            url=reverse("ceremony_answer", args=[guest.pk]),
            urgency="soon",
            due_at=guest.ceremony.starts_at,
        )


def _task(ceremony: Ceremony, *, has_begun: bool) -> Todo:
    commune = ceremony.commune.name
    words = {"at_commune": at_name(commune), "commune": commune}
    url = ceremony.get_absolute_url()
    if has_begun:
        return Todo(
            title=_("La cérémonie d’accueil %(at_commune)s a-t-elle eu lieu ?") % words,
            detail=when_words(ceremony.starts_at),
            action=_("Dire qui était là"),
            url=url,
            urgency="late",
            due_at=ceremony.starts_at,
        )
    if ceremony.status == Ceremony.Status.PLANNED:
        return Todo(
            title=_("Inviter à la cérémonie d’accueil %(at_commune)s") % words,
            detail=when_words(ceremony.starts_at),
            action=_("Inviter"),
            url=url,
            urgency="soon",
            due_at=ceremony.starts_at,
        )
    invited, silent = ceremony.invited, ceremony.silent  # type: ignore[attr-defined]  # annotated
    answers = ngettext(
        "%(invited)d ménage invité, %(silent)d sans réponse",
        "%(invited)d ménages invités, %(silent)d sans réponse",
        invited,
    )
    return Todo(
        title=_("Cérémonie d’accueil %(at_commune)s : %(when)s")
        % {**words, "when": when_words(ceremony.starts_at)},
        detail=answers % {"invited": invited, "silent": silent},
        action=_("Ouvrir"),
        url=url,
        due_at=ceremony.starts_at,
    )
