"""Copies of the shared steps of a weekend in the programmes of its households."""

from bocage.welcome.visits.itinerary.models import ProgrammeStep, StepStatus
from bocage.welcome.visits.stays.models import Stay, StayStep
from bocage.welcome.visits.weekends.models import WeekendStep

COPIED = (
    "kind",
    "title",
    "commune_id",
    "address",
    "latitude",
    "longitude",
    "period",
    "contact_name",
    "contact_phone",
    "words",
)
"""Fields copied from a shared step to a household's programme. The weekend notifies the person met,
once, and not each household's stay: no address is copied.
"""


def copy_step(step: WeekendStep, stay: Stay) -> StayStep:
    """Copies a shared step to the programme of one household."""
    values = {name: getattr(step, name) for name in COPIED}
    return StayStep.objects.create(
        stay=stay,
        shared_step=step,
        status=_status_of_copies(step),
        declined_at=step.declined_at,
        **values,
    )


def copies_of(step: ProgrammeStep) -> list[StayStep]:
    """Returns the active copies of a shared step, in programmes that may change; a household’s own
    step has none.
    """
    return list(
        StayStep.objects.exclude(status=StepStatus.CALLED_OFF)
        .filter(shared_step=step.pk, stay__status__in=Stay.OPEN)
        .select_related("stay")
        .order_by("pk")
    )


def follow_the_answer(step: ProgrammeStep) -> None:
    """Copies the answer of the person met from a shared step to the programmes of all stays; sends
    no message.
    """
    keys = [copy.pk for copy in copies_of(step)]
    StayStep.objects.filter(pk__in=keys).update(
        status=_status_of_copies(step), declined_at=step.declined_at
    )


def _status_of_copies(step: ProgrammeStep) -> StepStatus:
    """Returns the status of the copies: confirmed once the person met agreed, or if nobody is
    met.
    """
    has_contact = step.contact_name or step.contact_phone or step.contact_mail
    return (
        StepStatus.OPEN if has_contact and step.status != StepStatus.AGREED else StepStatus.AGREED
    )
