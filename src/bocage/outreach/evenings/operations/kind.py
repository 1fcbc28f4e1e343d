"""The evenings in cities, as a kind of event: their tables, their words, who hears of them."""

from datetime import datetime, timedelta

from bocage.outreach.evenings import errors, mails, notifications
from bocage.outreach.evenings.formatting import EveningFacts, facts_of
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.models.people import EveningInvitation, EveningRegistration
from bocage.outreach.evenings.operations.meetings import meet_registered
from bocage.people.models import Person
from bocage.registrations.kinds import EventKind, EventMails, EventRefusals

AWAKE = range(8, 20)
"""The hours of the clock on the wall at which people are written to."""


class Evenings(EventKind[CityEvening, EveningRegistration]):
    """Kind of event of evenings. Invited people are notified of changes too. Other consents of a
    registration take effect once the mailbox is confirmed; for a prospect, it records a new touch.
    """

    events = CityEvening
    registrations = EveningRegistration
    read_with = ("campaign__departement", "link")
    manage = "outreach.manage_evening"
    manage_registration = "outreach.manage_evening"
    refusals = EventRefusals(
        past=errors.EveningInThePast,
        backwards=errors.EveningBackwards,
        made_already=errors.EveningMadeAlready,
        over=errors.EveningOver,
        seats_taken=errors.FewerSeatsThanPeople,
        closed=errors.EveningClosed,
        outdated=errors.EveningMovedMeanwhile,
        too_many=errors.TooManyAtOnce,
    )
    mails = EventMails(
        confirm=mails.ConfirmEvening,
        registered=mails.EveningSeat,
        waits=mails.EveningWaits,
        seat_given=mails.EveningSeatGiven,
        cancelled=mails.EveningLeft,
        rescheduled=mails.EveningHasMoved,
        called_off=mails.EveningIsOff,
        tomorrow=mails.EveningTomorrow,
    )
    awake = AWAKE
    names_retention = timedelta(days=60)
    """Also for prospects, who have their own record: enough for the thanks and a question."""
    no_names = {"name": "", "email": "", "purposes": []}

    def facts_of(self, event: CityEvening) -> EveningFacts:
        return facts_of(event)

    def rescheduled(self, event: CityEvening, *, former_place: str) -> None:
        notifications.notify_guests(event, former_place=former_place)

    def called_off(self, event: CityEvening, *, by: Person) -> None:  # noqa: ARG002 - of the kind
        _drop_invitations(event)
        notifications.notify_guests(event, reason=event.call_off_reason)

    def took_place(self, event: CityEvening) -> None:
        _drop_invitations(event)

    def owner_of(self, registration: EveningRegistration, *, now: datetime) -> EveningRegistration:
        registration.prospect = meet_registered(registration, now=now)
        registration.purposes = []
        return registration


def _drop_invitations(evening: CityEvening) -> None:
    """Drops the invitations that were not sent yet."""
    waiting = evening.invitations.filter(state=EveningInvitation.State.WAITING)
    waiting.update(state=EveningInvitation.State.DROPPED)


EVENINGS = Evenings()
