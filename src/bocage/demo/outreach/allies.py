"""Allies of the demo: two employers (one agreed, one just contacted) and two ambassadors."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from bocage.demo.cast import COORDINATOR
from bocage.demo.outreach.evenings import meet_in_the_cities
from bocage.outreach.ambassadors.operations.ambassadors import (
    accept_invitation,
    invite_ambassador,
    note_thanks,
    propose_oneself,
)
from bocage.outreach.ambassadors.settled_people import possible_ambassadors
from bocage.outreach.campaigns.operations.links import count_visit
from bocage.outreach.employers.operations.contacts import add_contact
from bocage.outreach.employers.operations.employers import (
    AgreementTerms,
    EmployerTerms,
    move_employer,
    note_step,
    open_employer,
    publish_employer,
    save_agreement,
)
from bocage.outreach.models import Ambassador
from bocage.people.models import Person
from bocage.territory.models import Departement

INTRODUCTION = (
    "Mutuelle du Pont-Neuf laisse chacun choisir où il vit : quatre jours de télétravail par"
    " semaine, une équipe par mois à Paris, et un bureau ici quand on en a besoin."
)
OFFERS = (
    "Un bureau gratuit le premier mois, dans le lieu le plus proche de chez vous.\n"
    "Un séjour de découverte, école et logement compris.\n"
    "Un parrain ou une marraine du club, dès la première semaine."
)
PROMISES = (
    "Quatre jours de télétravail par semaine, écrits dans le contrat.\n"
    "La moitié du train, une fois par mois."
)


def create_allies(people: Mapping[str, Person], now: datetime) -> None:
    """Creates the evenings in cities, the employers, and two ambassadors."""
    meet_in_the_cities(people, now)
    nadia, orne = people[COORDINATOR.email], Departement.objects.get(code="61")
    _agree_with_one(nadia, orne, now)
    _call_another(nadia, orne, now)
    _ask_residents(nadia, orne, now)


def _agree_with_one(nadia: Person, orne: Departement, now: datetime) -> None:
    terms = EmployerTerms(
        name="Mutuelle du Pont-Neuf", city="Paris", sector="assurance", size="large"
    )
    employer = open_employer(by=nadia, departement=orne, terms=terms, now=now - timedelta(days=200))
    add_contact(
        by=nadia,
        employer=employer,
        name="Nora Valin",
        role="Directrice des ressources humaines",
        email="nora.valin@pontneuf.example",
    )
    signed = now - timedelta(days=120)
    agreement = AgreementTerms(
        agreement="convention",
        signed_on=timezone.localdate(signed),
        ends_on=timezone.localdate(signed) + timedelta(days=730),
        promises=PROMISES,
        offers=OFFERS,
    )
    save_agreement(by=nadia, employer=employer, terms=agreement)
    talked = now - timedelta(days=170)
    move_employer(
        by=nadia, employer=employer, state="talking", note="Une heure au téléphone", now=talked
    )
    move_employer(by=nadia, employer=employer, state="agreed", note="Signé à Alençon", now=signed)
    publish_employer(by=nadia, employer=employer, introduction=INTRODUCTION)
    for number in range(9):
        count_visit(link=employer.link, now=signed + timedelta(days=number % 3))


def _call_another(nadia: Person, orne: Departement, now: datetime) -> None:
    terms = EmployerTerms(name="Atelier Onze", city="Rouen", sector="logiciel", size="small")
    employer = open_employer(by=nadia, departement=orne, terms=terms, now=now - timedelta(days=9))
    due_on = timezone.localdate(now) + timedelta(days=4)
    note_step(by=nadia, employer=employer, step="Rappeler après leur séminaire", due_on=due_on)


def _ask_residents(nadia: Person, orne: Departement, now: datetime) -> None:
    residents = [ambassador.person for ambassador in possible_ambassadors(nadia, orne)[:2]]
    for number, resident in enumerate(residents):
        began = now - timedelta(days=150 - 60 * number)
        if number:
            propose_oneself(by=resident, departement=orne, language="fr", now=now)
            continue
        invited = invite_ambassador(by=nadia, person=resident, departement=orne, now=began)
        ambassador = accept_invitation(
            ambassador_id=invited.pk,
            language="fr",
            collection_method=Ambassador.CollectionMethod.MAIL,
            now=began,
        )
        if ambassador.link is not None:
            for visit in range(5):
                count_visit(link=ambassador.link, now=began + timedelta(days=visit))
        note_thanks(by=nadia, ambassador=ambassador, note="Un panier du marché de Sées", now=now)
