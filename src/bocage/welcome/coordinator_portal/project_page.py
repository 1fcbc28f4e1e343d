"""Desks booked by a household, in the timeline of its project."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import full_period
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source
from bocage.welcome.visits.stays.models import StayStep
from bocage.workspaces.models import Booking


@timeline_source
def bookings(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields a timeline entry for each desk booked for the project's stays and, since it was sent,
    for each one booked for an adult who consents to be accompanied. One query.
    """
    of_stays = StayStep.objects.filter(stay__project=project.pk, booking__isnull=False)
    agreeing = ProjectConsent.objects.filter(
        project=project.pk,
        use=ProjectConsent.Use.FOLLOW,
        withdrawn_at=None,
        person__households__project=project.pk,
    )
    own_bookings = Booking.objects.filter(
        booked_for__in=agreeing.values("person"), created_at__gte=project.sent_at
    )
    # Each of the two is looked for by its index; « or » would have every booking read.
    keys = of_stays.order_by().values("booking").union(own_bookings.order_by().values("pk"))
    booked = Booking.objects.filter(pk__in=keys).select_related("place", "booked_for")
    for booking in booked:
        state = capfirst(str(booking.get_status_display()))
        period = full_period(booking.period.lower, booking.period.upper)
        yield TimelineEntry(
            at=booking.created_at,
            kind="booking",
            title=_("Réservation : %(place)s") % {"place": booking.place.name},
            detail=f"{state} · {period}",
            by=booking.booked_for.name if booking.booked_for is not None else "",
            is_shown_to_household=True,
        )
