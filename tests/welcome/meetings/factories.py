"""Awareness meetings and the communes that they invite."""

from datetime import timedelta

import factory
from django.utils import timezone

from bocage.welcome.models import AwarenessMeeting, MeetingInvitation
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory
from tests.traits import Trait


class MeetingFactory(factory.django.DjangoModelFactory):
    """Meeting of the intercommunalité of Boitron, in three weeks, in preparation; traits `open` and
    `past`.
    """

    class Meta:
        model = AwarenessMeeting

    class Params:
        open = Trait(
            status=AwarenessMeeting.Status.OPEN,
            opened_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=5)),
        )
        past = Trait(
            open=True, starts_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
        )

    epci = factory.SubFactory(EpciFactory)
    departement = factory.SubFactory(DepartementFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=21))
    place = "Siège de la communauté de communes, Sées"
    planned_by = factory.SubFactory(PersonFactory)
    planned_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=6))


class MeetingInvitationFactory(factory.django.DjangoModelFactory):
    """Boitron was written to, and has not answered."""

    class Meta:
        model = MeetingInvitation

    meeting = factory.SubFactory(MeetingFactory, open=True)
    commune = factory.SubFactory(CommuneFactory, boitron=True)
    invited_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=5))
