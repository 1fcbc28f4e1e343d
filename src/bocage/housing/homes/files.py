"""The homes of a search as other programs read them: a table, and a feed that needs no alert."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.files.atom_feeds import Entry, atom_feed
from bocage.housing.criteria.formatting import criteria_in_words
from bocage.housing.homes.presentation import cards_of, shown_position
from bocage.housing.homes.search import HomeSearch, all_found
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.templatetags.home_words import home_price

MAX_ENTRIES = 50


def table_header() -> list[str]:
    """Returns the columns of the list of homes."""
    return [
        *(_("Titre"), _("Bien"), _("Offre"), _("Prix (€)"), _("Surface (m²)"), _("Terrain (m²)")),
        *(_("Pièces"), _("Classe énergie"), _("Commune"), _("Code INSEE"), _("Latitude")),
        *(_("Longitude"), _("Vu le"), _("Confirmé le"), _("Page")),
    ]


def table_rows(search: HomeSearch) -> Iterator[Sequence[object]]:
    """Yields the homes of a search in its order, as near as the public sees them; each kind of
    statement once, whatever their number.
    """
    for home in all_found(search):
        position = shown_position(home)
        yield [
            *(home.title, str(home.get_kind_display()), str(home.get_offer_display())),
            *(home.price_eur, home.surface_m2, home.land_m2, home.rooms, home.energy_class),
            home.commune.name if home.commune else "",
            home.commune_id or "",
            position.latitude if position else None,
            position.longitude if position else None,
            *(home.first_seen_at.date().isoformat(), home.confirmed_at.date().isoformat()),
            f"{settings.BOCAGE.public_url}{home.get_absolute_url()}",
        ]


def feed_of_search(search: HomeSearch) -> bytes:
    """Returns the homes of a search, most recent appearance or change of price first."""
    homes = sorted(all_found(search), key=_changed_at, reverse=True)[:MAX_ENTRIES]
    query = f"?{search.query}" if search.query else ""
    return atom_feed(
        (
            Entry(
                key=f"urn:uuid:{card.home.pk}",
                title=f"{card.home.title} · {home_price(card.home)}",
                path=card.address,
                words=" · ".join([card.facts, card.location_words]),
                at=_changed_at(card.home),
            )
            for card in cards_of(homes, area=search.criteria.area)
        ),
        title=criteria_in_words(search.criteria),
        page=f"{reverse('home_list')}{query}",
        address=f"{reverse('home_feed')}{query}",
    )


def _changed_at(home: Dwelling) -> datetime:
    return max(filter(None, [home.first_seen_at, home.price_changed_at]))
