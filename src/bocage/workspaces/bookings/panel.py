"""Booking panel of a place: its next days, their moments, and the availability.

Offers are in `offers`. One query for the holds of the days shown (four more if the plan of the
place is not cached).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.times import (
    format_date,
    format_day,
    format_hours,
    format_time,
)
from bocage.workspaces.booking_refusals.bookers import Booker
from bocage.workspaces.booking_refusals.errors import BookingRefused
from bocage.workspaces.booking_refusals.periods import (
    check_opening,
    check_rules_of_times,
    closed_sentence,
    local_period,
)
from bocage.workspaces.booking_rules.rules import Rules
from bocage.workspaces.bookings.offers import FEW, Asker, Offer, offers_of, priced
from bocage.workspaces.bookings.together import Together, together_of
from bocage.workspaces.bookings.wishes import PlaceWish
from bocage.workspaces.opening_hours.availability import PARIS, Interval, OpenDay, halves, local_day
from bocage.workspaces.place_plans.plans import ANY_DESK, PlacePlan
from bocage.workspaces.places.models import Place, ResourceKind
from bocage.workspaces.scheduling.formatting import on_the_clock
from bocage.workspaces.scheduling.moments import HALVES, Moment, last_bookable_day, moments_of
from bocage.workspaces.scheduling.queries import DayAvailability, days_of

DAYS_SHOWN = 6
DAYS_LOOKED_AT = 60
TWO_HOURS = 120

TODAY = {Moment.MORNING: gettext_lazy("ce matin"), Moment.AFTERNOON: gettext_lazy("cet après-midi")}


@dataclass(frozen=True, slots=True)
class DayChoice:
    """Day of the strip, with the availability in words."""

    day: date
    words: str
    url: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class MomentChoice:
    """Part of the day; without an address where the place is closed or it has gone by."""

    moment: Moment
    hours: str
    url: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class HourChoice:
    value: str
    label: str
    is_chosen: bool


@dataclass(slots=True)
class Panel:
    """Content of the booking panel, and the period that its button books."""

    place: Place
    path: str
    today: date
    last_day: date
    day: date | None = None
    days: list[DayChoice] = field(default_factory=list)
    moments: list[MomentChoice] = field(default_factory=list)
    moment: Moment = Moment.MORNING
    starts: list[HourChoice] = field(default_factory=list)
    ends: list[HourChoice] = field(default_factory=list)
    period: Interval | None = None
    offers: list[Offer] = field(default_factory=list)
    people: int = 1
    max_people: int = 1
    sentences: list[str] = field(default_factory=list)
    requested: tuple[str, ...] = ()
    """The spaces that the address names."""
    ticks_several: bool = False
    together: Together | None = None
    """Ticked spaces, if several may be booked together."""
    chosen_day: DayAvailability | None = None
    requested_moment: str = ""
    requested_starts: int | None = None
    requested_ends: int | None = None
    """The moment and the clock minutes that the address names."""

    @property
    def chosen_space(self) -> str:
        """Returns the space that the address names, where it names one alone."""
        return self.requested[0] if len(self.requested) == 1 else ""

    @property
    def may_tick_several(self) -> bool:
        return sum(offer.is_free for offer in self.offers if offer.value != ANY_DESK) > 1

    @property
    def several_url(self) -> str:
        """Address of this panel with several spaces to tick, beginning with the one chosen."""
        ticked = [offer.value for offer in self.offers if offer.is_chosen]
        return self.url(plusieurs="on", espace=ticked)

    @property
    def single_url(self) -> str:
        return self.url(plusieurs="", espace=list(self.requested[:1]))

    @property
    def needs_only_requests(self) -> bool:
        """Checks whether nothing can be booked at once: all ticked spaces, or all free ones, are on
        request.
        """
        if self.together is not None:
            return self.together.on_request
        free = [offer for offer in self.offers if offer.is_free]
        return bool(free) and all(offer.on_request for offer in free)

    @property
    def has_requests(self) -> bool:
        return any(offer.on_request for offer in self.offers if offer.is_free)

    @property
    def desks(self) -> list[Offer]:
        """Named desks, listed apart from « any desk » where there are several."""
        return [offer for offer in self.offers if offer.is_desk]

    @property
    def other_spaces(self) -> list[Offer]:
        return [offer for offer in self.offers if not offer.is_desk]

    @property
    def strip_states(self) -> set[str]:
        """States that appear in the strips, so that their key lists no others."""
        return {slot for offer in self.offers for slot in offer.slots}

    @property
    def for_members(self) -> list[str]:
        """Spaces that the reader could book once a member of the place."""
        return [offer.name for offer in self.offers if offer.lacks == "membership"]

    @property
    def after_introduction(self) -> list[str]:
        """Spaces that the reader could book once they were shown how to use them."""
        return [offer.name for offer in self.offers if offer.lacks == "introduction"]

    @property
    def shows_desks(self) -> bool:
        return any(desk.is_chosen for desk in self.desks)

    @property
    def has_prices(self) -> bool:
        return any(offer.price for offer in self.offers)

    @property
    def is_bookable(self) -> bool:
        return self.period is not None and any(offer.is_free for offer in self.offers)

    @property
    def has_taken(self) -> bool:
        """True if a period is chosen and something is taken in it, which a person may want to wait
        for.
        """
        return self.period is not None and any(not offer.is_free for offer in self.offers)

    @property
    def from_hour(self) -> str:
        return _clock(self.period.start) if self.period else ""

    @property
    def to_hour(self) -> str:
        if self.period is None:
            return ""
        return _clock(self.period.end, ends=True)

    def url(self, **changes: str | list[str]) -> str:
        """Returns the address of the same panel with something changed in it."""
        state: dict[str, str | list[str]] = {}
        if self.day:
            state["jour"] = self.day.isoformat()
        if self.requested_moment:
            state["moment"] = str(self.moment.value if self.moments else self.requested_moment)
        if self.ticks_several:
            state["plusieurs"] = "on"
        state["espace"] = list(self.requested)
        if self.people > 1:
            state["personnes"] = str(self.people)
        state |= changes
        if state.get("moment") == Moment.HOURS:
            hours = {"de": self.requested_starts, "a": self.requested_ends}
            state |= {name: on_the_clock(at) for name, at in hours.items() if at is not None}
        params = {name: value for name, value in state.items() if value}
        return f"{self.path}?{urlencode(params, doseq=True)}"

    @property
    def series_query(self) -> str:
        """Returns the query of the page of series, to repeat what this panel shows."""
        return _query(
            jour=self._iso_day, de=self.from_hour, a=self.to_hour, espace=self.chosen_space
        )

    @property
    def elsewhere_query(self) -> str:
        """Returns the query of the search of places, around this one on the same day."""
        moment = "" if self.moment == Moment.HOURS else str(self.moment.value)
        return _query(commune=str(self.place.commune_id), jour=self._iso_day, moment=moment)

    @property
    def wait_query(self) -> str:
        """Returns the query of the waiting list, to wait for the period of this panel."""
        by_hours = self.moment == Moment.HOURS
        return _query(
            jour=self._iso_day,
            moment=str(self.moment.value),
            de=self.from_hour if by_hours else "",
            a=self.to_hour if by_hours else "",
            personnes=str(self.people) if self.people > 1 else "",
        )

    @property
    def _iso_day(self) -> str:
        return self.day.isoformat() if self.day else ""

    @property
    def period_words(self) -> str:
        """Moment in the words of the button, such as « demain matin », « jeudi 3 décembre, 14 h –
        16 h ».
        """
        if self.day is None or self.period is None:
            return ""
        return format_moment(self.day, self.moment, self.period, today=self.today)


def _query(**values: str) -> str:
    """Returns a query string without empty values."""
    return urlencode({name: value for name, value in values.items() if value})


def format_moment(day: date, moment: Moment, period: Interval, *, today: date) -> str:
    """Returns a moment as people say it: « jeudi matin » within the week, else with the date."""
    ahead = (day - today).days
    if ahead == 0 and moment in TODAY:
        return str(TODAY[moment])
    near = ahead <= 1 or ahead >= 7
    name = format_day(day, today=today) if near else format_date(day).split(" ")[0]
    words = {
        Moment.MORNING: _("%(day)s matin"),
        Moment.AFTERNOON: _("%(day)s après-midi"),
        Moment.DAY: _("%(day)s, toute la journée"),
    }.get(moment, "%(day)s, %(hours)s")
    return words % {"day": name, "hours": format_hours(*period)}


def booking_panel(
    place: Place,
    plan: PlacePlan,
    wish: PlaceWish,
    *,
    path: str,
    now: datetime,
    booker_on: Callable[[date], Booker | None] = lambda _day: None,
) -> Panel:
    """Returns the panel of a place for a wish; one query.

    Impossible choices are explained in `sentences`, and the nearest possible one is shown.
    `booker_on` returns the status of the reader, on the day shown.
    """
    panel = Panel(
        place=place,
        path=path,
        today=local_day(now),
        people=wish.people,
        max_people=max((space.capacity for space in plan.bookable()), default=1),
        last_day=last_bookable_day(plan.loosest_rules, now),
        requested=wish.spaces,
        ticks_several=wish.ticks_several or len(wish.spaces) > 1,
        requested_moment=wish.moment,
        requested_starts=wish.starts,
        requested_ends=wish.ends,
    )
    _Choices(panel, plan, wish, now).fill()
    if panel.chosen_day is not None:
        offers = offers_of(
            panel.chosen_day,
            period=panel.period,
            asker=Asker(
                panel.people, booker_on(panel.chosen_day.day), panel.requested, panel.ticks_several
            ),
            now=now,
        )
        panel.offers = priced(offers, plan, panel.period)
        if panel.ticks_several:
            panel.together = together_of(panel.offers, plan, panel.period, people=panel.people)
    return panel


class _Choices:
    """Fills a panel step by step: days, then moments, then the offers."""

    def __init__(self, panel: Panel, plan: PlacePlan, wish: PlaceWish, now: datetime) -> None:
        self.panel, self.plan, self.wish, self.now = panel, plan, wish, now
        self.place = panel.place
        self.rules = _rules_shown(plan, panel.chosen_space)
        self.soonest = now + self.rules.notice

    def fill(self) -> None:
        requested_day = self._requested_day()
        days_shown = self._days_from(self.panel.today)
        if requested_day and requested_day not in days_shown:
            days_shown = self._days_from(requested_day)
        if not days_shown or not any(self.plan.open_day(day).is_open for day in days_shown):
            self.panel.sentences.append(_("Ce lieu n’a pas d’heures d’ouverture à venir."))
            return
        count = (days_shown[-1] - days_shown[0]).days + 1
        read = {day.day: day for day in days_of(self.place, days_shown[0], count, now=self.now)}
        days = [read[day] for day in days_shown]
        chosen_day = self._choose_day(days, requested_day)
        self.panel.day = chosen_day.day
        self.panel.days = [self._day_choice(day, chosen_day.day) for day in days]
        self.panel.chosen_day = chosen_day
        self._fill_moments(chosen_day)

    def _requested_day(self) -> date | None:
        """Returns the day of the address, unless it has gone by or is too far ahead."""
        requested_day = self.wish.day
        if requested_day is None:
            return None
        if requested_day < self.panel.today:
            self.panel.sentences.append(_("Ce jour est passé : voici les prochains."))
            return None
        if requested_day > self.panel.last_day:
            self.panel.sentences.append(
                _("C’est trop loin : ce lieu se réserve jusqu’au %(day)s.")
                % {"day": format_date(self.panel.last_day, with_year=True)}
            )
            return None
        return requested_day

    def _days_from(self, first: date) -> list[date]:
        """Returns the next open days, and one closed day for each run of them."""
        days: list[date] = []
        open_days, after_closed = 0, False
        for number in range(DAYS_LOOKED_AT):
            day = first + timedelta(days=number)
            if open_days == DAYS_SHOWN or day > self.panel.last_day:
                break
            opened = self.plan.open_day(day)
            has_gone_by = opened.span is not None and opened.span.end <= self.soonest
            if has_gone_by or (not opened.is_open and after_closed):
                continue
            days.append(day)
            open_days += opened.is_open
            after_closed = not opened.is_open
        return days

    def _choose_day(
        self, days: list[DayAvailability], requested_day: date | None
    ) -> DayAvailability:
        """Returns the requested day; else the first with availability, or at least open."""
        for day in days:
            if day.day == requested_day:
                return day
        open_days = [day for day in days if day.opened.is_open]
        return next((day for day in open_days if _most_free(day)), open_days[0])

    def _day_choice(self, availability: DayAvailability, chosen_day: date) -> DayChoice:
        is_chosen = availability.day == chosen_day
        if not availability.opened.is_open:
            return DayChoice(availability.day, _("fermé"), is_chosen=is_chosen)
        free = _most_free(availability)
        if free == 0 and not moments_of(availability.offers):
            words = _("passé")
        elif free == 0:
            words = _("complet")
        elif free <= FEW < len(availability.of_kind(ResourceKind.DESK)):
            words = ngettext("%(count)d poste", "%(count)d postes", free) % {"count": free}
        else:
            words = _("libre")
        return DayChoice(
            availability.day, words, self.panel.url(jour=availability.day.isoformat()), is_chosen
        )

    def _fill_moments(self, chosen_day: DayAvailability) -> None:
        panel = self.panel
        remaining = moments_of(chosen_day.offers)
        requested = self.wish.moment
        if requested == Moment.HOURS or requested in remaining:
            panel.moment = Moment(requested)
        else:
            panel.moment = _first_free(chosen_day, remaining) or Moment.MORNING
        for moment, whole in zip(HALVES, halves(chosen_day.opened), strict=True):
            period = remaining.get(moment)
            if whole is None or (period is None and moment == Moment.DAY):
                continue
            url = panel.url(moment=moment.value) if period else ""
            words = format_hours(*period) if period else _("passé")
            is_chosen = period is not None and moment == panel.moment
            panel.moments.append(MomentChoice(moment, words, url, is_chosen))
        if not remaining:
            panel.sentences.append(
                closed_sentence(chosen_day.opened)
                if not chosen_day.opened.is_open
                else _("Il est trop tard pour ce jour : choisissez-en un autre.")
            )
            return
        url = panel.url(moment=Moment.HOURS.value)
        is_chosen = panel.moment == Moment.HOURS
        panel.moments.append(MomentChoice(Moment.HOURS, _("choisir"), url, is_chosen))
        if is_chosen:
            self._set_hours(chosen_day, remaining)
        else:
            panel.period = remaining[panel.moment]

    def _set_hours(self, chosen_day: DayAvailability, remaining: Mapping[Moment, Interval]) -> None:
        """Sets the hours of the address; without any, two from the first remaining one."""
        starts, ends = self.wish.starts, self.wish.ends
        if starts is None:
            starts = _minutes(next(iter(remaining.values())).start)
        if ends is None:
            ends = min(starts + self._usual_length(), 24 * 60)
        try:
            period = local_period(chosen_day.day, starts, ends)
            check_opening(period, plan=self.plan, spaces=[])
            check_rules_of_times(period, chosen_day.opened, self.rules, self.now)
            self.panel.period = period
        except BookingRefused as refusal:
            self.panel.sentences.append(str(refusal.sentence))
        self._fill_hours(chosen_day.opened, starts, ends)

    def _usual_length(self) -> int:
        """Returns two hours, or the nearest length that the rules allow."""
        rules = self.rules
        longest = rules.maximum_minutes or TWO_HOURS
        return min(max(TWO_HOURS, rules.minimum_minutes or 0), max(longest, 1))

    def _ends_allowed(self, starts: int) -> range:
        """Returns the possible ends, in minutes of the clock, of a period that starts then."""
        rules = self.rules
        first = starts + (rules.minimum_minutes or 1)
        return range(first, starts + (rules.maximum_minutes or 24 * 60) + 1)

    def _fill_hours(self, opened: OpenDay, starts: int, ends: int) -> None:
        """Fills the two lists of hours with the open hours of the place, on its step."""
        step = self.rules.step
        allowed = self._ends_allowed(starts)
        for part in opened.intervals:
            clock = part.start
            while clock < part.end:
                if clock > self.now - step:
                    self.panel.starts.append(
                        HourChoice(_clock(clock), format_time(clock), _minutes(clock) == starts)
                    )
                clock = min(clock + step, part.end)
                minutes = _minutes(clock, ends=True)
                if clock > self.soonest and (minutes in allowed or minutes == ends):
                    label = _("24 h") if minutes == 24 * 60 else format_time(clock)
                    self.panel.ends.append(
                        HourChoice(_clock(clock, ends=True), label, minutes == ends)
                    )


def _rules_shown(plan: PlacePlan, chosen_space: str) -> Rules:
    """Returns the rules of the space in the address; else the widest rules of all spaces."""
    for space in plan.bookable():
        if str(space.pk) == chosen_space:
            return space.rules
    return plan.loosest_rules


def _most_free(availability: DayAvailability) -> int:
    """Returns the most desks (or spaces, without desks) free at a moment of the day."""
    spaces = availability.of_kind(ResourceKind.DESK) or availability.spaces
    periods = moments_of(availability.offers).values()
    return max((sum(space.is_free(period) for space in spaces) for period in periods), default=0)


def _first_free(
    availability: DayAvailability, remaining: Mapping[Moment, Interval]
) -> Moment | None:
    spaces = availability.of_kind(ResourceKind.DESK) or availability.spaces
    for moment, period in remaining.items():
        if any(space.is_free(period) for space in spaces):
            return moment
    return next(iter(remaining), None)


def _minutes(moment: datetime, *, ends: bool = False) -> int:
    local = moment.astimezone(PARIS)
    minutes = local.hour * 60 + local.minute
    return 24 * 60 if ends and minutes == 0 else minutes


def _clock(moment: datetime, *, ends: bool = False) -> str:
    return on_the_clock(_minutes(moment, ends=ends))
