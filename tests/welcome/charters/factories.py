"""Factories of charters and their commitments."""

from datetime import timedelta

import factory
from django.utils import timezone

from bocage.welcome.models import Commitment, WelcomeCharter
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory


class CharterFactory(factory.django.DjangoModelFactory):
    """Signed by the mayor of Boitron last month."""

    class Meta:
        model = WelcomeCharter

    commune = factory.SubFactory(CommuneFactory, boitron=True)
    text_version = 1
    signed_by = factory.SubFactory(PersonFactory)
    signer_name = "Odile Prévost"
    signer_title = "maire"
    signed_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=30))


class CommitmentFactory(factory.django.DjangoModelFactory):
    """Commitment to a ceremony, within two months."""

    class Meta:
        model = Commitment

    charter = factory.SubFactory(CharterFactory)
    kind = Commitment.Kind.CEREMONY
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))
