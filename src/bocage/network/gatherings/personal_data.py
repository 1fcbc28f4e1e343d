"""Personal data of registrations: export, and erasure with the account."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.grammar import people_words
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import GatheringCalendar, Registration
from bocage.people.erasure import Erasure, erases, retained_after_erasure
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.registrations.words import when_words


@data_section(
    name="network_registrations",
    title=_("Les rencontres du club où je me suis inscrit"),
    rank=82,
    named_in=("network.Registration.person",),
    link=("own_gatherings", _("Voir mes rencontres")),
)
def registration_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's registrations to gatherings, with their attendance; one query."""
    registrations = Registration.objects.filter(person=person).select_related("event")
    for registration in registrations.order_by("-requested_at", "pk")[:limit]:
        yield DataItem(
            title=registration.event.title,
            detail=[
                when_words(registration.event),
                str(registration.get_state_display()),
                people_words(registration.people),
                registration.guests,
                str(_("vous étiez là")) if registration.arrived_at else "",
            ],
            url=registration.event.get_absolute_url(),
        )


@data_section(
    name="network_gatherings",
    title=_("Les rencontres du club que j’ai préparées"),
    rank=83,
    named_in=("network.Gathering.made_by",),
)
def gathering_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the gatherings that the person prepared; one query."""
    gatherings = Gathering.objects.filter(made_by=person).order_by("-made_at", "pk")
    for gathering in gatherings[:limit]:
        yield DataItem(
            title=gathering.title,
            detail=f"{when_words(gathering)}, {gathering.location}",
            url=gathering.get_absolute_url(),
        )


@erases(_("Vos inscriptions aux rencontres et votre agenda"), rank=430)
def gatherings(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(GatheringCalendar.objects.filter(person=person))
    condition = Q(person=person)
    if erasure.address:
        condition |= Q(email=erasure.address)
    erasure.empty(
        Registration.objects.filter(condition, forgotten_at=None),
        name="",
        email="",
        guests="",
        forgotten_at=erasure.now,
    )


retained_after_erasure(
    rank=400,
    data=_("Que quelqu’un est venu à une rencontre, sans dire qui"),
    why=_("Les chiffres de l’année ne bougent pas."),
    until=_("sans limite"),
)
