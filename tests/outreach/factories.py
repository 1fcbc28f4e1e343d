"""Campaigns, links and prospects for tests."""

from datetime import datetime, time, timedelta

import factory
from django.utils import timezone

from bocage.outreach.models import (
    Campaign,
    CityEvening,
    EveningRegistration,
    Letter,
    Prospect,
    ProspectConsent,
    Sequence,
    TrackedLink,
)
from tests.territory.factories import DepartementFactory


def at(days: int, hour: int) -> datetime:
    """An hour of the clock on the wall, so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


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
    """Prospect whose address is not confirmed yet."""

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
    collection_method = ProspectConsent.CollectionMethod.FORM
    given_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.SelfAttribute("given_at")


class SequenceFactory(factory.django.DjangoModelFactory):
    """A sequence that runs, for everybody who agrees to letters."""

    class Meta:
        model = Sequence

    departement = factory.SubFactory(DepartementFactory)
    name = factory.Sequence(lambda number: f"Télétravailleurs {number}")
    status = Sequence.Status.RUNNING
    entry = Sequence.Entry.EVERYBODY
    created_at = factory.LazyFunction(timezone.now)
    started_at = factory.SelfAttribute("created_at")


class LetterFactory(factory.django.DjangoModelFactory):
    """A French letter that is ready, due at once."""

    class Meta:
        model = Letter

    sequence = factory.SubFactory(SequenceFactory)
    rank = factory.Sequence(lambda number: number + 1)
    days_after = 0
    status = Letter.Status.READY
    subject = factory.Sequence(lambda number: f"Lettre {number}")
    body = "Bonjour {prenom|à vous},\n\nVoici [nos lieux](/lieux/)."
    written_at = factory.LazyFunction(timezone.now)


class EveningFactory(factory.django.DjangoModelFactory):
    """An evening in Paris whose registrations are open, in a week."""

    class Meta:
        model = CityEvening

    class Params:
        draft = factory.Trait(status=CityEvening.Status.DRAFT, opened_at=None)
        past = factory.Trait(
            starts_at=factory.LazyFunction(lambda: at(-7, 19)),
            ends_at=factory.LazyFunction(lambda: at(-7, 21)),
            status=CityEvening.Status.HELD,
            held_at=factory.LazyFunction(timezone.now),
        )

    campaign = factory.SubFactory(CampaignFactory, channel=Campaign.Channel.EVENING)
    link = factory.SubFactory(TrackedLinkFactory, campaign=factory.SelfAttribute("..campaign"))
    title = factory.Sequence(lambda number: f"Et si vous viviez ici ? {number}")
    city = "Paris"
    location = "Café de l’Orne, 12 rue de la Gaîté, 75014 Paris"
    starts_at = factory.LazyFunction(lambda: at(7, 19))
    ends_at = factory.LazyFunction(lambda: at(7, 21))
    capacity = 20
    status = CityEvening.Status.OPEN
    made_at = factory.LazyFunction(timezone.now)
    opened_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)


class EveningRegistrationFactory(factory.django.DjangoModelFactory):
    """Registration with a seat."""

    class Meta:
        model = EveningRegistration

    class Params:
        waiting = factory.Trait(state=EveningRegistration.State.WAITING)
        unconfirmed = factory.Trait(state=EveningRegistration.State.UNCONFIRMED, confirmed_at=None)

    event = factory.SubFactory(EveningFactory)
    name = factory.Sequence(lambda number: f"Inès Roussel {number}")
    email = factory.Sequence(lambda number: f"ines{number}@ville.example")
    state = EveningRegistration.State.REGISTERED
    requested_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=2))
    confirmed_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=2))
