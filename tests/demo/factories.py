"""People and mails for the tests of the demo."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory
from django.utils import timezone

from bocage.demo.cast import CAST, COORDINATOR
from bocage.demo.loading import PLACES
from bocage.demo.welcome.company import HOSTESS
from bocage.demo.welcome.households import NEWCOMERS
from bocage.demo.welcome.town_halls import SECRETARIES
from bocage.evidence.models import Target
from bocage.foundation.models import MailAttachment, OutgoingMail
from bocage.people.models import Person, Role
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory


class OutgoingMailFactory(factory.django.DjangoModelFactory[OutgoingMail]):
    """Mail that was rendered and stored, as all mails of a demo are."""

    class Meta:
        model = OutgoingMail
        skip_postgeneration_save = True

    kind = "bocage.foundation.mails.DeliveryCheck"
    channel = "operations"
    recipient = factory.Sequence(lambda number: f"ada{number}@bocage.example")
    language = "fr"
    state = "kept"
    sent_at = factory.LazyFunction(timezone.now)
    subject = factory.Sequence(lambda number: f"Votre poste numéro {number}")
    text = "Bonjour,\nvotre poste vous attend."
    html = "<!doctype html><html><head><title>x</title></head><body>Bonjour</body></html>"

    @factory.post_generation
    def attached(self: Any, create: bool, extracted: Any, **_kwargs: Any) -> None:
        if create and extracted:
            MailAttachment.objects.create(
                mail=self,
                filename="réservation.ics",
                mimetype="text/calendar",
                method="REQUEST",
                content=extracted,
            )


def make_people(now: datetime) -> dict[str, Person]:
    """Creates the people of the demo's welcome, by address, with the mandates of the cast."""
    secretaries = [secretary for _commune, secretary in SECRETARIES]
    communes = {
        facts.commune: CommuneFactory(code=facts.commune, postcodes=[facts.postcode])
        for facts in PLACES
    }
    people = {
        email: PersonFactory(email=email, name=name, language=language)
        for email, name, language in (
            *((character.email, character.name, character.language) for character in CAST),
            *NEWCOMERS,
            *((resident.email, resident.name, "fr") for resident in (HOSTESS, *secretaries)),
        )
    }
    for member in CAST:
        if member.mandate in (Role.TOWN_HALL, Role.ELECTED, Role.SPONSOR):
            scope = ScopeFactory(of_commune=True, commune=communes[member.scope])
        elif member is COORDINATOR:
            departement = communes["61051"].departement
            scope = ScopeFactory(of_departement=True, departement=departement)
        else:
            continue
        MandateFactory(
            person=people[member.email],
            role=member.mandate,
            scope=scope,
            starts_on=(now - timedelta(days=700)).date(),
        )
    return people


def aim() -> Target:
    """Creates the target of the territory, the last row loaded by a demo."""
    return Target.objects.create(
        indicator="settled_households",
        level="instance",
        span="year",
        starts_on=date(2026, 1, 1),
        value=40,
        set_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
