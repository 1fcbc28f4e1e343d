"""Notifications about requests and waiting lists, each within the transaction.

A request is a booking, or a series whose dates are requested and answered at once.
"""

from collections.abc import Sequence
from datetime import datetime

from bocage.people.mailing import write_to
from bocage.people.models import Mandate, Person, Role, ScopeKind
from bocage.workspaces.bookings.facts import BookingFacts
from bocage.workspaces.bookings.mails.requests import (
    AnswerMail,
    DecisionMail,
    QuestionMail,
    RequestAcceptedMail,
    RequestLapsedMail,
    RequestReceivedMail,
    RequestRefusedMail,
    RequestStillWaitsMail,
    RequestToDecideMail,
)
from bocage.workspaces.bookings.notifications import hosts_of, read_facts, write_to_holder
from bocage.workspaces.bookings.replacements import ReplacementFinder, lost_dates
from bocage.workspaces.bookings.requested_dates import dates_to_decide, shown_name
from bocage.workspaces.bookings.series_ical import (
    SeriesFacts,
    facts_of_series,
    read_bookings,
    read_consistent,
    read_requested,
)
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries


def notify_requested(request: Booking | BookingSeries, *, now: datetime) -> None:
    """Notifies the requester of the state of their request, and the people who decide.

    The place, its commune and the person are loaded.
    """
    waiting = _waiting(request)
    facts = _facts(request, waiting)
    mail = RequestReceivedMail(
        facts=facts, hello=request.holder.name, answer_due=waiting[0].answer_due
    )
    write_to_holder(waiting[0], mail)
    _notify_deciders(RequestToDecideMail, request, now=now)


def notify_still_waiting(request: Booking | BookingSeries, *, now: datetime) -> None:
    """Reminds those who decide that a request still waits for an answer."""
    _notify_deciders(RequestStillWaitsMail, request, now=now)


def notify_accepted(
    request: Booking | BookingSeries,
    *,
    note: str,
    finder: ReplacementFinder,
    refused: Sequence[Booking] = (),
) -> None:
    """Notifies the requester of the confirmed dates, and of the refused ones, with free
    alternatives.
    """
    bookings = read_bookings(request) if isinstance(request, BookingSeries) else [request]
    mail = RequestAcceptedMail(
        facts=_facts(request, bookings), note=note, lost_dates=lost_dates(refused, finder)
    )
    write_to_holder(bookings[0], mail)


def notify_refused(dates: Sequence[Booking], *, reason: str, finder: ReplacementFinder) -> None:
    """Notifies the requester of a refused booking, or of refused dates of one series, with free
    alternatives and how many dates of the series still wait.
    """
    request = _request_of(dates)
    mail = RequestRefusedMail(
        facts=_facts_of_dates(request, dates),
        hello=request.holder.name,
        lost_dates=lost_dates(dates, finder),
        reason=reason,
        waiting=request.bookings.filter(status=Booking.Status.REQUESTED).count()
        if isinstance(request, BookingSeries)
        else 0,
    )
    write_to_holder(dates[0], mail)


def notify_lapsed(dates: Sequence[Booking], *, finder: ReplacementFinder) -> None:
    """Notifies the asker of a booking, or of dates of one series, for which nobody answered in
    time.
    """
    request = _request_of(dates)
    mail = RequestLapsedMail(
        facts=_facts_of_dates(request, dates),
        hello=request.holder.name,
        lost_dates=lost_dates(dates, finder),
    )
    write_to_holder(dates[0], mail)


def send_question(request: Booking | BookingSeries, text: str) -> None:
    """Notifies the asker of the question that the host puts before deciding."""
    mail = QuestionMail(
        facts=_facts(request, _waiting(request)), hello=request.holder.name, text=text
    )
    write_to(request.holder, mail)


def send_answer(request: Booking | BookingSeries, text: str, *, now: datetime) -> None:
    """Notifies those who decide of the requester's answer to their question."""
    _notify_deciders(AnswerMail, request, now=now, text=text)


def deciders_of(place: Place) -> list[Person]:
    """Lists those who answer the requests of a place: its hosts, else the coordinators of its EPCI,
    else those of its département.
    """
    hosts = hosts_of(place.scope_id)
    if hosts:
        return hosts
    scope = place.scope
    coordinators = Mandate.objects.in_force().filter(role=Role.COORDINATOR, person__is_active=True)
    near = coordinators.filter(scope__kind=ScopeKind.EPCI, scope__epci=scope.epci_id)
    far = coordinators.filter(
        scope__kind=ScopeKind.DEPARTEMENT, scope__departement=scope.departement_id
    )
    for mandates in (near, far):
        deciders = [
            mandate.person
            for mandate in mandates.select_related("person").order_by("person__name", "person_id")
        ]
        if deciders:
            return deciders
    return []


def _waiting(request: Booking | BookingSeries) -> list[Booking]:
    """Returns the dates of a request that wait for an answer, in their order."""
    return read_requested(request) if isinstance(request, BookingSeries) else [request]


def _request_of(dates: Sequence[Booking]) -> Booking | BookingSeries:
    """Returns the booking, or the series of which these are dates, as it is now."""
    if dates[0].series_id is None:
        return dates[0]
    series = BookingSeries.objects.select_related("place__commune", "booked_for")
    return series.get(pk=dates[0].series_id)


def _facts(
    request: Booking | BookingSeries, dates: Sequence[Booking]
) -> BookingFacts | SeriesFacts:
    """Returns the facts of a booking; of a series, as if these dates, loaded, and no others took
    place."""
    if isinstance(request, BookingSeries):
        return facts_of_series(request, dates)
    return read_facts(request)


def _facts_of_dates(
    request: Booking | BookingSeries, dates: Sequence[Booking]
) -> BookingFacts | SeriesFacts:
    """Returns the facts of dates that are loaded alone."""
    if isinstance(request, BookingSeries):
        dates = read_consistent(request.bookings.filter(pk__in=[date.pk for date in dates]))
    return _facts(request, dates)


def _notify_deciders(
    message: type[DecisionMail],
    request: Booking | BookingSeries,
    *,
    now: datetime,
    **fields: object,
) -> None:
    waiting = _waiting(request)
    facts = _facts(request, waiting)
    dates = dates_to_decide(request, now)
    if isinstance(request, BookingSeries):
        fields["taken_days"] = [date.day for date in dates if date.is_taken]
        fields["contested_days"] = [date.day for date in dates if date.rivals and not date.is_taken]
    else:
        fields["rivals"] = sum(date.rivals for date in dates)
    for host in deciders_of(request.place):
        mail = message(
            facts=facts,
            hello=host.name,
            host_id=host.pk,
            requester_name=shown_name(request.holder),
            answer_due=waiting[0].answer_due,
            **fields,  # type: ignore[arg-type]  # the fields of each message
        )
        write_to(host, mail)
