"""Places, resources, hours and bookings for tests: the telework centre of Boitron and others."""

from datetime import date, timedelta
from secrets import token_urlsafe

import factory
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.people.models import Role, ScopeKind
from bocage.workspaces.models import (
    Booking,
    BookingRules,
    Closure,
    Hold,
    OpeningRule,
    Pass,
    PassProduct,
    PayingOrganisation,
    Place,
    PlaceKind,
    Resource,
    ResourceKind,
    SharedAddress,
    Tariff,
    WaitlistEntry,
)
from bocage.workspaces.opening_hours.availability import Interval, instant, local_day
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory
from tests.traits import Trait

MORNING, AFTERNOON = (9 * 60, 12 * 60 + 30), (14 * 60, 18 * 60)


class PlaceFactory(factory.django.DjangoModelFactory):
    """A published place of an invented commune, open every day 9:00–12:30 and 14:00–18:00."""

    class Meta:
        model = Place
        skip_postgeneration_save = True

    class Params:
        boitron = Trait(
            name="Télécentre de Boitron",
            slug="telecentre-de-boitron",
            commune=factory.SubFactory(CommuneFactory, boitron=True),
            latitude=48.56166,
            longitude=0.26675,
            position_source=Place.PositionSource.CENSUS,
        )

    name = factory.Sequence(lambda number: f"La Grange connectée {number}")
    slug = factory.Sequence(lambda number: f"la-grange-connectee-{number}")
    kind = PlaceKind.TELEWORK_CENTRE
    status = Place.Status.PUBLISHED
    commune = factory.SubFactory(CommuneFactory)
    scope = factory.SubFactory(
        "tests.people.factories.ScopeFactory",
        kind=ScopeKind.PLACE,
        commune=factory.SelfAttribute("..commune"),
        departement=factory.SelfAttribute("commune.departement"),
        epci=factory.SelfAttribute("commune.epci"),
        name=factory.SelfAttribute("..name"),
    )
    observes_public_holidays = False

    @factory.post_generation
    def hours(self, create, extracted, **_kwargs):
        """`hours={0: [(540, 720)]}`; every day by default, so that no test minds the weekday."""
        if not create:
            return
        every_day = {weekday: [MORNING, AFTERNOON] for weekday in range(7)}
        weekly = every_day if extracted is None else extracted
        OpeningRule.objects.bulk_create(
            OpeningRule(place=self, weekday=weekday, opens=opens, closes=closes)
            for weekday, ranges in weekly.items()
            for opens, closes in ranges
        )
        self.refresh_from_db(fields=["plan_version"])

    @factory.post_generation
    def rules(self, create, extracted, **_kwargs):
        """`rules={"horizon_days": 730}`: what differs from the rules of the product."""
        if create and extracted:
            BookingRules.objects.create(place=self, **extracted)
            self.refresh_from_db(fields=["plan_version"])


class ResourceFactory(factory.django.DjangoModelFactory):
    """A desk; its place gets its new plan at once."""

    class Meta:
        model = Resource
        skip_postgeneration_save = True

    class Params:
        meeting_room = Trait(kind=ResourceKind.MEETING_ROOM, name="Salle de réunion", capacity=8)

    place = factory.SubFactory(PlaceFactory)
    kind = ResourceKind.DESK
    # Above a hundred: tests name some of theirs « Poste 1 », in the same place.
    name = factory.Sequence(lambda number: f"Poste {number + 101}")
    capacity = 1
    position = factory.Sequence(lambda number: number % 30_000)

    @factory.post_generation
    def rules(self, create, extracted, **_kwargs):
        """`rules={"needs_approval": True}`: what differs from the rules of the place."""
        if create and extracted:
            BookingRules.objects.create(place=self.place, resource=self, **extracted)

    @factory.post_generation
    def new_plan(self, create, _extracted, **_kwargs):
        if create:
            self.place.refresh_from_db(fields=["plan_version"])


class ClosureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Closure

    place = factory.SubFactory(PlaceFactory)
    period = factory.LazyFunction(lambda: as_range(day_ahead(3)))
    reason = "travaux"


class BookingFactory(factory.django.DjangoModelFactory):
    """A confirmed booking of one resource (a desk by default), written with its hold."""

    class Meta:
        model = Booking

    class Params:
        resource = factory.SubFactory(ResourceFactory)
        requested = Trait(
            status=Booking.Status.REQUESTED,
            confirmed_at=None,
            lapses_at=factory.LazyAttribute(lambda booking: booking.period.lower),
        )
        at_the_door = Trait(
            status=Booking.Status.CHECKED_IN,
            booked_for=None,
            created_by=None,
            door=factory.SubFactory(
                "tests.workspaces.factories.SharedAddressFactory",
                door=True,
                resource=factory.SelfAttribute("..held_resource"),
            ),
            idempotency_key=factory.Sequence(lambda number: f"door-{number}"),
        )

    held_resource = factory.SelfAttribute("resource")
    place = factory.LazyAttribute(lambda booking: booking.resource.place)
    booked_for = factory.SubFactory(PersonFactory)
    created_by = factory.SelfAttribute("booked_for")
    period = factory.LazyFunction(lambda: as_range(morning(day_ahead(1))))
    confirmed_at = factory.LazyAttribute(lambda booking: min(timezone.now(), booking.period.lower))

    @classmethod
    def _create(cls, model_class, *args, held_resource, **kwargs):
        with transaction.atomic():
            booking = super()._create(model_class, *args, **kwargs)
            Hold.objects.create(booking=booking, resource=held_resource, period=booking.period)
        return booking


