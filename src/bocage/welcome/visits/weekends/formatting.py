"""Formatting of welcome weekends: meeting place, and facts for drivers, hosts and households."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import join_words
from bocage.people.phones import format_phone
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import HouseholdAdult
from bocage.welcome.visits.stays.models import Stay
from bocage.welcome.visits.weekends.models import (
    NightHost,
    WeekendCar,
    WeekendHousehold,
    WelcomeWeekend,
)


@dataclass(frozen=True, kw_only=True)
class GuestsFacts:
    """Facts about one household for its driver or host: first names, number of people,
    telephone.
    """

    first_names: str
    people: int
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class VolunteerFacts:
    """Facts sent to a driver or a host: the households that they take, when and where."""

    volunteer_id: UUID
    drives: bool
    name: str
    mail: str
    weekend: str
    starts_at: datetime
    ends_at: datetime
    location: str
    words: str
    guests: list[GuestsFacts]


@dataclass(frozen=True, kw_only=True)
class PlacesFacts:
    """Facts sent to a household about its driver and host: lines of text, only for those who
    agreed. `has_own_way` and `has_own_night` come from the placing recorded by the person who
    prepares the weekend.
    """

    car: str = ""
    night: str = ""
    has_own_way: bool = False
    has_own_night: bool = False


def meeting_words(weekend: WelcomeWeekend) -> str:
    """Returns the meeting place of a weekend, as « Salle des fêtes, Boitron »."""
    commune = weekend.commune.name if weekend.commune is not None else ""
    return ", ".join(filter(None, [weekend.meeting_place, commune]))


def with_adults(households: QuerySet[WeekendHousehold]) -> QuerySet[WeekendHousehold]:
    """Prefetches the adults and their people, the one who sent the project first; two more
    queries.
    """
    adults = HouseholdAdult.objects.select_related("person").order_by(
        "-is_first", "joined_at", "id"
    )
    return households.prefetch_related(Prefetch("project__adults", queryset=adults))


def consented_to_helpers(households: Iterable[WeekendHousehold]) -> set[UUID]:
    """Returns the keys of the households that consent, today, to be mentioned to helpers; one
    query.
    """
    by_project = {household.project_id: household.pk for household in households}
    agreed = ProjectConsent.objects.filter(
        project__in=list(by_project),
        project__erased_at=None,
        use=ProjectConsent.Use.HELPERS,
        person__households__project__in=list(by_project),
        withdrawn_at=None,
    )
    return {by_project[project] for project in agreed.values_list("project", flat=True)}


def first_names_of(household: WeekendHousehold) -> str:
    """Returns the first names of a household, as « Léa et Karim », from its prefetched adults."""
    people = [adult.person for adult in household.project.adults.all()]
    names = [person.name.split()[0] for person in people if person.name.strip()]
    return join_words(names) or _("un ménage qui pense à s’installer ici")


def facts_of_volunteer(
    volunteer: WeekendCar | NightHost,
    weekend: WelcomeWeekend,
    households: Collection[WeekendHousehold],
) -> VolunteerFacts:
    """Returns the facts that a driver or a host is notified of; the adults must be prefetched."""
    drives = isinstance(volunteer, WeekendCar)
    return VolunteerFacts(
        volunteer_id=volunteer.pk,
        drives=drives,
        name=volunteer.driver_name if isinstance(volunteer, WeekendCar) else volunteer.name,
        mail=mail_of(volunteer),
        weekend=weekend.name,
        starts_at=weekend.starts_at,
        ends_at=weekend.ends_at,
        location=volunteer.location if isinstance(volunteer, NightHost) else meeting_words(weekend),
        words=volunteer.words,
        guests=[_guests(household) for household in households],
    )


def facts_of_places(household: WeekendHousehold) -> PlacesFacts:
    """Returns who drives and hosts a household, with their contact details, once they agreed; its
    car and its host must be loaded.
    """
    car = household.car if household.car and household.car.has_agreed else None
    host = household.host if household.host and household.host.has_agreed else None
    is_placed = household.placed_at is not None
    return PlacesFacts(
        car=", ".join(filter(None, [car.driver_name, car.driver_phone, car.words])) if car else "",
        night=", ".join(filter(None, [host.name, host.phone, host.location, host.words]))
        if host
        else "",
        has_own_way=is_placed and household.car is None,
        has_own_night=is_placed and household.host is None,
    )


def awaits_volunteers(household: WeekendHousehold) -> bool:
    """Checks whether the driver or the host of a household has not answered yet: the household is
    notified of both together.
    """
    volunteers = [
        volunteer for volunteer in (household.car, household.host) if volunteer is not None
    ]
    return any(volunteer.answer == volunteer.Answer.NONE for volunteer in volunteers)


def places_of_stay(stay: Stay) -> PlacesFacts:
    """Returns who drives and hosts the household of a stay that was made for a weekend; one
    query.
    """
    household = (
        WeekendHousehold.objects.filter(stay=stay, status=WeekendHousehold.Status.COMING)
        .select_related("car", "host__commune")
        .first()
    )
    return facts_of_places(household) if household is not None else PlacesFacts()


def print_of(facts: VolunteerFacts | PlacesFacts) -> str:
    """Returns a SHA-256 digest that identifies facts without storing them; empty for empty
    facts.
    """
    if not (facts.guests if isinstance(facts, VolunteerFacts) else facts.car or facts.night):
        return ""
    values: dict[str, Any] = asdict(facts)
    text = json.dumps(values, sort_keys=True, default=_in_one_way)
    return hashlib.sha256(text.encode()).hexdigest()


def _in_one_way(value: Any) -> str:
    """Converts a datetime to UTC ISO 8601, so that the digest does not depend on its time zone."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def mail_of(volunteer: WeekendCar | NightHost) -> str:
    """Returns the email address of a driver or a host; empty if only their telephone is known."""
    mail: str = volunteer.driver_mail if isinstance(volunteer, WeekendCar) else volunteer.mail
    return mail


def _guests(household: WeekendHousehold) -> GuestsFacts:
    phones = [adult.person.phone for adult in household.project.adults.all()]
    phone = next(filter(None, phones), "")
    return GuestsFacts(
        first_names=first_names_of(household),
        people=household.people,
        phone=format_phone(phone) if phone else "",
    )
