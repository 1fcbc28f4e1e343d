"""Factories of ceremonies and their guests."""

from datetime import timedelta

import factory
from django.utils import timezone

from bocage.welcome.models import Ceremony, CeremonyGuest
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.traits import Trait
from tests.welcome.factories import ProjectFactory


class CeremonyFactory(factory.django.DjangoModelFactory):
    """Ceremony in Boitron, in three weeks; traits `invited`, `past` and `held`."""

    class Meta:
        model = Ceremony

    class Params:
        invited = Trait(
            status=Ceremony.Status.INVITED,
            invited_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=5)),
        )
        past = Trait(
            invited=True, starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
        )
        held = Trait(
            status=Ceremony.Status.HELD,
            invited_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=30)),
            starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=10)),
            held_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=9)),
        )

    commune = factory.SubFactory(CommuneFactory, boitron=True)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=21))
    place = "Salle des fêtes, 2 rue de l’Église"
    words = "Autour d’une galette."
    contact = "Mairie : 02 33 00 00 01"
    planned_by = factory.SubFactory(PersonFactory)
    planned_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=6))


class CeremonyGuestFactory(factory.django.DjangoModelFactory):
    """Guest household of Boitron, without an answer; trait `comes`."""

    class Meta:
        model = CeremonyGuest

    class Params:
        comes = Trait(
            answer=CeremonyGuest.Answer.YES,
            answered_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=2)),
            people=4,
        )

    ceremony = factory.SubFactory(CeremonyFactory, invited=True)
    project = factory.SubFactory(ProjectFactory, settled=True)
    invited_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=5))
