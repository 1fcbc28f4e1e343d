"""Notifications about ceremonies. Operations call these functions in their transactions."""

from collections.abc import Iterable, Sequence

from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.ceremonies.formatting import CeremonyFacts
from bocage.welcome.ceremonies.mails import (
    CeremonyFollowsMail,
    CeremonyInvitationMail,
    CeremonyMovedMail,
    CeremonyOffMail,
    CeremonyOfNewCommuneMail,
    CeremonyReminderMail,
    CeremonySoonMail,
    CeremonyThanksMail,
    DateWantedMail,
    GuestGoneMail,
    GuestMail,
    WasItHeldMail,
)
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.communes.town_halls import coordinators_of, elected_of_epci, town_hall_people
from bocage.welcome.projects.models.projects import HouseholdAdult
from bocage.welcome.projects.notifications.messages import send_to_adult

Answer = CeremonyGuest.Answer


def managers_of(commune: Commune) -> list[Person]:
    """Returns the people to notify about a commune: its town hall, else the elected members of its
    intercommunalité, else its coordinators.
    """
    return town_hall_people(commune) or elected_of_epci(commune) or coordinators_of(commune)


def send_invitations(ceremony: Ceremony, guests: Sequence[CeremonyGuest]) -> None:
    """Sends the invitation to each adult of the given households."""
    _to_guests(CeremonyInvitationMail, ceremony, guests)


def remind_silent(ceremony: Ceremony, guests: Sequence[CeremonyGuest]) -> None:
    """Sends a reminder to the households that have not answered."""
    _to_guests(CeremonyReminderMail, ceremony, guests)


def remind_coming(ceremony: Ceremony, guests: Sequence[CeremonyGuest]) -> None:
    """Sends a reminder to the households that come."""
    _to_guests(CeremonySoonMail, ceremony, guests)


def notify_change(ceremony: Ceremony) -> None:
    """Notifies the guests who did not decline of a change; guests without an answer are invited
    again, the answers of those who come are retained.
    """
    guests = _concerned(ceremony)
    unanswered = [guest for guest in guests if guest.answer == Answer.NONE]
    coming = [guest for guest in guests if guest.answer == Answer.YES]
    _to_guests(CeremonyMovedMail, ceremony, unanswered, needs_new_answer=True)
    _to_guests(CeremonyMovedMail, ceremony, coming, needs_new_answer=False)


def notify_cancellation(ceremony: Ceremony) -> None:
    """Notifies the guests who did not decline that the ceremony is called off; the operation calls
    this once.
    """
    _to_guests(CeremonyOffMail, ceremony, _concerned(ceremony), reason=ceremony.call_off_reason)


def send_certificates(ceremony: Ceremony, guests: Sequence[CeremonyGuest]) -> None:
    """Sends the thanks, with their certificate, to each adult of the households that attended."""
    households = {guest.project_id: guest.project.name for guest in guests}
    for adult in _adults(guests):
        mail = CeremonyThanksMail(
            ceremony=CeremonyFacts.of(ceremony), household=households[adult.project_id]
        )
        send_to_adult(adult.project, adult.person, mail)


def ask_if_held(ceremony: Ceremony) -> None:
    """Sends the town hall, the day after, the question whether the ceremony was held."""
    for person in managers_of(ceremony.commune):
        write_to(person, WasItHeldMail(ceremony=CeremonyFacts.of(ceremony), person_id=person.pk))


def notify_guest_withdrew(ceremony: Ceremony, *, household: str, people: int) -> None:
    """Notifies the people who manage a ceremony that a household that had accepted does not come.
    `household` is empty if it was erased.
    """
    for person in managers_of(ceremony.commune):
        write_to(
            person,
            GuestGoneMail(
                ceremony=CeremonyFacts.of(ceremony),
                person_id=person.pk,
                household=household,
                people=people,
            ),
        )


def ask_for_a_date(commune: Commune, newcomers: int) -> int:
    """Notifies the town hall that a household has arrived and that a date is wanted. Returns how
    many people were written to.
    """
    people = managers_of(commune)
    for person in people:
        write_to(
            person,
            DateWantedMail(
                commune_name=commune.name,
                commune_code=commune.pk,
                person_id=person.pk,
                newcomers=newcomers,
            ),
        )
    return len(people)


def notify_commune_merged(ceremony: Ceremony, former_name: str) -> None:
    """Notifies the people who manage ceremonies in the new commune, the person who planned this
    one, and the guests who did not decline, that the commune has merged.
    """
    _to_guests(CeremonyOfNewCommuneMail, ceremony, _concerned(ceremony), former_name=former_name)
    planner: Person | None = ceremony.planned_by
    recipients = {
        person.pk: person for person in (*managers_of(ceremony.commune), planner) if person
    }
    for person in recipients.values():
        write_to(
            person,
            CeremonyFollowsMail(
                ceremony=CeremonyFacts.of(ceremony),
                person_id=person.pk,
                former_name=former_name,
                may_open=person.has_perm("welcome.manage_ceremony", ceremony),
            ),
        )


def _to_guests(
    kind: type[GuestMail], ceremony: Ceremony, guests: Sequence[CeremonyGuest], **facts: object
) -> None:
    invited = {guest.project_id: guest for guest in guests}
    for adult in _adults(guests):
        guest, project = invited[adult.project_id], adult.project
        mail = kind(
            ceremony=CeremonyFacts.of(ceremony),
            guest_id=guest.pk,
            person_id=adult.person_id,
            person_name=adult.person.name,
            person_mail=adult.person.email,
            comes=guest.comes,
            people=guest.people or project.adults_count + project.children_count,
            **facts,
        )
        send_to_adult(project, adult.person, mail)


def _concerned(ceremony: Ceremony) -> list[CeremonyGuest]:
    return list(
        CeremonyGuest.objects.filter(ceremony=ceremony)
        .exclude(answer=Answer.NO)
        .select_related("project")
    )


def _adults(guests: Iterable[CeremonyGuest]) -> list[HouseholdAdult]:
    """Returns the adults of households that are not erased, with their people; one query."""
    return list(
        HouseholdAdult.objects.filter(
            project__in=[guest.project_id for guest in guests],
            project__erased_at=None,
            person__is_active=True,
        ).select_related("person", "project")
    )
