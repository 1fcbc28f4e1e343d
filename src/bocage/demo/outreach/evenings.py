"""The evenings of the Orne in the cities where people live: one in Paris that went well, one to
come in Rouen."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.utils import timezone

from bocage.demo.cast import COORDINATOR
from bocage.outreach.evenings.operations.door import note_present, note_walk_in, thank_attendees
from bocage.outreach.evenings.operations.evenings import EveningPlan, plan_evening
from bocage.outreach.evenings.operations.invitations import invite_neighbours
from bocage.outreach.evenings.operations.registrations import Coming, ask_to_come
from bocage.outreach.models import CityEvening, EveningRegistration, ProspectConsent, Touch
from bocage.outreach.prospects.formatting import agreements_to
from bocage.outreach.prospects.operations.consents import confirm_consents
from bocage.outreach.prospects.operations.prospects import Capture, capture_prospect
from bocage.people.models import Person
from bocage.registrations.operations.clock import hold_past_events
from bocage.registrations.operations.events import open_event
from bocage.registrations.operations.registrations import confirm_registration
from bocage.territory.models import Departement

ATTENDEES = (
    ("bastien.royer@paris.example", "Bastien Royer", 2, ()),
    ("hugo.prat@paris.example", "Hugo Prat", 1, ()),
    ("soline.abadie@paris.example", "Soline Abadie", 2, ("letters", "evenings")),
    ("marek.novak@ivry.example", "Marek Novak", 1, ("evenings",)),
)
NEARBY = (
    ("lucie.anquetil@rouen.example", "Lucie Anquetil", "Rouen"),
    ("paul.lemeur@sotteville.example", "Paul Le Meur", "76300 Sotteville"),
)
PROGRAMME = (
    "19 h : on arrive, on goûte.\n19 h 30 : trois habitants racontent leur première année.\n"
    "20 h 15 : vos questions, sans détour : le travail, l’école, le médecin, l’hiver."
)


def meet_in_the_cities(people: Mapping[str, Person], now: datetime) -> None:
    """Holds one evening, and invites to the next."""
    nadia = people[COORDINATOR.email]
    orne = Departement.objects.get(code="61")
    _hold_in_paris(nadia, orne, now)
    for email, name, origin in NEARBY:
        _record_invitation_consent(orne, (email, name, origin), now - timedelta(days=30))
    rouen = EveningPlan(
        title="Et si vous viviez dans le Perche ?",
        city="Rouen",
        location="Le 3 Pièces, 49 place du Général-de-Gaulle, 76000 Rouen",
        access="Arrêt Hôtel de Ville, lignes F1 et T4.",
        description=PROGRAMME,
        around="Sotteville, Mont-Saint-Aignan, 76",
        starts_at=_evening_of(now, 16, time(19)),
        ends_at=_evening_of(now, 16, time(21, 30)),
        capacity=30,
        rent_cents=12_000,
    )
    requested_at = now - timedelta(days=2)
    evening = open_event(
        by=nadia,
        event=plan_evening(by=nadia, departement=orne, plan=rouen, now=requested_at),
        now=requested_at,
    )
    _register(evening, ("lise.caron@rouen.example", "Lise Caron", 2, ("letters",)), requested_at)
    _register(evening, ("ahmed.saidi@rouen.example", "Ahmed Saïdi", 1, ()), now)
    invite_neighbours(by=nadia, evening=evening, now=now)


def _hold_in_paris(nadia: Person, orne: Departement, now: datetime) -> None:
    planned = now - timedelta(days=75)
    plan = EveningPlan(
        title="Une soirée d’Orne à Paris",
        city="Paris",
        location="Café de la Gaîté, 12 rue de la Gaîté, 75014 Paris",
        access="Métro Gaîté ou Edgar-Quinet.",
        description=PROGRAMME,
        around="Montreuil, Créteil, Ivry, 92, 93, 94",
        starts_at=_evening_of(now, -48, time(19)),
        ends_at=_evening_of(now, -48, time(21, 30)),
        capacity=24,
        rent_cents=18_000,
    )
    evening = plan_evening(by=nadia, departement=orne, plan=plan, now=planned)
    evening = open_event(by=nadia, event=evening, now=planned)
    for number, attendee in enumerate(ATTENDEES):
        _register(evening, attendee, planned + timedelta(days=3 + number))
    evening_began = evening.starts_at
    seated = list(evening.registrations.values_list("pk", flat=True))
    note_present(by=nadia, evening=evening, present=seated[:-1], listed=seated, now=evening_began)
    note_walk_in(
        by=nadia, evening=evening, name="Deux voisins du café", people=2, now=evening_began
    )
    hold_past_events(CityEvening, now=evening.ends_at)
    thank_attendees(
        by=nadia,
        evening=evening,
        message="C’était un plaisir de vous rencontrer. La suite se passe chez nous, dans l’Orne.",
        now=evening.ends_at + timedelta(hours=14),
    )


def _register(
    evening: CityEvening, attendee: tuple[str, str, int, tuple[str, ...]], at: datetime
) -> None:
    email, name, people, purposes = attendee
    coming = Coming(name=name, email=email, people=people, purposes=purposes)
    ask_to_come(evening=evening, coming=coming, now=at)
    registration = EveningRegistration.objects.get(event=evening, email=email)
    confirm_registration(registration=registration, now=at)


def _record_invitation_consent(
    orne: Departement, prospect_data: tuple[str, str, str], at: datetime
) -> None:
    email, name, origin = prospect_data
    agreed = agreements_to(["evenings"], "fr", ProspectConsent.CollectionMethod.FORM)
    prospect = capture_prospect(
        capture=Capture(
            departement=orne,
            kind=Touch.Kind.FORM,
            email=email,
            name=name,
            origin=origin,
            agreements=agreed,
        ),
        now=at,
    )
    confirm_consents(prospect=prospect, now=at)


def _evening_of(now: datetime, days: int, hour: time) -> datetime:
    day = timezone.localdate(now) + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, hour))
