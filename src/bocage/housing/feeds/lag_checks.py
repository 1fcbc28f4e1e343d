"""State of the sources of listings."""

from collections.abc import Mapping

from django.db.models import Case, F, When
from django.db.models import Count as CountOf
from django.utils.translation import gettext_lazy as _

from bocage.foundation.monitoring import Delivery, add_count, add_feed
from bocage.housing.market.models.sources import Source


def _sources_by_state() -> Mapping[str, int]:
    active = Source.objects.filter(is_active=True).order_by()
    return dict(active.values_list("state").annotate(count=CountOf("pk")))


MAX_SOURCES = 50


def _deliveries() -> list[Delivery]:
    """Returns the active sources: failing ones, then those silent longest."""
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
        for source in in_order[:MAX_SOURCES]
    ]


add_feed(name="sources", label=_("Sources de logements"), read=_deliveries)
add_count(
    name="sources",
    help="Sources of listings that are followed, by state.",
    label="state",
    read=_sources_by_state,
)
