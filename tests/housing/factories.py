"""Sources, listings, dwellings, leads and searches for tests."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

import factory
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils import timezone

from bocage.housing.models import (
    Alert,
    Dwelling,
    FeedRun,
    Lead,
    LeadOwner,
    LinkageVerdict,
    Listing,
    MarketFact,
    Offer,
    PositionPrecision,
    PropertyKind,
    SavedSearch,
    Source,
)
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.traits import Trait

EVERY_NUMBER = NumericRange(None, None, "[)")


class SourceFactory(factory.django.DjangoModelFactory):
    """An agency of the Orne whose feed is in the format of the portals."""

    class Meta:
        model = Source

    name = factory.Sequence(lambda number: f"Agence du Perche {number}")
    slug = factory.Sequence(lambda number: f"agence-du-perche-{number}")
    kind = Source.Kind.AGENCY
    format = Source.Format.POLIRIS
    departement = factory.SubFactory(DepartementFactory)
    contact_email = "agence@perche.example"


class FeedRunFactory(factory.django.DjangoModelFactory):
    """A delivery that was applied."""

    class Meta:
        model = FeedRun

    source = factory.SubFactory(SourceFactory)
    number = factory.Sequence(lambda number: number + 1)
    channel = FeedRun.Channel.UPLOAD
    status = FeedRun.Status.APPLIED
    sha256 = factory.Sequence(lambda number: sha256(str(number).encode()).hexdigest())
    received_at = factory.LazyFunction(timezone.now)
    finished_at = factory.LazyAttribute(
        lambda run: None if run.status in FeedRun.OPEN else run.received_at
    )


class DwellingFactory(factory.django.DjangoModelFactory):
    """A house for sale, on the market for three days."""

    class Meta:
        model = Dwelling

    class Params:
        off_market = Trait(is_on_the_market=False, gone_at=factory.LazyFunction(timezone.now))

    offer = Offer.SALE
    kind = PropertyKind.HOUSE
    commune = factory.SubFactory(CommuneFactory)
    latitude = factory.LazyAttribute(lambda home: home.commune and home.commune.latitude)
    longitude = factory.LazyAttribute(lambda home: home.commune and home.commune.longitude)
    position_precision = factory.LazyAttribute(
        lambda home: "" if home.latitude is None else PositionPrecision.COMMUNE
    )
    title = "Longère de 5 pièces"
    price_eur = 180_000
    surface_m2 = 120
    rooms = 5
    bedrooms = 3
    land_m2 = 1_200
    energy_class = "D"
    first_seen_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=3))
    confirmed_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("first_seen_at")


class ListingFactory(factory.django.DjangoModelFactory):
    """A listing of a house for sale that no dwelling follows yet."""

    class Meta:
        model = Listing

    class Params:
        withdrawn = Trait(
            status=Listing.Status.WITHDRAWN, gone_at=factory.LazyFunction(timezone.now)
        )

    source = factory.SubFactory(SourceFactory)
    external_id = factory.Sequence(lambda number: f"bien-{number}")
    reference = factory.Sequence(lambda number: f"REF{number:04d}")
    offer = Offer.SALE
    kind = PropertyKind.HOUSE
    commune = factory.SubFactory(CommuneFactory)
    postcode = factory.LazyAttribute(
        lambda home: home.commune.postcodes[0] if home.commune and home.commune.postcodes else ""
    )
    town = factory.LazyAttribute(lambda home: home.commune.name if home.commune else "")
    price_eur = 180_000
    surface_m2 = 120
    rooms = 5
    bedrooms = 3
    land_m2 = 1_200
    title = "Longère de 5 pièces"
    description = "Longère restaurée, bureau possible, jardin clos."
    content_digest = factory.Sequence(lambda number: sha256(str(number).encode()).hexdigest())
    first_seen_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=3))
    confirmed_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("first_seen_at")


class LinkageVerdictFactory(factory.django.DjangoModelFactory):
    """Two listings of which the machine doubts whether they are about one home."""

    class Meta:
        model = LinkageVerdict

    first = factory.SubFactory(ListingFactory)
    second = factory.SubFactory(ListingFactory)
    verdict = LinkageVerdict.Verdict.DOUBTFUL
    score = 0.6
    judged_at = factory.LazyFunction(timezone.now)


class LeadFactory(factory.django.DjangoModelFactory):
    """House reported by a town hall, shown to accompanied candidates."""

    class Meta:
        model = Lead
        skip_postgeneration_save = True

    commune = factory.SubFactory(CommuneFactory)
    status = Lead.Status.SHARED
    kind = PropertyKind.HOUSE
    market = Lead.Market.SALE
    about_where = "au bout du chemin de la Croix"
    price_from_eur = 90_000
    price_to_eur = 120_000
    surface_m2 = 100
    rooms = 4
    has_owner = True
    reported_by = factory.SubFactory(PersonFactory)
    reported_at = factory.LazyFunction(timezone.now)
    shared_at = factory.SelfAttribute("reported_at")
    confirmed_at = factory.SelfAttribute("reported_at")

    @factory.post_generation
    def owner(self, create, _extracted, *, name="Odile Lefranc", phone="02 33 00 00 01"):
        """`owner__name="Odile-Lefranc"`: whose home it is."""
        if create and self.has_owner:
            LeadOwner.objects.bulk_create([LeadOwner(lead=self, name=name, phone=phone)])


class SavedSearchFactory(factory.django.DjangoModelFactory):
    """Search of a person with an account for a house for sale, anywhere, at any price."""

    class Meta:
        model = SavedSearch

    person = factory.SubFactory(PersonFactory)
    name = "Une maison dans le Perche"
    status = SavedSearch.Status.ACTIVE
    offer = Offer.SALE
    kinds = factory.LazyFunction(lambda: [PropertyKind.HOUSE.value])
    price = EVERY_NUMBER
    surface = EVERY_NUMBER
    rooms = EVERY_NUMBER
    feed_key = factory.LazyFunction(lambda: token_urlsafe(24))
    confirmed_at = factory.LazyFunction(timezone.now)


class MarketFactFactory(factory.django.DjangoModelFactory):
    """A dwelling that has just appeared on the market."""

    class Meta:
        model = MarketFact

    kind = MarketFact.Kind.APPEARED
    dwelling = factory.SubFactory(DwellingFactory)
    price_eur = factory.LazyAttribute(lambda fact: fact.dwelling and fact.dwelling.price_eur)
    happened_at = factory.LazyFunction(timezone.now)


class AlertFactory(factory.django.DjangoModelFactory):
    """An alert that is due now."""

    class Meta:
        model = Alert

    search = factory.SubFactory(SavedSearchFactory)
    fact = factory.SubFactory(MarketFactFactory)
    due_at = factory.LazyFunction(timezone.now)
