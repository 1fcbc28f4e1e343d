"""The gatherings of the club, as a kind of event: their tables, their words, who hears of them."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.network.gatherings import errors, events, mails, notifications
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import Registration
from bocage.network.gatherings.operations.rooms import free_room
from bocage.people.models import Person
from bocage.registrations.kinds import EventKind, EventMails, EventRefusals


class Gatherings(EventKind[Gathering, Registration]):
    """Event kind of gatherings: they have a full state, free their room when called off, and are
    published to webhooks. A person with an account registers with it.
    """

    events = Gathering
    registrations = Registration
    read_with = ("commune", "made_by", "proposed_by", "series")
    manage = "network.manage_gathering"
    manage_registration = "network.manage_registration"
    refusals = EventRefusals(
        past=errors.GatheringInThePast,
        backwards=errors.GatheringBackwards,
        made_already=errors.GatheringMadeAlready,
        over=errors.GatheringOver,
        seats_taken=errors.SeatsTaken,
        closed=errors.RegistrationsClosed,
        outdated=errors.GatheringMoved,
        too_many=errors.TooManyTogether,
    )
    mails = EventMails(
        confirm=mails.ConfirmRegistration,
        registered=mails.Registered,
        waits=mails.WaitsForASeat,
        seat_given=mails.SeatIsYours,
        cancelled=mails.RegistrationCancelled,
        rescheduled=mails.GatheringHasMoved,
        called_off=mails.GatheringIsOff,
        tomorrow=mails.GatheringTomorrow,
    )
    awake = range(8, 21)
    names_retention = timedelta(days=365)
    no_names = {"name": "", "email": "", "guests": ""}

    def registration_rows(self) -> QuerySet[Registration]:
        return lock_rows(Registration.objects.select_related("person"))

    def forgotten_rows(self) -> QuerySet[Registration]:
        return Registration.objects.filter(person=None)

    def opened(self, event: Gathering, *, by: Person) -> None:
        notifications.notify_proposal_decision(event, by)
        publish(events.GatheringOpened(gathering_id=event.pk))

    def rescheduled(self, event: Gathering, *, former_place: str) -> None:  # noqa: ARG002 - of the kind
        publish(events.GatheringReplanned(gathering_id=event.pk))

    def calling_off(self, event: Gathering, *, by: Person, now: datetime) -> None:
        free_room(event, by=by, now=now)

    def called_off(self, event: Gathering, *, by: Person) -> None:
        notifications.notify_proposal_decision(event, by)
        publish(events.GatheringCalledOff(gathering_id=event.pk))

    def took_place(self, event: Gathering) -> None:
        publish(events.GatheringHeld(gathering_id=event.pk))

    def filled(self, event: Gathering) -> None:
        status = Gathering.Status.OPEN if event.seats_left else Gathering.Status.FULL
        if event.status != status:
            event.status = status
            event.save(update_fields=["status"])

    def owner_of(
        self,
        registration: Registration,
        *,
        now: datetime,  # noqa: ARG002 - of the kind
    ) -> Registration:
        """Attaches a confirmed registration to the active account that has its address. If that
        account is already registered to the gathering, deletes this registration and returns the
        existing one.
        """
        owner = Person.objects.filter(email=registration.email, is_active=True).first()
        if owner is None:
            return registration
        existing = registration_of(registration.event, owner)
        if existing is not None and existing.pk != registration.pk:
            registration.delete()
            return existing
        registration.person, registration.email = owner, ""
        return registration

    def registered(self, registration: Registration) -> None:
        publish(events.RegistrationConfirmed(registration_id=registration.pk))

    def seated(self, registration: Registration) -> None:
        publish(events.WaitingSeated(registration_id=registration.pk))

    def cancelled(self, registration: Registration) -> None:
        publish(events.RegistrationCancelled(registration_id=registration.pk))


GATHERINGS = Gatherings()


def registration_of(gathering: Gathering, person: Person) -> Registration | None:
    """Returns the registration of a person to a gathering, made with their account or with its
    address before they had one; in memory, attaches it to the account.
    """
    of_person = Q(person=person) | Q(person=None, email=person.email)
    registrations = gathering.registrations.not_cancelled().filter(of_person)
    registration = registrations.order_by(F("person").asc(nulls_last=True)).first()
    if registration is not None:
        registration.event, registration.person, registration.email = gathering, person, ""
    return registration
