"""Editions of the École du Web for tests: with rooms, slots and pitches, at any stage."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from bocage.network.models import (
    Pitch,
    PitchComing,
    Slot,
    WebSchoolEdition,
    WebSchoolRoom,
)
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory

DAY = date(2027, 3, 20)
MORNING = datetime(2027, 3, 20, 8, tzinfo=UTC)
"""9 h in France."""
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


class EditionFactory(factory.django.DjangoModelFactory):
    """An edition in Boitron; `rooms=[30, 10]` and `slots=3` make its grid."""

    class Meta:
        model = WebSchoolEdition
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"École du Web {number}")
    slug = factory.Sequence(lambda number: f"ecole-du-web-{number}")
    commune = factory.SubFactory(CommuneFactory, boitron=True)
    departement = factory.SelfAttribute("commune.departement")
    starts_on = DAY
    ends_on = factory.SelfAttribute("starts_on")
    created_at = NOW

    @factory.post_generation
    def rooms(self, _create, extracted, **_kwargs):
        for number, seats in enumerate(extracted or ()):
            WebSchoolRoom.objects.create(edition=self, name=f"Salle {number + 1}", seats=seats)

    @factory.post_generation
    def slots(self, _create, extracted, **_kwargs):
        day = datetime(self.starts_on.year, self.starts_on.month, self.starts_on.day, 8, tzinfo=UTC)
        for number in range(extracted or 0):
            start = day + timedelta(hours=number)
            Slot.objects.create(
                edition=self, period=DateTimeTZRange(start, start + timedelta(minutes=45))
            )


class PitchFactory(factory.django.DjangoModelFactory):
    """Pitch; `coming=3` creates people who come, or takes given people."""

    class Meta:
        model = Pitch
        skip_postgeneration_save = True

    class Params:
        looked_for = factory.Trait(kind=Pitch.Kind.ASK)

    edition = factory.SubFactory(EditionFactory)
    kind = Pitch.Kind.OFFER
    title = factory.Sequence(lambda number: f"Atelier {number}")
    author = factory.SubFactory(PersonFactory)
    created_at = NOW

    @factory.post_generation
    def coming(self, _create, extracted, **_kwargs):
        people = [PersonFactory() for _ in range(extracted)] if isinstance(extracted, int) else ()
        for person in people or extracted or ():
            PitchComing.objects.create(pitch=self, person=person, recorded_at=NOW)
