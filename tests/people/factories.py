"""People, scopes and mandates for tests."""

from datetime import timedelta

import factory
from django.utils import timezone

from bocage.people.models import (
    Application,
    ApplicationConsent,
    Entitlement,
    Mandate,
    Partner,
    Person,
    PersonalToken,
    Role,
    Scope,
    ScopeKind,
)
from bocage.people.operations.tokens import secret_digest
from tests.traits import Trait

SECRET = "un secret que seul ce programme connaît"
"""Client secret of confidential applications."""


class PersonFactory(factory.django.DjangoModelFactory):
    """Person with an account, with only their name filled in."""

    class Meta:
        model = Person

    email = factory.Sequence(lambda number: f"personne{number}@exemple.example")
    name = factory.Sequence(lambda number: f"Camille Lefèvre {number}")
    password = "!"


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda number: f"Chambre de commerce {number}")
    kind = Partner.Kind.CCI


class ScopeFactory(factory.django.DjangoModelFactory):
    """The scope of the instance, and of anything else by trait."""

    class Meta:
        model = Scope
        django_get_or_create = ("kind", "departement", "epci", "commune", "partner", "name")

    @classmethod
    def _get_or_create(cls, model_class, *args, **kwargs):
        """Creates scopes without Django's savepoint, since tests have no concurrent creation."""
        existing = next(iter(model_class.objects.filter(**kwargs).order_by()), None)
        return existing or model_class.objects.create(*args, **kwargs)

    kind = ScopeKind.INSTANCE
    departement = None
    epci = None
    commune = None
    partner = None
    name = ""

    class Params:
        of_departement = Trait(
            kind=ScopeKind.DEPARTEMENT,
            departement=factory.SubFactory("tests.territory.factories.DepartementFactory"),
        )
        of_epci = Trait(
            kind=ScopeKind.EPCI,
            epci=factory.SubFactory("tests.territory.factories.EpciFactory"),
        )
        of_commune = Trait(
            kind=ScopeKind.COMMUNE,
            commune=factory.SubFactory("tests.territory.factories.CommuneFactory"),
            departement=factory.SelfAttribute("commune.departement"),
            epci=factory.SelfAttribute("commune.epci"),
        )
        of_place = Trait(
            kind=ScopeKind.PLACE,
            commune=factory.SubFactory("tests.territory.factories.CommuneFactory"),
            departement=factory.SelfAttribute("commune.departement"),
            epci=factory.SelfAttribute("commune.epci"),
            name=factory.Sequence(lambda number: f"La Grange connectée {number}"),
        )
        of_partner = Trait(kind=ScopeKind.PARTNER, partner=factory.SubFactory(PartnerFactory))


class MandateFactory(factory.django.DjangoModelFactory):
    """Mandate in force today, on the instance by default."""

    class Meta:
        model = Mandate

    person = factory.SubFactory(PersonFactory)
    role = Role.ADMIN
    scope = factory.SubFactory(ScopeFactory)
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    ends_on = None

    class Params:
        over = Trait(ends_on=factory.LazyFunction(timezone.localdate))
        not_begun = Trait(
            starts_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1))
        )


class EntitlementFactory(factory.django.DjangoModelFactory):
    """A member of the club since last month."""

    class Meta:
        model = Entitlement

    person = factory.SubFactory(PersonFactory)
    kind = Entitlement.Kind.CLUB_MEMBER
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))


class PersonalTokenFactory(factory.django.DjangoModelFactory):
    """Valid token, whose secret is unknown."""

    class Meta:
        model = PersonalToken

    person = factory.SubFactory(PersonFactory)
    name = factory.Sequence(lambda number: f"Tableur {number}")
    digest = factory.Sequence(lambda number: f"{number:064x}")
    last_letters = "wxyz"
    scopes = factory.LazyFunction(lambda: ["bookings:read"])
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))


class ApplicationFactory(factory.django.DjangoModelFactory):
    """OAuth application on a server, authorised by people; or a service, by trait."""

    class Meta:
        model = Application

    name = factory.Sequence(lambda number: f"Agenda {number}")
    user = factory.SubFactory(PersonFactory)
    client_id = factory.Sequence(lambda number: f"application-{number:010d}")
    client_type = Application.CLIENT_CONFIDENTIAL
    authorization_grant_type = Application.GRANT_AUTHORIZATION_CODE
    client_secret = factory.LazyFunction(lambda: secret_digest(SECRET))
    hash_client_secret = False
    redirect_uris = "https://agenda.example/retour"

    class Params:
        public = Trait(client_type=Application.CLIENT_PUBLIC, client_secret="")
        of_mandate = Trait(
            authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
            redirect_uris="",
            mandate=factory.SubFactory(MandateFactory, role=Role.COORDINATOR),
            user=factory.SelfAttribute("mandate.person"),
            service_scopes=["leads:read"],
        )


class ApplicationConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApplicationConsent

    person = factory.SubFactory(PersonFactory)
    application = factory.SubFactory(ApplicationFactory)
    scopes = factory.LazyFunction(lambda: ["bookings:read"])
    given_at = factory.LazyFunction(timezone.now)
