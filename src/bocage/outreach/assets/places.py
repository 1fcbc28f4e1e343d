"""Areas of assets, as choices of the query string."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.outreach.assets.models import OF_ALL, AssetQuerySet

WHOLE = "tout"
EPCI, COMMUNE, PLACE = "i", "c", "l"


def place_choices(assets: AssetQuerySet) -> list[tuple[str, str]]:
    """Lists the places that some assets are about as choices, by name, the whole département first;
    one query.
    """
    areas = (
        assets.order_by()
        .values_list("epci", "epci__name", "commune", "commune__name", "place", "place__name")
        .distinct()
    )
    choices: set[tuple[str, str]] = set()
    for epci, epci_name, commune, commune_name, place, place_name in areas:
        if epci:
            choices.add((f"{EPCI}-{epci}", epci_name))
        elif commune:
            choices.add((f"{COMMUNE}-{commune}", commune_name))
        elif place:
            choices.add((f"{PLACE}-{place}", place_name))
        else:
            choices.add((WHOLE, _("tout le département")))
    return sorted(choices, key=lambda choice: (choice[0] != WHOLE, choice[1]))


def about(choice: str) -> Q:
    """Returns the condition of the assets about a choice of `place_choices`; an invalid choice
    matches nothing.
    """
    kind, _dash, key = choice.partition("-")
    if choice == WHOLE:
        return OF_ALL
    if kind == EPCI:
        return Q(epci=key)
    if kind == COMMUNE:
        return Q(commune=key)
    try:
        return Q(place=UUID(key)) if kind == PLACE else Q(pk=None)
    except ValueError:
        return Q(pk=None)
