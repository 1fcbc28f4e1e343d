"""The offers that somebody may answer, in the Espace."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_moment, format_period
from bocage.people.dashboard import Todo, only_with, todo_provider
from bocage.people.models import Person
from bocage.workspaces.bookings.dashboard import MAX_SHOWN
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.waitlist.models import WaitlistEntry


@todo_provider
@only_with(WaitlistEntry, "person")
def offers_to_answer(person: Person) -> Iterator[Todo]:
    """Yields a task for each space that is offered to the person after a wait; for everybody, one
    query.
    """
    offered = (
        WaitlistEntry.objects.filter(
            person=person,
            status=WaitlistEntry.Status.OFFERED,
            offer__status=Booking.Status.OFFERED,
            offer__lapses_at__gt=timezone.now(),
        )
        .select_related("place", "offer")
        .order_by("offer__lapses_at", "pk")
    )
    for entry in offered[:MAX_SHOWN]:
        if entry.offer is None:
            continue
        title, detail = _words_of_an_offer(entry)
        period_words = format_period(entry.offer.period.lower, entry.offer.period.upper)
        yield Todo(
            title=title % {"place": entry.place.name, "when": period_words},
            detail=detail % {"due": format_moment(entry.offer.answer_due)},
            action=_("Répondre"),
            url=reverse("waitlist"),
            urgency="soon",
            due_at=entry.offer.answer_due,
        )


def _words_of_an_offer(entry: WaitlistEntry) -> tuple[str, str]:
    if entry.is_for_several:
        return (
            _("Des places se sont libérées : %(place)s, %(when)s"),
            _("Elles sont gardées ensemble pour vous jusqu’à : %(due)s."),
        )
    return (
        _("Une place s’est libérée : %(place)s, %(when)s"),
        _("Elle est gardée pour vous jusqu’à : %(due)s."),
    )
