"""Notifications about applications, in the operation's transaction."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from bocage.foundation.mail import Mail
from bocage.people.mailing import write_to
from bocage.training.admissions.applications.mails import (
    ApplicationReceived,
    DocumentInfected,
    DraftWaiting,
    NotChosen,
    OnWaitingList,
    SeatConfirmed,
    SeatOffered,
)
from bocage.training.admissions.applications.models import (
    Application,
    ApplicationDocument,
    SeatOffer,
)
from bocage.training.programmes.models.cohorts import Cohort

SCAN = "training.scan_sent_document"
"""The task calls the operations, so it is known here by its name alone."""

MAX_OTHERS = 3


def notify_received(application: Application) -> None:
    """Notifies the applicant that their application arrived."""
    mail = ApplicationReceived(
        **_mail_facts(application),
        title=application.title,
        apply_until=max(
            application.cohort.apply_until, application.late_until or application.cohort.apply_until
        ),
    )
    write_to(application.applicant, mail)


def notify_delay(application: Application) -> None:
    """Notifies the applicant that they can still send their draft; does nothing without a delay."""
    if application.late_until is not None:
        mail = DraftWaiting(**_mail_facts(application), until=application.late_until, is_delay=True)
        write_to(application.applicant, mail)


def remind_of_draft(application: Application) -> None:
    """Reminds the author of a draft that the deadline is near."""
    until = application.cohort.apply_until
    write_to(application.applicant, DraftWaiting(**_mail_facts(application), until=until))


def have_scanned(document_id: UUID) -> None:
    """Schedules the virus scan of a document, in the transaction that stores it."""
    app.configure_task(SCAN).defer(document_id=str(document_id))


def notify_infected(document: ApplicationDocument) -> None:
    """Notifies the applicant that a document contained a virus and is deleted."""
    application = Application.objects.with_rights().get(pk=document.application_id)
    mail = DocumentInfected(**_mail_facts(application), document_name=document.name)
    write_to(application.applicant, mail)


def notify_seat_offered(offer: SeatOffer) -> None:
    """Notifies the applicant that a seat is held for them."""
    write_to(offer.application.applicant, _seat_mail(offer))


def remind_of_seat(offer: SeatOffer) -> None:
    """Reminds the applicant that they have little time left to answer."""
    write_to(offer.application.applicant, _seat_mail(offer, is_reminder=True))


def notify_confirmed(offer: SeatOffer) -> None:
    """Notifies the applicant that their seat is confirmed."""
    application = offer.application
    mail = SeatConfirmed(**_mail_facts(application), starts_on=offer.cohort.starts_on)
    write_to(application.applicant, mail)


def notify_lapsed(offer: SeatOffer) -> None:
    """Notifies the applicant that their seat went to the next person, for lack of an answer."""
    write_to(offer.application.applicant, _not_chosen(offer.application, "silent"))


def notify_decision(application: Application) -> None:
    """Notifies the applicant that they are on the waiting list, or not chosen."""
    if application.waiting_rank is not None:
        mail: Mail = OnWaitingList(
            **_mail_facts(application), rank=application.waiting_rank, words=application.words
        )
    else:
        mail = _not_chosen(application, "refused", words=application.words)
    write_to(application.applicant, mail)


def notify_cohort_cancelled(application: Application) -> None:
    """Notifies the applicant that the cohort does not take place."""
    write_to(application.applicant, _not_chosen(application, "cancelled"))


def other_courses(application: Application) -> list[Cohort]:
    """Returns at most three other cohorts of the same département that take applications."""
    cohorts = Cohort.objects.taking_applications(timezone.localdate()).filter(
        programme__departement=application.cohort.programme.departement_id
    )
    other_cohorts = cohorts.exclude(pk=application.cohort_id).select_related("programme")
    return list(other_cohorts.order_by("apply_until", "pk")[:MAX_OTHERS])


def _seat_mail(offer: SeatOffer, **values: Any) -> SeatOffered:
    application = offer.application
    return SeatOffered(
        **_mail_facts(application),
        offer_id=str(offer.pk),
        person_id=str(application.applicant_id),
        answer_by=offer.answer_by,
        starts_on=offer.cohort.starts_on,
        words=application.words,
        is_from_list=bool(application.decided_at and application.decided_at < offer.offered_at),
        gets_welcome=application.wishes_welcome,
        **values,
    )


def _not_chosen(application: Application, cause: str, *, words: str = "") -> NotChosen:
    return NotChosen(
        **_mail_facts(application),
        cause=cause,
        words=words,
        contact=application.cohort.programme.contact_email,
        courses=tuple(
            (f"{course.programme.name} · {course.name}", course.programme.slug)
            for course in other_courses(application)
        ),
    )


def _mail_facts(application: Application) -> dict[str, Any]:
    return {
        "application_id": str(application.pk),
        "programme_name": application.cohort.programme.name,
        "cohort_name": application.cohort.name,
    }
