"""What evenings know of a person, and what goes with their account."""

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
def registration_rows(person: Person, most: int | None) -> DataItems:
    """Yields the evenings for which a person registered, under their address or as a prospect; one
    query.
    """
    theirs = Q(email=person.email.lower()) | Q(prospect__person=person)
    found = EveningRegistration.objects.filter(theirs).select_related("event")
    for one in found.order_by("-asked_at", "pk")[:most]:
        yield DataItem(
            title=one.event.title,
            detail=[
                when_words(one.event),
                one.name,
                one.email,
                str(one.get_state_display()),
                people_words(one.people),
                str(_("vous étiez là")) if one.arrived_at else "",
            ],
            url=one.event.get_absolute_url(),
        )


@data_section(
    name="outreach_evening_invitations",
    title=_("Les soirées en ville où l’on m’a invité"),
    rank=144,
    named_in=("outreach.EveningInvitation.person", "outreach.Prospect.person"),
)
def invitation_rows(person: Person, most: int | None) -> DataItems:
    """Yields the evenings to which a person was invited; one query."""
    theirs = Q(person=person) | Q(prospect__person=person)
    found = EveningInvitation.objects.filter(theirs).select_related("evening")
    for one in found.order_by("-asked_at", "pk")[:most]:
        yield DataItem(
            title=one.evening.title,
            detail=[when_words(one.evening), str(one.get_answer_display())],
            url=one.evening.get_absolute_url(),
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
