"""Scheduled jobs of applications: reminders, and deletion at the end of the retention period."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.instance import current_instance
from bocage.people.erasure.erasure import delete_versions
from bocage.training.admissions.applications import notifications
from bocage.training.admissions.applications.models import Application, SeatOffer
from bocage.training.admissions.applications.operations.applications import (
    Withdrawn,
    end_application,
)
from bocage.training.admissions.applications.operations.documents import drop_document
from bocage.training.admissions.applications.operations.seat_offers import answer_offer
from bocage.training.cohorts.operations.enrolments import locked_cohort
from bocage.training.programmes.models.cohorts import Cohort

AT_ONCE = 200
"""Maximum number deleted per night; the rest waits for the next night."""
REMINDED_DAYS_BEFORE = 3


def remind_of_drafts(*, now: datetime | None = None) -> int:
    """Reminds the authors of drafts whose deadline is in exactly three days, once. Returns how
    many.
    """
    today = timezone.localdate(now or timezone.now())
    drafts = Application.objects.filter(
        status=Application.Status.DRAFT,
        cohort__state=Cohort.State.OPEN,
        cohort__apply_until=today + timedelta(days=REMINDED_DAYS_BEFORE),
        reminded_on=None,
    )
    reminded = 0
    for key in list(drafts.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            locked = lock_rows(Application.objects.all())
            draft = locked.with_rights().filter(pk=key, reminded_on=None).first()
            if draft is None or not draft.is_draft:
                continue
            draft.reminded_on = today
            draft.save(update_fields=["reminded_on"])
            notifications.remind_of_draft(draft)
            reminded += 1
    return reminded


def forget_old_applications(*, now: datetime | None = None) -> int:
    """Deletes the applications that led to nothing, with their documents and the jury's notes:
    refused, withdrawn, or still waiting or unsent when their cohort began, once older than the
    retention period. Applications of learners are retained, as the quality mark requires.
    Returns how many were deleted, at most 200 per run.
    """
    now = now or timezone.now()
    oldest = now - timedelta(days=current_instance().application_retention_days)
    came_to_nothing = Q(status="refused", decided_at__lt=oldest) | Q(
        status="withdrawn", withdrawn_at__lt=oldest
    )
    was_left = Q(
        status__in=("draft", "submitted", "under_review", "waiting"),
        saved_at__lt=oldest,
        cohort__starts_on__lt=timezone.localdate(oldest),
    )
    old = Application.objects.filter(came_to_nothing | was_left).order_by("saved_at", "pk")
    keys = list(old.values_list("pk", flat=True)[:AT_ONCE])
    for key in keys:
        with transaction.atomic():
            for document in Application.objects.get(pk=key).documents.all():
                drop_document(document)
            delete_versions(Application, [key])
            Application.objects.filter(pk=key).delete()
    return len(keys)


def end_applications_of(*, cohort: Cohort, now: datetime | None = None) -> int:
    """Closes the applications to a cohort that does not take place: frees the seats held, and
    notifies each applicant of other courses. Idempotent."""
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_cohort(cohort)
        offers = lock_rows(SeatOffer.objects.all())
        for offer in offers.filter(cohort=locked, state=SeatOffer.State.HELD).order_by("pk"):
            answer_offer(offer, SeatOffer.State.CANCELLED, now)
        rows = lock_rows(Application.objects.all())
        live = list(
            rows.with_rights()
            .filter(cohort=locked)
            .exclude(status__in=("withdrawn", "refused"))
            .order_by("pk")
        )
        for application in live:
            end_application(application, Withdrawn.CANCELLED, now)
            notifications.notify_cohort_cancelled(application)
    return len(live)
