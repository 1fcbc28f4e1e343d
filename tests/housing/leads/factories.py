"""People around leads: candidates whom somebody accompanies, town halls, and near misses."""

import io

import factory
from PIL import Image

from bocage.housing.models import LeadPhoto, LeadRelease
from bocage.people.models import Entitlement, Role
from tests.housing.factories import LeadFactory
from tests.people.factories import (
    EntitlementFactory,
    MandateFactory,
    PersonFactory,
    ScopeFactory,
)
from tests.traits import Trait

GPS_TAG = 0x8825


def candidate(**options):
    """Returns a candidate who is accompanied today."""
    return EntitlementFactory(kind=Entitlement.Kind.ACCOMPANIED, **options).person


def town_hall(commune, role=Role.TOWN_HALL, **options):
    """Returns a person of the town hall of a commune."""
    scope = ScopeFactory(of_commune=True, commune=commune)
    return MandateFactory(role=role, scope=scope, **options).person


def coordinator(commune, **options):
    """Returns a coordinator of the département of a commune."""
    scope = ScopeFactory(of_departement=True, departement=commune.departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope, **options).person


def elected_of_epci(commune, **options):
    """Returns an elected person of the intercommunalité of a commune."""
    scope = ScopeFactory(of_epci=True, epci=commune.epci, departement=commune.departement)
    return MandateFactory(role=Role.ELECTED, scope=scope, **options).person


def phone_photo(colour="green", size=(2400, 1800)):
    """A JPEG as a phone makes it: large, with where it was taken."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x010F] = "Fabricant de téléphones"
    exif.get_ifd(GPS_TAG)[1] = "N"
    exif.get_ifd(GPS_TAG)[2] = (48.0, 34.0, 41.0)
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    file.seek(0)
    file.name = "IMG_2026.jpg"
    return file


class LeadPhotoFactory(factory.django.DjangoModelFactory):
    """Stored photo of a lead."""

    class Meta:
        model = LeadPhoto

    lead = factory.SubFactory(LeadFactory)
    image = factory.django.ImageField(filename="photo.webp", format="WEBP", width=40, height=30)


class LeadReleaseFactory(factory.django.DjangoModelFactory):
    """Pending request of a candidate for the number."""

    class Meta:
        model = LeadRelease

    class Params:
        released = Trait(
            released_at=factory.SelfAttribute("requested_at"),
            released_by=factory.SubFactory(PersonFactory),
        )

    lead = factory.SubFactory(LeadFactory)
    person = factory.LazyFunction(candidate)
    requested_at = factory.SelfAttribute("lead.reported_at")
