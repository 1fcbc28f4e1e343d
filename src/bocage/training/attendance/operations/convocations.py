"""Convocations: date and place mailed to each learner, with the document attached."""

from django.db import transaction
from django.utils import timezone

from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.training.attendance.errors import PaperNotReady
from bocage.training.attendance.mails import CONVOCATION, ConvocationMail
from bocage.training.attendance.register import register_of
from bocage.training.programmes.models.cohorts import Cohort, Enrolment


def convoke(*, by: Person, cohort: Cohort) -> int:
    """Sends a convocation to each learner of a cohort, and returns how many. Calling it again sends
    them again, since dates may have changed.

    Raises:
        NotAllowed: `by` does not run the cohort.
        PaperNotReady: facts of the convocation are not filled in; nothing is sent.
    """
    by.require("training.manage_cohort", cohort)
    missing = CONVOCATION.needs(register_of(cohort, now=timezone.now()))
    if missing:
        raise PaperNotReady(str(CONVOCATION.title), [need.label for need in missing])
    learning = Enrolment.objects.learning().filter(cohort=cohort).select_related("person")
    with transaction.atomic():
        for enrolment in learning.order_by("pk"):
            write_to(
                enrolment.person,
                ConvocationMail(
                    enrolment_id=enrolment.pk, programme=cohort.programme.name, cohort=cohort.name
                ),
            )
        return len(learning)
