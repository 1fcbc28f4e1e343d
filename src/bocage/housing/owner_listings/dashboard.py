"""Menu entry and to-dos of offers of owners."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.grammar import at_name
from bocage.housing.owner_listings.models import OwnerOffer
from bocage.housing.owner_listings.policies import offers_read_by
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person

FEW = 5

add_item(
    label=_("Annonces"),
    url_name="owner_offers",
    icon="house-search",
    rank=30,
    group="housing",
    covers=("linkage_queue",),
    is_shown=lambda person: (
        person.has_perm("housing.see_offers") and not person.has_perm("housing.follow_sources")
    ),
)


@todo_provider
def offers_to_review(person: Person) -> Iterator[Todo]:
    """Yields a task for each owner's offer that a coordinator has to review, before anybody else
    sees it.
    """
    if not person.has_perm("housing.see_offers"):
        return
    waiting = offers_read_by(person).filter(status=OwnerOffer.Status.TO_REVIEW)
    for offer in waiting.select_related("commune").order_by("confirmed_at", "pk")[:FEW]:
        yield Todo(
            title=_("Un propriétaire propose un logement %(at_commune)s")
            % {"at_commune": at_name(offer.commune.name)},
            detail=offer.title,
            action=_("Relire l’offre"),
            url=reverse("owner_offer", args=[offer.pk]),
            urgency="soon",
        )
