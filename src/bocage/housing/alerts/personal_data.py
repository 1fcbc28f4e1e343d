"""Export of the alerts and browsers of a person."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.times import full_moment
from bocage.housing.searches.models import Alert, PushSubscription
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="housing_alerts",
    title=_("Les logements qui vous ont été signalés"),
    rank=51,
    named_in=("housing.SavedSearch.person",),
)
def alert_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the homes of which a person was notified, latest first; one query."""
    alerts = (
        Alert.objects.filter(search__person=person)
        .exclude(notified_at=None)
        .select_related("search", "fact__dwelling", "fact__lead__commune")
        .order_by("-notified_at", "id")
    )
    for alert in alerts[:limit]:
        yield DataItem(
            title=_title(alert),
            detail=[alert.search.name, full_moment(alert.notified_at) if alert.notified_at else ""],
        )


@data_section(
    name="browsers",
    title=_("Les navigateurs qui montrent vos notifications"),
    rank=52,
    named_in=("housing.PushSubscription.person",),
    link=("notifications", _("Voir mes notifications")),
)
def browser_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the browsers in which a person receives notifications; one query."""
    allowed = PushSubscription.objects.filter(person=person).order_by("-created_at", "id")
    for subscription in allowed[:limit]:
        yield DataItem(
            title=subscription.browser or str(PushSubscription._meta.verbose_name),
            detail=full_moment(subscription.created_at),
        )


def _title(alert: Alert) -> str:
    if alert.fact.dwelling is not None:
        return alert.fact.dwelling.title
    lead = alert.fact.lead
    return f"{lead.get_kind_display()}, {lead.commune.name}" if lead else ""
