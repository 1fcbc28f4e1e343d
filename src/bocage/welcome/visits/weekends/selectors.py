"""Overview of a weekend for its pages: cars and hosts, room left, shared steps."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.welcome.visits.itinerary.programme import ProgrammeDay, days_of, local_days
from bocage.welcome.visits.stays.formatting import notified_facts
from bocage.welcome.visits.stays.models import StayFeedback
from bocage.welcome.visits.weekends.formatting import (
    awaits_volunteers,
    consented_to_helpers,
    facts_of_places,
    facts_of_volunteer,
    mail_of,
    print_of,
    with_adults,
)
from bocage.welcome.visits.weekends.models import (
    NightHost,
    WeekendCar,
    WeekendHousehold,
    WeekendStep,
    WelcomeWeekend,
)

Status = WeekendHousehold.Status


@dataclass(frozen=True, kw_only=True)
class PlacedVolunteer[Volunteer: (WeekendCar, NightHost)]:
    """Car or host, with the households that it takes."""

    volunteer: Volunteer
    room: int
    households: list[WeekendHousehold] = field(default_factory=list)
    not_agreed: list[WeekendHousehold] = field(default_factory=list)
    """Households that did not consent to be mentioned to them."""
    has_news: bool = False
    """True if they have not been notified of the current facts."""
    is_off: bool = False
    """True if the weekend will not take place."""

    @property
    def occupied(self) -> int:
        return sum(household.people for household in self.households)

    @property
    def left(self) -> int:
        return self.room - self.occupied

    @property
    def has_declined(self) -> bool:
        """True if households are placed with a driver or a host who declined."""
        return self.volunteer.has_declined and bool(self.households)

    @property
    def needs_notification(self) -> bool:
        """True if a mail would bring the driver or the host up to date."""
        return (
            self.has_news
            and not self.not_agreed
            and bool(mail_of(self.volunteer) or self.volunteer.notified_mail)
        )

    @property
    def is_to_call(self) -> bool:
        """True if only a telephone call can bring the driver or the host up to date."""
        return bool(self.households) and self.has_news and not mail_of(self.volunteer)

    @property
    def is_to_free(self) -> bool:
        """True if they were informed orally that they are expected, and not yet that nobody comes
        any more.
        """
        is_expected = bool(self.households) and not self.is_off
        return (
            self.volunteer.is_notified_aloud and not self.volunteer.has_declined and not is_expected
        )

    @property
    def may_record_agreement(self) -> bool:
        """True if an oral agreement may be recorded: it is missing, or older than a change."""
        return bool(self.households) and (self.has_news or not self.volunteer.has_agreed)

    @property
    def state(self) -> str:
        """Status of the driver or the host, in a few words; empty if no household is assigned to
        them.
        """
        if self.is_to_free:
            return _("à rappeler : plus personne ne vient")
        if not self.households:
            return ""
        if self.volunteer.has_declined:
            return _("ne peut pas")
        if self.is_to_call:
            return _("à prévenir par téléphone")
        if self.has_news:
            return _("à prévenir de nouveau") if self.volunteer.is_notified else _("à prévenir")
        return _("d’accord") if self.volunteer.has_agreed else _("réponse attendue")

    @property
    def tone(self) -> str:
        if self.volunteer.has_declined:
            return "alert"
        return "good" if self.volunteer.has_agreed and not self.has_news else "warn"


@dataclass(frozen=True, kw_only=True)
class WeekendOverview:
    """Content of the page of a weekend and of its sheet."""

    weekend: WelcomeWeekend
    coming: list[WeekendHousehold]
    waiting: list[WeekendHousehold]
    invited: list[WeekendHousehold]
    declined: list[WeekendHousehold]
    cars: list[PlacedVolunteer[WeekendCar]]
    hosts: list[PlacedVolunteer[NightHost]]
    days: Sequence[ProgrammeDay[WeekendStep]]
    steps: Sequence[WeekendStep] = ()

    @property
    def seats_left(self) -> int:
        return max(0, self.weekend.seats - len(self.coming))

    @property
    def without_stay(self) -> list[WeekendHousehold]:
        """Households that come, and have no programme yet."""
        return [household for household in self.coming if not household.has_programme]

    @property
    def to_place(self) -> list[WeekendHousehold]:
        """Households that come, and whose travel and nights are not settled yet."""
        return [household for household in self.coming if household.placed_at is None]

    @property
    def volunteers(self) -> list[PlacedVolunteer[WeekendCar] | PlacedVolunteer[NightHost]]:
        return [*self.cars, *self.hosts]

    @property
    def households_to_notify(self) -> list[WeekendHousehold]:
        """Households to be notified of their driver and host, for the first time or because they
        changed.
        """
        return [
            household
            for household in self.coming
            if not awaits_volunteers(household)
            and print_of(facts_of_places(household)) not in ("", household.notified_digest)
        ]

    @property
    def meetings_to_notify(self) -> int:
        """Number of shared steps whose person met must be notified, for the first time or of a
        change.
        """
        return sum(notified_facts(step) != step.last_notification for step in self.steps)

    @property
    def pending_notifications(self) -> int:
        """Number of mails that would bring drivers, hosts and households up to date."""
        return sum(volunteer.needs_notification for volunteer in self.volunteers) + len(
            self.households_to_notify
        )


def overview_of(weekend: WelcomeWeekend) -> WeekendOverview:
    """Returns a weekend with its households, cars, hosts and shared steps; six queries whatever its
    size.
    """
    return overviews_of([weekend])[0]


def overviews_of(weekends: Sequence[WelcomeWeekend]) -> list[WeekendOverview]:
    """Returns several weekends with their households, cars, hosts and shared steps; six queries in
    total.
    """
    households = list(
        with_adults(
            WeekendHousehold.objects.filter(weekend__in=weekends)
            .select_related("project", "stay", "car", "host__commune")
            .order_by("waiting_since", "added_at", "id")
        )
    )
    agreed = consented_to_helpers(
        household for household in households if household.car_id or household.host_id
    )
    cars = WeekendCar.objects.filter(weekend__in=weekends).order_by("driver_name", "id")
    hosts = NightHost.objects.filter(weekend__in=weekends).select_related("commune")
    steps = WeekendStep.objects.filter(weekend__in=weekends).exclude(status="called_off")
    of = _Parts(
        households=_by_weekend(households),
        cars=_by_weekend(cars),
        hosts=_by_weekend(hosts.order_by("name", "id")),
        steps=_by_weekend(steps.select_related("commune").order_by("period", "id")),
    )
    return [_overview(weekend, of, agreed) for weekend in weekends]


def feedback_of(weekend: WelcomeWeekend) -> list[StayFeedback]:
    """Lists the feedback of the households on a weekend, latest first; one query."""
    feedback = StayFeedback.objects.filter(stay__of_weekend__weekend=weekend)
    return list(feedback.select_related("person", "stay__project").order_by("-given_at", "pk"))


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """Related objects of each weekend, by its key."""

    households: dict[UUID, list[WeekendHousehold]]
    cars: dict[UUID, list[WeekendCar]]
    hosts: dict[UUID, list[NightHost]]
    steps: dict[UUID, list[WeekendStep]]


def _overview(weekend: WelcomeWeekend, of: _Parts, agreed: set[UUID]) -> WeekendOverview:
    households = of.households[weekend.pk]
    by_status = {
        status: [household for household in households if household.status == status]
        for status in Status.values
    }
    coming = by_status[Status.COMING]
    return WeekendOverview(
        weekend=weekend,
        coming=coming,
        waiting=by_status[Status.WAITING],
        invited=by_status[Status.INVITED],
        declined=by_status[Status.DECLINED],
        cars=[
            PlacedVolunteer(
                volunteer=car, room=car.seats, **_volunteer_values(car, weekend, coming, agreed)
            )
            for car in of.cars[weekend.pk]
        ],
        hosts=[
            PlacedVolunteer(
                volunteer=host, room=host.beds, **_volunteer_values(host, weekend, coming, agreed)
            )
            for host in of.hosts[weekend.pk]
        ],
        steps=of.steps[weekend.pk],
        days=days_of(of.steps[weekend.pk], days=local_days(weekend.starts_at, weekend.ends_at)),
    )


def _volunteer_values(
    volunteer: WeekendCar | NightHost,
    weekend: WelcomeWeekend,
    coming: Collection[WeekendHousehold],
    agreed: set[UUID],
) -> dict[str, Any]:
    households = [
        household for household in coming if volunteer.pk in (household.car_id, household.host_id)
    ]
    return {
        "households": households,
        "not_agreed": [household for household in households if household.pk not in agreed],
        "is_off": weekend.status == WelcomeWeekend.Status.CALLED_OFF,
        "has_news": print_of(facts_of_volunteer(volunteer, weekend, households))
        != volunteer.notified_digest,
    }


def _by_weekend[Part: (WeekendHousehold, WeekendCar, NightHost, WeekendStep)](
    parts: Iterable[Part],
) -> dict[UUID, list[Part]]:
    by_weekend: dict[UUID, list[Part]] = defaultdict(list)
    for part in parts:
        by_weekend[part.weekend_id].append(part)
    return by_weekend
