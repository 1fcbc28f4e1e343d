"""Notifications about leads and their recipients: operations call these in their transactions."""

from django.db.models import Q

from bocage.housing.leads.formatting import facts_of
from bocage.housing.leads.mails import (
    LeadEndedMail,
    LeadSharedMail,
    LeadStaleMail,
    LeadToReadMail,
    NumberAskedMail,
    NumberGivenMail,
    NumberRefusedMail,
    StillFreeMail,
)
from bocage.housing.leads.models.leads import Lead, LeadRelease
from bocage.housing.leads.recipients import managers_of, number_releasers, reporter_or_managers
from bocage.people.mailing import write_to
from bocage.people.models import Person


def notify_managers_of_report(lead: Lead) -> None:
    """Notifies the managers of the leads of the commune that a person without a mandate reported
    one, to be reviewed.
    """
    for person in managers_of(lead.commune):
        write_to(
            person,
            LeadToReadMail(
                lead=facts_of(lead),
                person_id=person.pk,
                about_where=lead.about_where,
                reported_by=_name_of(lead.reported_by),
            ),
        )


def notify_reporter_of_sharing(lead: Lead) -> None:
    """Notifies the person who reported a lead that it is shown, unless they showed it
    themselves."""
    reporter = lead.reported_by
    if reporter is None or reporter.pk == lead.shared_by_id:
        return
    write_to(reporter, LeadSharedMail(lead=facts_of(lead)))


def ask_if_still_free(lead: Lead) -> None:
    """Sends « Toujours libre ? », with one button per answer, to the reporter of a lead, or else to
    its managers.
    """
    for person in reporter_or_managers(lead):
        write_to(
            person,
            StillFreeMail(
                lead=facts_of(lead),
                person_id=person.pk,
                about_where=lead.about_where,
                confirmed_at=lead.confirmed_at,
            ),
        )


def notify_stale_lead(lead: Lead) -> None:
    """Notifies the reporter of a lead, or else its managers, that it is hidden for want of a
    confirmation; one click shows it again.
    """
    for person in reporter_or_managers(lead):
        write_to(
            person,
            LeadStaleMail(lead=facts_of(lead), person_id=person.pk, about_where=lead.about_where),
        )


def ask_for_the_number(release: LeadRelease) -> None:
    """Notifies those who may release the owner's number that a candidate requests it: yes or no, in
    one click.
    """
    lead, candidate = release.lead, release.person
    for person in number_releasers(lead):
        write_to(
            person,
            NumberAskedMail(
                lead=facts_of(lead),
                person_id=person.pk,
                about_where=lead.about_where,
                candidate_id=candidate.pk,
                candidate=_name_of(candidate),
                words_of_candidate=release.words,
                has_owner=lead.has_owner,
                is_for_candidates=lead.caller == Lead.Caller.CANDIDATES,
            ),
        )


def notify_number_answer(release: LeadRelease) -> None:
    """Notifies the candidate that the number is on the page of the lead, or was refused."""
    lead = release.lead
    if release.released_at is not None:
        write_to(release.person, NumberGivenMail(lead=facts_of(lead)))
    elif release.requested_at is not None:
        write_to(release.person, NumberRefusedMail(lead=facts_of(lead)))


def notify_candidates_of_closing(lead: Lead) -> None:
    """Notifies those who requested the number of a lead, or received it, that the home is no longer
    available.
    """
    waiting = (
        LeadRelease.objects.filter(Q(released_at__isnull=False) | Q(refused_at=None), lead=lead)
        .select_related("person")
        .order_by("pk")
    )
    for release in waiting:
        write_to(
            release.person,
            LeadEndedMail(lead=facts_of(lead), was_found=lead.close_reason == "found"),
        )


def _name_of(person: Person | None) -> str:
    return person.name if person is not None else ""
