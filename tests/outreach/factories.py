"""Campaigns, links and prospects for tests."""

import factory
from django.utils import timezone

from bocage.outreach.models import Campaign, Prospect, ProspectConsent, TrackedLink
from tests.territory.factories import DepartementFactory


class CampaignFactory(factory.django.DjangoModelFactory):
    """A campaign that runs."""

    class Meta:
        model = Campaign

    departement = factory.SubFactory(DepartementFactory)
    name = factory.Sequence(lambda number: f"Salon des mobilités {number}")
    channel = Campaign.Channel.FAIR
    status = Campaign.Status.RUNNING
    origin = "Paris"
    starts_on = factory.LazyFunction(timezone.localdate)
    created_at = factory.LazyFunction(timezone.now)


class TrackedLinkFactory(factory.django.DjangoModelFactory):
    """A link of a campaign, to the home page."""

    class Meta:
        model = TrackedLink

    campaign = factory.SubFactory(CampaignFactory)
    code = factory.Sequence(lambda number: f"orne{number}")
    label = factory.Sequence(lambda number: f"Affiche du quai {number}")
    destination = "/"
    created_at = factory.LazyFunction(timezone.now)


class ProspectFactory(factory.django.DjangoModelFactory):
    """Somebody who left an address that is still to be confirmed."""

    class Meta:
        model = Prospect

    class Params:
        confirmed = factory.Trait(
            status=Prospect.Status.CONFIRMED, confirmed_at=factory.LazyFunction(timezone.now)
        )

    departement = factory.SubFactory(DepartementFactory)
    email = factory.Sequence(lambda number: f"camille{number}@ville.example")
    name = factory.Sequence(lambda number: f"Camille Verdier {number}")
    origin = "Paris"
    captured_at = factory.LazyFunction(timezone.now)
    last_touch_at = factory.LazyFunction(timezone.now)


class ConsentFactory(factory.django.DjangoModelFactory):
    """A prospect agreed to receive letters, and their mailbox answered."""

    class Meta:
        model = ProspectConsent

    class Params:
        waiting = factory.Trait(confirmed_at=None)

    prospect = factory.SubFactory(ProspectFactory, confirmed=True)
    purpose = ProspectConsent.Purpose.LETTERS
    words = "J’accepte de recevoir les lettres de l’Orne."
    how = ProspectConsent.How.FORM
    given_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.SelfAttribute("given_at")
