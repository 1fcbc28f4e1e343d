"""What the room keeps about a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.spoken_time import spoken_moment
from bocage.housing.models import FeedRun, OwnerOffer
from bocage.people.known_data import KnownRow, KnownSection, add_known_section
from bocage.people.models import Person

# Sources, deliveries, and what owners offer.


def owner_offer_rows(person: Person, most: int | None) -> list[KnownRow]:
    """The homes that were offered with the person's address, the latest first; one query."""
    offers = OwnerOffer.objects.filter(owner_email__iexact=person.email).select_related("commune")
    return [
        KnownRow(
            title=offer.title,
            detail=" · ".join(
                filter(
                    None,
                    [
                        offer.commune.name,
                        str(offer.get_status_display()),
                        offer.owner_name,
                        offer.owner_phone,
                        offer.description,
                        offer.refusal,
                    ],
                )
            ),
        )
        for offer in offers.order_by("-created_at", "pk")[:most]
    ]


def delivery_rows(person: Person, most: int | None) -> list[KnownRow]:
    """The deliveries that the person brought or decided on, the latest first; two queries."""
    brought = FeedRun.objects.filter(sent_by=person).select_related("source")
    decided = FeedRun.objects.filter(decided_by=person).select_related("source")
    runs = {run.pk: run for query in (brought, decided) for run in query.order_by("-pk")[:most]}
    latest = sorted(runs.values(), key=lambda run: run.received_at, reverse=True)
    return [
        KnownRow(
            title=run.source.name,
            detail=f"{spoken_moment(run.received_at)} · {run.get_status_display()}",
        )
        for run in latest[:most]
    ]


add_known_section(
    KnownSection(
        name="housing_owner_offers",
        title=_("Logements que je propose"),
        rank=60,
        rows=owner_offer_rows,
    )
)
add_known_section(
    KnownSection(
        name="housing_deliveries",
        title=_("Livraisons d’annonces que j’ai déposées ou décidées"),
        rank=65,
        rows=delivery_rows,
    )
)