class WaitlistEntryFactory(factory.django.DjangoModelFactory):
    """Entry for a resource (a desk by default) tomorrow morning; with `resource=None` for any of a
    kind, with `other_resources` for one of several.
    """

    class Meta:
        model = WaitlistEntry

    class Params:
        resource = factory.SubFactory(ResourceFactory)
        other_resources = ()

    place = factory.LazyAttribute(lambda entry: entry.resource.place)
    kind = factory.LazyAttribute(lambda entry: entry.resource.kind)
    is_for_any = factory.LazyAttribute(lambda entry: entry.resource is None)
    person = factory.SubFactory(PersonFactory)
    period = factory.LazyFunction(lambda: as_range(morning(day_ahead(1))))
    named_resources = factory.LazyAttribute(
        lambda entry: [
            resource for resource in (entry.resource, *entry.other_resources) if resource
        ]
    )

    @classmethod
    def _create(cls, model_class, *args, named_resources, **fields):
        with transaction.atomic():
            entry = super()._create(model_class, *args, **fields)
            entry.resources.add(
                *named_resources, through_defaults={"person": entry.person, "period": entry.period}
            )
        return entry


class SharedAddressFactory(factory.django.DjangoModelFactory):
    """The code of a place to scan; with `door`, the screen of a resource."""

    class Meta:
        model = SharedAddress

    class Params:
        door = Trait(kind=SharedAddress.Kind.DOOR, resource=factory.SubFactory(ResourceFactory))
        revoked = Trait(revoked_at=factory.LazyFunction(timezone.now))

    kind = SharedAddress.Kind.CHECK_IN
    resource = None
    place = factory.LazyAttribute(
        lambda address: address.resource.place if address.resource else PlaceFactory()
    )
    token = factory.LazyFunction(lambda: token_urlsafe(32))


class TariffFactory(factory.django.DjangoModelFactory):
    """Eight euros for half a day of desk; its place gets its new plan at once."""

    class Meta:
        model = Tariff
        skip_postgeneration_save = True

    place = factory.SubFactory(PlaceFactory)
    kind = ResourceKind.DESK
    unit = Tariff.Unit.HALF_DAY
    amount_cents = 800

    @factory.post_generation
    def new_plan(self, create, _extracted, **_kwargs):
        if create:
            self.place.refresh_from_db(fields=["plan_version"])


class PassProductFactory(factory.django.DjangoModelFactory):
    """Ten half-days for seventy euros."""

    class Meta:
        model = PassProduct

    class Params:
        month = Trait(
            kind=PassProduct.Kind.MONTH, name="Un mois de poste", half_days=None, amount_cents=12000
        )

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda number: f"Dix demi-journées {number}")
    kind = PassProduct.Kind.HALF_DAYS
    half_days = 10
    amount_cents = 7000


class PassFactory(factory.django.DjangoModelFactory):
    """A pass of half-days that is valid for a year around today."""

    class Meta:
        model = Pass

    product = factory.SubFactory(PassProductFactory)
    place = factory.SelfAttribute("product.place")
    person = factory.SubFactory(PersonFactory)
    half_days_left = factory.SelfAttribute("product.half_days")
    starts_on = factory.LazyFunction(lambda: day_ahead(-30))
    ends_on = factory.LazyFunction(lambda: day_ahead(335))
    amount_cents = factory.SelfAttribute("product.amount_cents")


class PayerFactory(factory.django.DjangoModelFactory):
    """An organisation that pays for `people`."""

    class Meta:
        model = PayingOrganisation
        skip_postgeneration_save = True

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda number: f"Chambre d’agriculture {number}")

    @factory.post_generation
    def people(self, create, extracted, **_kwargs):
        if create and extracted:
            self.people.set(extracted)


class HostFactory(PersonFactory):
    """Person who runs `of`, a place."""

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def of(self, create, extracted, **_kwargs):
        if create and extracted is not None:
            MandateFactory(person=self, role=Role.HOST, scope=extracted.scope)


def day_ahead(days: int) -> date:
    """A local day from today: tests choose days that are always to come."""
    return local_day(timezone.now()) + timedelta(days=days)


def hours(day: date, starts: int, ends: int) -> Interval:
    """The interval between two clock times in minutes."""
    return Interval(instant(day, starts), instant(day, ends))


def morning(day: date) -> Interval:
    return hours(day, *MORNING)


def afternoon(day: date) -> Interval:
    return hours(day, *AFTERNOON)


def as_range(interval) -> DateTimeTZRange:
    if isinstance(interval, date):
        interval = hours(interval, 0, 24 * 60)
    return DateTimeTZRange(*interval, "[)")
