"""The letters of one prospect: as their team reads them, and as they read them themselves."""

from typing import Any

from django.db.models import QuerySet

from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.page_registry import prospect_section
from bocage.outreach.sequences.forms import AnswerForm, EnterForm
from bocage.outreach.sequences.models.sendings import Enrolment, Sending
from bocage.outreach.sequences.models.sequences import Sequence

MAX_SHOWN = 50


def sequences_to_enter(prospect: Prospect) -> QuerySet[Sequence]:
    """Returns the running sequences of the prospect's département in which they have never been."""
    entered = Enrolment.objects.filter(prospect=prospect).values("sequence")
    running = Sequence.objects.filter(
        status=Sequence.Status.RUNNING, departement=prospect.departement_id
    )
    return running.exclude(pk__in=entered).order_by("name", "pk")


@prospect_section("outreach/sequences/prospect.html")
def letters_section(prospect: Prospect) -> dict[str, Any]:
    """Returns the context of the section of letters on a prospect's page: three queries."""
    enrolments = Enrolment.objects.filter(prospect=prospect).select_related(
        "sequence", "next_letter"
    )
    entries = sequences_to_enter(prospect)
    return {
        "enrolments": list(enrolments),
        "sendings": list(sendings_of(prospect)),
        "enter_form": EnterForm(sequences=entries) if entries.exists() else None,
        "answer_form": AnswerForm(),
    }


def sendings_of(prospect: Prospect) -> QuerySet[Sending]:
    """Returns the latest letters of a prospect, sent or not, the latest first."""
    sendings = Sending.objects.filter(enrolment__prospect=prospect)
    return sendings.select_related("letter", "enrolment__sequence").order_by("-queued_at", "-pk")[
        :MAX_SHOWN
    ]


def letters_received(prospect: Prospect) -> list[Sending]:
    """Lists the letters sent to a prospect, the most recent first, for their own page; one
    query."""
    sendings = Sending.objects.filter(enrolment__prospect=prospect, state=Sending.State.SENT)
    return list(sendings.order_by("-closed_at", "-pk")[:MAX_SHOWN])


def next_letter_of(prospect: Prospect) -> Enrolment | None:
    """Returns the enrolment with the prospect's next planned letter, or None; one query."""
    going_on = Enrolment.objects.filter(prospect=prospect, ended_at=None, next_at__isnull=False)
    return going_on.filter(sequence__status=Sequence.Status.RUNNING).order_by("next_at").first()
