"""Who is told what about leads: the operations call these in their transactions."""

from __future__ import annotations

from django.db.models import Q

from bocage.foundation.mail import send_mail
from bocage.housing.lead_mails import (
    LeadEndedMail,
    LeadMail,
    LeadSharedMail,
    LeadStaleMail,
    LeadToReadMail,
    NumberAskedMail,
    NumberGivenMail,
    NumberRefusedMail,
    StillFreeMail,
)
from bocage.housing.lead_recipients import keepers_of, teller_or_keepers, who_may_release
from bocage.housing.lead_words import facts_of
from bocage.housing.models import Lead, LeadRelease
from bocage.people.models import Person


def tell_keepers_to_read(lead: Lead) -> None:
    """Somebody without a mandate told a lead: who decides whether it is shown?"""
    for person in keepers_of(lead.commune):
        _send(
            LeadToReadMail(
                lead=facts_of(lead),
                person_id=person.pk,
                about_where=lead.about_where,
                told_by=_called(lead.told_by),
            ),
            person,
        )


def tell_teller_it_is_shown(lead: Lead) -> None:
    """Whoever told it, and does not keep it, is thanked."""
    teller = lead.told_by
    if teller is None or teller.pk == lead.shared_by_id:
        return
    _send(LeadSharedMail(lead=facts_of(lead)), teller)


def ask_if_still_free(lead: Lead) -> None:
    """« Toujours libre ? », with one button for each answer."""
    for person in teller_or_keepers(lead):
        _send(
            StillFreeMail(
                lead=facts_of(lead),
                person_id=person.pk,
                about_where=lead.about_where,
                confirmed_at=lead.confirmed_at,
            ),
            person,
        )


def tell_it_is_stale(lead: Lead) -> None:
    """It is hidden for want of news; one click brings it back."""
    for person in teller_or_keepers(lead):
        _send(
            LeadStaleMail(lead=facts_of(lead), person_id=person.pk, about_where=lead.about_where),
            person,
        )


def ask_for_the_number(release: LeadRelease) -> None:
    """A candidate asks: yes or no, in one click, by whoever may release it."""
    lead, candidate = release.lead, release.person
    for person in who_may_release(lead):
        _send(
            NumberAskedMail(
                lead=facts_of(lead),
                person_id=person.pk,
                about_where=lead.about_where,
                candidate_id=candidate.pk,
                candidate=_called(candidate),
                words_of_candidate=release.words,
                has_owner=lead.has_owner,
                is_for_candidates=lead.who_may_call == Lead.Caller.CANDIDATES,
            ),
            person,
        )


def tell_the_answer(release: LeadRelease) -> None:
    """To the candidate: the number is on the page of the lead, or why not."""
    lead = release.lead
    if release.released_at is not None:
        _send(NumberGivenMail(lead=facts_of(lead)), release.person)
    elif release.asked_at is not None:
        _send(NumberRefusedMail(lead=facts_of(lead)), release.person)


def tell_candidates_it_ended(lead: Lead) -> None:
    """To those who asked for its number, or were given it."""
    waiting = (
        LeadRelease.objects.filter(Q(released_at__isnull=False) | Q(refused_at=None), lead=lead)
        .select_related("person")
        .order_by("pk")
    )
    for release in waiting:
        _send(
            LeadEndedMail(lead=facts_of(lead), was_found=lead.close_reason == "found"),
            release.person,
        )


def _send(mail: LeadMail, person: Person) -> None:
    if person.is_active:
        send_mail(mail, to=person.email, language=person.language, person=person)


def _called(person: Person | None) -> str:
    return person.name if person is not None else ""
