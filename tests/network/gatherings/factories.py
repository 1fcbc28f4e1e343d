"""Gatherings and registrations for tests, and the club of Boitron with its room."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

import factory
from django.utils import timezone

from bocage.network.gatherings.operations.gatherings import GatheringPlan
from bocage.network.models import Gathering, Registration
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place, Resource
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory, ResourceFactory


def at(days: int, hour: int) -> datetime:
    """An hour of the clock on the wall, so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


class GatheringFactory(factory.django.DjangoModelFactory):
    """A gathering whose registrations are open, in a week."""

    class Meta:
        model = Gathering

    class Params:
        draft = factory.Trait(status=Gathering.Status.DRAFT, opened_at=None)
        past = factory.Trait(
            starts_at=factory.LazyFunction(lambda: at(-7, 18)),
            ends_at=factory.LazyFunction(lambda: at(-7, 20)),
            status=Gathering.Status.HELD,
            held_at=factory.LazyFunction(timezone.now),
        )

    title = factory.Sequence(lambda number: f"Le jeudi du club {number}")
    commune = factory.SubFactory(CommuneFactory)
    location = "Café de la Place"
    starts_at = factory.LazyFunction(lambda: at(7, 18))
    ends_at = factory.LazyFunction(lambda: at(7, 20))
    capacity = 20
    status = Gathering.Status.OPEN
    made_by = factory.SubFactory(PersonFactory)
    made_at = factory.LazyFunction(timezone.now)
    opened_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)


class RegistrationFactory(factory.django.DjangoModelFactory):
    """Registration of a person with an account, who comes alone."""

    class Meta:
        model = Registration

    class Params:
        without_account = factory.Trait(
            person=None, name="Paul Guérin", email="paul.guerin@exemple.fr"
        )

    event = factory.SubFactory(GatheringFactory)
    person = factory.SubFactory(PersonFactory)
    state = Registration.State.REGISTERED
    requested_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))
    confirmed_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))


@dataclass
class ClubWorld:
    """Organiser of the club of the Orne, and a place with a room for twelve, open all day."""

    organiser: Person
    place: Place
    room: Resource

    def plan(self, days: int = 7, **changes) -> GatheringPlan:
        fields = {
            "title": "Le jeudi du club",
            "starts_at": at(days, 18),
            "ends_at": at(days, 20),
            "capacity": 8,
            "room_id": self.room.pk,
        }
        return GatheringPlan(**(fields | changes))


def club_world() -> ClubWorld:
    organiser = MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person
    all_day = {weekday: [(8 * 60, 22 * 60)] for weekday in range(7)}
    place = PlaceFactory(boitron=True, hours=all_day)
    room = ResourceFactory(place=place, meeting_room=True, capacity=12)
    return ClubWorld(organiser, place, room)
