"""« Mon projet » before it is sent: begun, saved, taken up again, confirmed by mail."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.foundation.mail import send_mail
from bocage.people.addresses import normalise_address
from bocage.people.errors import NotAnAddress
from bocage.people.limits import Limit, count_attempt, count_attempt_from
from bocage.people.models import Person, Situation
from bocage.people.operations.persons import person_of_address, update_profile
from bocage.welcome.intake.draft_answers import answers_of_draft, departement_of
from bocage.welcome.intake.mails import ConfirmProject, ResumeProject
from bocage.welcome.intake.models import ProjectDraft
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.projects import change_answers, open_project

FORGOTTEN_AFTER = timedelta(days=30)
BEGUN_FROM_A_NETWORK = Limit(action="welcome.draft.network", amount=40, window=timedelta(hours=1))
MAILS_FROM_A_NETWORK = Limit(action="welcome.draft.mails", amount=20, window=timedelta(hours=1))
MAILS_TO_AN_ADDRESS = Limit(action="welcome.draft.address", amount=5, window=timedelta(hours=1))


def begin_draft(
    *, network_address: str, language: str, now: datetime | None = None
) -> ProjectDraft:
    """Creates an empty draft, which the holder of its key may fill in.

    Raises:
        TooManyAttempts: forty were begun from this network within an hour.
    """
    count_attempt_from(BEGUN_FROM_A_NETWORK, network_address, now=now)
    return ProjectDraft.objects.create(language=language, saved_at=now or timezone.now())


def save_step(
    *,
    draft: ProjectDraft,
    step: str,
    answers: Mapping[str, Any],
    came_by: str = "",
    now: datetime | None = None,
) -> ProjectDraft:
    """Stores the answers of one step; those of the others are unchanged. If several referral codes
    were received, the last is stored.

    Raises:
        NoLongerPossible: the draft was confirmed, or deleted.
    """
    with transaction.atomic():
        locked = _locked(draft.pk)
        if locked.confirmed_at is not None:
            raise NoLongerPossible
        previous = locked.answers.get(step, {})
        locked.answers = {**locked.answers, step: {**previous, **answers}}
        locked.came_by = came_by or locked.came_by
        locked.saved_at = now or timezone.now()
        locked.save(update_fields=["answers", "came_by", "saved_at"])
    return locked


def send_draft_by_mail(
    *, draft: ProjectDraft, email: str, network_address: str, now: datetime | None = None
) -> ProjectDraft:
    """Sends the link to resume the form, later or on another screen.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
        NoLongerPossible: the draft was confirmed, or forgotten.
        TooManyAttempts: too many mails to this address, or from this network.
    """
    address = _address(email, network_address, now)
    with transaction.atomic():
        locked = _locked(draft.pk)
        if locked.confirmed_at is not None:
            raise NoLongerPossible
        mail = ResumeProject(draft_id=locked.pk, days=FORGOTTEN_AFTER.days)
        send_mail(mail, to=address, language=locked.language)
    return locked


def ask_to_confirm(
    *, draft: ProjectDraft, email: str, network_address: str, now: datetime | None = None
) -> ProjectDraft:
    """Sends a confirmation mail to the address given with a complete draft.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
        DraftNotReady: an answer is missing.
        NoLongerPossible: the draft was confirmed, or forgotten.
        TooManyAttempts: too many mails to this address, or from this network.
    """
    answers_of_draft(draft)
    address = _address(email, network_address, now)
    moment = now or timezone.now()
    with transaction.atomic():
        locked = _locked(draft.pk)
        if locked.confirmed_at is not None:
            raise NoLongerPossible
        locked.email, locked.sent_at, locked.saved_at = address, moment, moment
        locked.save(update_fields=["email", "sent_at", "saved_at"])
        mail = ConfirmProject(draft_id=locked.pk, email=address)
        send_mail(mail, to=address, language=locked.language)
    return locked


def confirm_draft(*, draft_id: UUID, email: str, now: datetime | None = None) -> SettlementProject:
    """Confirms that the mailbox `email` belongs to the household: creates the account if there is
    none, and opens the project. Repeating it returns the same project.

    Raises:
        NoLongerPossible: the draft was forgotten, the form now names another address, or the
            account is closed.
        DraftNotReady: an answer is missing.
    """
    with transaction.atomic():
        draft = _locked(draft_id)
        if draft.project is not None:
            return draft.project
        if draft.email != email:
            raise NoLongerPossible
        person = person_of_address(email=draft.email, language=draft.language)
        return _open(draft, person, now or timezone.now())


def open_own_draft(
    *, by: Person, draft: ProjectDraft, now: datetime | None = None
) -> SettlementProject:
    """Turns the draft of a person who is signed in into a project, without a confirmation mail:
    their address is already confirmed.

    Raises:
        NoLongerPossible: the draft was forgotten.
        DraftNotReady: an answer is missing.
    """
    with transaction.atomic():
        locked = _locked(draft.pk)
        if locked.project is not None:
            return locked.project
        return _open(locked, by, now or timezone.now())


def forget_old_drafts(*, now: datetime | None = None) -> int:
    """Deletes the drafts that were not changed for a month, confirmed or not; returns how many."""
    oldest = (now or timezone.now()) - FORGOTTEN_AFTER
    return ProjectDraft.objects.filter(saved_at__lt=oldest).delete()[0]


def _open(draft: ProjectDraft, person: Person, moment: datetime) -> SettlementProject:
    """Opens the project, or updates the one that the household has already."""
    if not person.is_active:
        raise NoLongerPossible
    answers = answers_of_draft(draft)
    if not person.name:
        update_profile(
            by=person,
            person=person,
            name=answers.name,
            situation=person.situation or Situation.CANDIDATE,
        )
    project = open_project(
        answers=answers,
        person=person,
        departement=departement_of(draft),
        came_by=draft.came_by,
        now=moment,
    )
    if project.draft != draft.pk:
        project = change_answers(by=person, project=project, answers=answers)
    draft.project, draft.confirmed_at = project, moment
    draft.answers, draft.email, draft.sent_at = {}, "", None
    draft.save(update_fields=["project", "confirmed_at", "answers", "email", "sent_at"])
    return project


def _address(email: str, network_address: str, now: datetime | None) -> str:
    try:
        address = normalise_address(email)
    except ValidationError:
        raise NotAnAddress from None
    count_attempt_from(MAILS_FROM_A_NETWORK, network_address, now=now)
    count_attempt(MAILS_TO_AN_ADDRESS, address, now=now)
    return address


def _locked(draft_id: UUID) -> ProjectDraft:
    # Without its project: joined rows are read before the row is locked.
    draft = lock_rows(ProjectDraft.objects.all()).filter(pk=draft_id).first()
    if draft is None:
        raise NoLongerPossible
    return draft
