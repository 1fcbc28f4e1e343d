"""What must not be late in the watch of homes: alerts; and how the sources are."""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Case, F, Min, When
from django.db.models import Count as CountOf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.monitoring import Delivery, add_count, add_feed, add_vital
from bocage.housing.models.searches import Alert, SavedSearch
from bocage.housing.models.sources import Source


def _oldest_alert() -> timedelta:
    now = timezone.now()
    followed = Alert.objects.filter(
        told_at=None, due_at__lte=now, search__status=SavedSearch.Status.ACTIVE
    )
    oldest = followed.aggregate(oldest=Min("due_at"))["oldest"]
    return now - oldest if oldest else timedelta(0)


def _sources_by_state() -> Mapping[str, int]:
    active = Source.objects.filter(is_active=True).order_by()
    return dict(active.values_list("state").annotate(count=CountOf("pk")))


MOST_SOURCES = 50


def _deliveries() -> list[Delivery]:
    """The sources that are followed: what fails, then what was silent longest."""
    followed = Source.objects.filter(is_active=True)
    fails_first = Case(When(state=Source.State.FAILING, then=0), default=1)
    in_order = followed.order_by(fails_first, F("last_good_at").asc(nulls_first=True), "pk")
    return [
        Delivery(
            name=source.name,
            last_good_at=source.last_good_at,
            trouble=str(source.get_state_display()) if source.state == Source.State.FAILING else "",
            url=source.get_absolute_url(),
        )
        for source in in_order[:MOST_SOURCES]
    ]


add_feed(name="sources", label=_("Sources de logements"), read=_deliveries)
add_vital(
    name="alerts",
    label=_("Alertes de logements"),
    limit=timedelta(minutes=30),
    delay=_oldest_alert,
)
add_count(
    name="sources",
    help="Sources of listings that are followed, by state.",
    label="state",
    read=_sources_by_state,
)
