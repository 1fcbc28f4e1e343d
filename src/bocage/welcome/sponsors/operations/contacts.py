"""Contacts of a sponsorship: contact details given, contacts recorded, and feedback."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from bocage.people.models import Person
from bocage.welcome.projects.operations.contact import touch_last_contact
from bocage.welcome.sponsors import notifications
from bocage.welcome.sponsors.errors import ContactInTheFuture, SponsorshipOver
from bocage.welcome.sponsors.models import SponsorContact, Sponsorship, SponsorshipFeedback
from bocage.welcome.sponsors.operations.sponsorships import locked_sponsorship


def give_contact(*, by: Person, sponsorship: Sponsorship) -> Sponsorship:
    """Gives the sponsor the address and the number of an adult of the household. Repeating it sends
    no second mail.

    Raises:
        NotAllowed: `by` is not of the household.
        SponsorshipOver: the household has no sponsor any more.
    """
    by.require("welcome.give_contact", sponsorship)
    with transaction.atomic():
        locked = locked_sponsorship(sponsorship)
        if not locked.is_active:
            raise SponsorshipOver
        if locked.contact_given_by_id != by.pk:
            locked.contact_given_by = by
            locked.save(update_fields=["contact_given_by"])
            notifications.notify_contact(locked)
    return locked


def take_contact_back(*, by: Person, sponsorship: Sponsorship) -> Sponsorship:
    """Hides the household's address and number from the sponsor again.

    Raises:
        NotAllowed: `by` is not of the household.
    """
    by.require("welcome.give_contact", sponsorship)
    with transaction.atomic():
        locked = locked_sponsorship(sponsorship)
        locked.contact_given_by = None
        locked.save(update_fields=["contact_given_by"])
    return locked


def note_contact(
    *,
    by: Person,
    sponsorship: Sponsorship,
    happened_on: date,
    channel: str,
    line: str = "",
    now: datetime | None = None,
) -> SponsorContact:
    """Records, in a line, that the sponsor met, called or wrote to the household. The same note of
    the same day, sent twice, is recorded once.

    Raises:
        NotAllowed: `by` does not accompany the household today.
        ContactInTheFuture: the day is still to come.
        ValueError: `channel` is not one of SponsorContact.Channel.
    """
    by.require("welcome.see_sponsored_project", sponsorship)
    now = now or timezone.now()
    if happened_on > timezone.localdate(now):
        raise ContactInTheFuture
    with transaction.atomic():
        locked = locked_sponsorship(sponsorship)
        contact, _is_new = SponsorContact.objects.get_or_create(
            sponsorship=locked,
            happened_on=happened_on,
            channel=SponsorContact.Channel(channel).value,
            line=line.strip(),
            defaults={"written_at": now},
        )
        touch_last_contact(locked.project, now)
    return contact


def remove_contact(*, by: Person, contact: SponsorContact) -> None:
    """Deletes a note about a contact. Idempotent.

    Raises:
        NotAllowed: `by` does not accompany the household today.
    """
    by.require("welcome.see_sponsored_project", contact.sponsorship)
    SponsorContact.objects.filter(pk=contact.pk).delete()


def write_feedback(
    *,
    sponsorship: Sponsorship,
    side: str,
    mark: int,
    helped: str = "",
    missing: str = "",
    now: datetime | None = None,
) -> SponsorshipFeedback:
    """Records the feedback of one side, by the signed link of its mail: the holder of the link
    answers for that side. Sending it again replaces it.

    Raises:
        ValueError: `side` or `mark` is not one of the choices.
    """
    feedback, _is_new = SponsorshipFeedback.objects.update_or_create(
        sponsorship=sponsorship,
        side=SponsorshipFeedback.Side(side).value,
        defaults={
            "mark": SponsorshipFeedback.Mark(mark).value,
            "helped": helped.strip(),
            "missing": missing.strip(),
            "written_at": now or timezone.now(),
        },
    )
    return feedback
