"""Data of `test_every_page`: a place, its visitors, and a person in each role."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.people.models import Person, Role
from bocage.people.signed_actions import STOP
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.front_desk.operations.presence import count_walk_in
from bocage.workspaces.models import Booking, BookingSeries, Place
from bocage.workspaces.scheduling.operations.access_notes import add_access_note
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.operations.series import ChosenDate, book_series
from tests.demo.factories import OutgoingMailFactory
from tests.housing.leads.factories import candidate
from tests.journeys import (
    api_pages,
    evidence_pages,
    first_steps_pages,
    guides_pages,
    network_pages,
    outreach_pages,
    training_pages,
    welcome_pages,
)
from tests.journeys.world_of_homes import (
    doubtful_pairs,
    followed_searches,
    homes_for_sale,
    make_lead,
    sources_of_homes,
)
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    HostFactory,
    PassFactory,
    PayerFactory,
    PlaceFactory,
    ResourceFactory,
    SharedAddressFactory,
    TariffFactory,
    WaitlistEntryFactory,
    as_range,
    day_ahead,
    hours,
)


@dataclass(frozen=True)
class World:
    """People of the tests, and the parameters of the URLs."""

    people: dict[str, Person]
    parts: dict[str, Any]


def world_of_everybody() -> World:
    """Creates a place with its host and its visitors of tomorrow, and a person in each role."""
    place = PlaceFactory(boitron=True, address="La Clairière", postcode="61500")
    desk = ResourceFactory(place=place)
    room = ResourceFactory(place=place, meeting_room=True, rules={"needs_approval": True})
    ClosureFactory(place=place)
    people = {
        "teleworker": PersonFactory(),
        "holder of keys": _holder_of_keys(),
        "newcomer": PersonFactory(),
        "candidate": candidate(),
        Role.HOST: HostFactory(of=place),
        **_other_places(place),
    }
    visitor = people["teleworker"]
    parts = {
        "slug": place.slug,
        "commune_detail.slug": place.commune.slug,
        "demand_detail.slug": place.commune.slug,
        "day": day_ahead(1),
        "resource_id": room.pk,
        "kind": "place",
        "key": place.scope_id,
        "history": "lieu",
        "tracked_id": place.pk,
        "language": "fr",
        **_mails(visitor),
        **_bookings(visitor, desk, room),
        **_requests(visitor, desk, room),
        **_doors(people[Role.HOST], place, room),
        **_prices(visitor, desk),
        **sources_of_homes(place),
        **homes_for_sale(place),
        **doubtful_pairs(place),
        **make_lead(people, place),
        **followed_searches(visitor, place),
    }
    for subject in (
        *welcome_pages.SUBJECTS,
        *network_pages.SUBJECTS,
        *outreach_pages.SUBJECTS,
        *evidence_pages.SUBJECTS,
        *training_pages.SUBJECTS,
        *api_pages.SUBJECTS,
        guides_pages,
        first_steps_pages,
    ):
        parts |= subject.prepare(people, place)
    return World(people=people, parts=parts)


def _mails(person: Person) -> dict[str, Any]:
    """Returns a stored mail, the type of mail to preview, and an unsubscribe link."""
    path = signed_action_path(STOP, {"person": person.pk.hex, "channel": "visitors"})
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    return {
        "mail_preview.kind": "workspaces.BookingConfirmedMail",
        "mail_id": OutgoingMailFactory(attached=b"BEGIN:VCALENDAR").pk,
        "token": path.rstrip("/").rpartition("/")[2],
        "pk": key.pk,
    }


def _requests(person: Person, desk: Any, room: Any) -> dict[str, Any]:
    """Creates pending requests for the host of the room, and the series of a desk."""
    requested_booking = BookingFactory(
        resource=room,
        requested=True,
        booked_for=person,
        period=as_range(hours(day_ahead(4), 9 * 60, 12 * 60)),
    )
    WaitlistEntryFactory(resource=room, person=person)
    return {
        "asked.booking_id": requested_booking.pk,
        "asked.request_id": requested_booking.pk,
        "asked.series_id": _series(person, room, starts=9).pk,
        "series.request_id": _series(PersonFactory(), room, starts=10).pk,
        "series_id": _series(person, desk).pk,
    }


def _doors(host: Person, place: Place, room: Any) -> dict[str, Any]:
    """The code of the place with who came by it, the screen of a room, and a note of access."""
    code = SharedAddressFactory(place=place)
    screen = SharedAddressFactory(door=True, resource=room)
    for _visit in range(2):
        count_walk_in(by=None, at=code, people=2, origin=place.commune)
    note = add_access_note(by=host, place=place, kind="door", text="61A50")
    return {
        "here.token": code.token,
        "here_thanks.token": code.token,
        "door.token": screen.token,
        "host_visits.day": day_ahead(0),
        "note_id": note.pk,
    }


def _holder_of_keys() -> Person:
    person = PersonFactory()
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    data = {"name": "Mon téléphone", "credential": {}}
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
    return person


def _other_places(place: Place) -> dict[str, Person]:
    """Returns a person in each of the roles that are not held on a place."""
    of_departement = ScopeFactory(of_departement=True, departement=place.commune.departement)
    of_commune = ScopeFactory(of_commune=True, commune=place.commune)
    scopes = {
        Role.COORDINATOR: of_departement,
        Role.ADMIN: ScopeFactory(),
        Role.TOWN_HALL: of_commune,
        Role.ELECTED: of_commune,
        Role.SPONSOR: of_commune,
        Role.CLUB_ORGANISER: of_departement,
        Role.TRAINING_OFFICER: ScopeFactory(of_partner=True),
        Role.EDITOR: of_departement,
    }
    return {role: MandateFactory(role=role, scope=scope).person for role, scope in scopes.items()}


def _bookings(person: Person, desk: Any, room: Any) -> dict[str, Any]:
    """A booking of tomorrow, and one that was cancelled; those of others beside them."""
    day = day_ahead(1)
    booking = BookingFactory(
        resource=desk, booked_for=person, period=as_range(hours(day, 9 * 60, 12 * 60))
    )
    cancelled = BookingFactory(
        resource=desk, booked_for=person, period=as_range(hours(day, 15 * 60, 16 * 60))
    )
    cancel_booking(by=person, booking=cancelled)
    BookingFactory(
        resource=room, purpose="Un café pour huit", period=as_range(hours(day, 840, 1080))
    )
    BookingFactory(
        resource=desk,
        status=Booking.Status.NO_SHOW,
        period=as_range(hours(day_ahead(-2), 9 * 60, 12 * 60)),
    )
    return {"booking_id": booking.pk, "cancelled.booking_id": cancelled.pk}


def _series(person: Person, resource: Any, *, starts: int = 16) -> BookingSeries:
    """Two hours, a week from each other, a week after the first that its rule names."""
    recurrence = Recurrence(
        frequency=BookingSeries.Frequency.WEEKLY,
        first_on=day_ahead(3),
        starts=starts * 60,
        ends=(starts + 1) * 60,
        count=3,
    )
    place = Place.objects.get(pk=resource.place_id)
    dates = [ChosenDate(day=day) for day in recurrence.days()[1:]]
    return book_series(
        by=person, place=place, resources=[resource.pk], recurrence=recurrence, dates=dates
    )


def _prices(person: Person, desk: Any) -> dict[str, Any]:
    """Creates a price for a desk, an unpaid booking and pass, and a paying organisation."""
    TariffFactory(place=desk.place)
    period = hours(day_ahead(2), 9 * 60, 12 * 60)
    due_booking = book_resource(by=person, resource=desk, period=period)
    sold_pass = PassFactory(product__place=desk.place, person=person)
    payer = PayerFactory(place=desk.place, people=[person])
    return {
        "host_payment.kind": "reservation",
        "host_payment.due_id": due_booking.pk,
        "sold.kind": "carnet",
        "sold.due_id": sold_pass.pk,
        "payer_id": payer.pk,
    }
