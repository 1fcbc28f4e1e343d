"""Personal data of evenings: export, and erasure with the account."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.grammar import people_words
from bocage.outreach.evenings.models.people import EveningInvitation, EveningRegistration
from bocage.outreach.prospects.personal_data import CONTACTS
from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.registrations.words import when_words


@data_section(
    name="outreach_evenings",
    title=_("Les soirées en ville où je me suis inscrit"),
    rank=143,
)
def registration_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the evenings for which a person registered, under their address or as a prospect; one
    query.
    """
    of_person = Q(email=person.email.lower()) | Q(prospect__person=person)
    registrations = EveningRegistration.objects.filter(of_person).select_related("event")
    for registration in registrations.order_by("-requested_at", "pk")[:limit]:
        yield DataItem(
            title=registration.event.title,
            detail=[
                when_words(registration.event),
                registration.name,
                registration.email,
                str(registration.get_state_display()),
                people_words(registration.people),
                str(_("vous étiez là")) if registration.arrived_at else "",
            ],
            url=registration.event.get_absolute_url(),
        )


@data_section(
    name="outreach_evening_invitations",
    title=_("Les soirées en ville où l’on m’a invité"),
    rank=144,
    named_in=("outreach.EveningInvitation.person", "outreach.Prospect.person"),
)
def invitation_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the evenings to which a person was invited; one query."""
    of_person = Q(person=person) | Q(prospect__person=person)
    invitations = EveningInvitation.objects.filter(of_person).select_related("evening")
    for invitation in invitations.order_by("-requested_at", "pk")[:limit]:
        yield DataItem(
            title=invitation.evening.title,
            detail=[when_words(invitation.evening), str(invitation.get_answer_display())],
            url=invitation.evening.get_absolute_url(),
        )


@erases(CONTACTS, rank=201)
def evening_registrations(erasure: Erasure) -> None:
    if erasure.address:
        erasure.empty(
            EveningRegistration.objects.filter(email=erasure.address),
            name="",
            email="",
            purposes=[],
            forgotten_at=erasure.now,
        )


@erases(CONTACTS, rank=204)
def evening_invitations(erasure: Erasure) -> None:
    erasure.delete(EveningInvitation.objects.filter(person=erasure.person))
