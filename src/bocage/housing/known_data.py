"""What the room keeps about a person."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.spoken_time import full_moment
from bocage.housing import lead_known_data
from bocage.housing.alert_words import criteria_in_words
from bocage.housing.models.leads import OwnerOffer
from bocage.housing.models.searches import Alert, PushSubscription
from bocage.housing.models.sources import FeedRun
from bocage.housing.search_criteria import criteria_of
from bocage.housing.search_holders import searches_of
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person

__all__ = ["lead_known_data"]


@known_section(name="housing_owner_offers", title=_("Logements que je propose"), rank=60)
def owner_offer_rows(person: Person, most: int | None) -> KnownRows:
    """The homes that were offered with the person's address, the latest first; one query."""
    offers = OwnerOffer.objects.filter(owner_email__iexact=person.email).select_related("commune")
    for offer in offers.order_by("-created_at", "pk")[:most]:
        yield KnownRow(
            title=offer.title,
            detail=[
                offer.commune.name,
                str(offer.get_status_display()),
                offer.owner_name,
                offer.owner_phone,
                offer.description,
                offer.refusal,
            ],
        )


@known_section(
    name="housing_deliveries",
    title=_("Livraisons d’annonces que j’ai déposées ou décidées"),
    rank=65,
    named_in=("housing.FeedRun.sent_by", "housing.FeedRun.decided_by"),
)
def delivery_rows(person: Person, most: int | None) -> KnownRows:
    """The deliveries that the person brought or decided on, the latest first; two queries."""
    brought = FeedRun.objects.filter(sent_by=person).select_related("source")
    decided = FeedRun.objects.filter(decided_by=person).select_related("source")
    runs = {run.pk: run for query in (brought, decided) for run in query.order_by("-pk")[:most]}
    latest = sorted(runs.values(), key=lambda run: run.received_at, reverse=True)
    for run in latest[:most]:
        yield KnownRow(
            title=run.source.name,
            detail=f"{full_moment(run.received_at)} · {run.get_status_display()}",
        )


@known_section(
    name="saved_searches",
    title=_("Vos recherches de logement"),
    rank=50,
    named_in=("housing.SavedSearch.person",),
    link=("saved_searches", _("Voir mes recherches")),
)
def search_rows(person: Person, most: int | None) -> KnownRows:
    """Their searches, stopped ones too, the latest first; one query."""
    found = searches_of(person).select_related("commune").order_by("-created_at", "id")
    for one in found[:most]:
        yield KnownRow(
            title=one.name,
            detail=[
                criteria_in_words(criteria_of(one)),
                str(one.get_status_display()),
                str(one.get_rhythm_display()),
                str(_("par courriel") if one.tells_by_mail else _("sans courriel")),
            ],
            url=reverse("saved_search", args=[one.pk]),
        )


@known_section(
    name="housing_alerts",
    title=_("Les logements qui vous ont été signalés"),
    rank=51,
    named_in=("housing.SavedSearch.person",),
)
def alert_rows(person: Person, most: int | None) -> KnownRows:
    """The homes that they were told of, the latest first; one query."""
    told = (
        Alert.objects.filter(search__person=person)
        .exclude(told_at=None)
        .select_related("search", "fact__dwelling", "fact__lead__commune")
        .order_by("-told_at", "id")
    )
    for one in told[:most]:
        yield KnownRow(
            title=_title(one),
            detail=[one.search.name, full_moment(one.told_at) if one.told_at else ""],
        )


@known_section(
    name="browsers",
    title=_("Les navigateurs qui montrent vos notifications"),
    rank=52,
    named_in=("housing.PushSubscription.person",),
    link=("notifications", _("Voir mes notifications")),
)
def browser_rows(person: Person, most: int | None) -> KnownRows:
    """The browsers that show what they are told; one query."""
    allowed = PushSubscription.objects.filter(person=person).order_by("-created_at", "id")
    for one in allowed[:most]:
        yield KnownRow(
            title=one.browser or str(PushSubscription._meta.verbose_name),
            detail=full_moment(one.created_at),
        )


def _title(alert: Alert) -> str:
    if alert.fact.dwelling is not None:
        return alert.fact.dwelling.title
    lead = alert.fact.lead
    return f"{lead.get_kind_display()}, {lead.commune.name}" if lead else ""
